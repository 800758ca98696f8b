import { leadsToPerson } from '../enquiry/form/addressee.ts';
import type { FormState } from '../enquiry/form/outcome.ts';
import { honeypotField, type Topic, tokenField } from '../enquiry/schema.ts';
import { escapeMarkup } from '../escape-markup.ts';
import type { FieldWords } from '../words/shapes.ts';
import type { Words } from '../words/words.ts';
import { hidden, withMore } from './plain-page.ts';

/** Every field that may hold a text or an answer, in the order of the form. */
const fieldNames = [
  ...(['topic', 'forWhom', 'helper', 'knows', 'answerTo', 'message'] as const),
  ...(['name', 'channel', 'phone', 'email', 'via', 'voicemail', 'sayKis'] as const),
  ...(['language', 'languageName', 'needs', 'when'] as const),
];
type FieldName = (typeof fieldNames)[number];

/** @returns what an offered answer is called; undefined where the field is a text */
function answerInWords(
  name: FieldName,
  value: string,
  words: Words,
  topicNames: Readonly<Record<Topic, string>>,
): string | undefined {
  if (name === 'topic') return new Map(Object.entries(topicNames)).get(value) ?? value;
  if (name === 'voicemail' || name === 'sayKis') return words.form.plain.yes;
  const field: FieldWords & { readonly choices?: Readonly<Record<string, { readonly label: string }>> } =
    words.form[name];
  return field.choices === undefined ? undefined : (field.choices[value]?.label ?? value);
}

/**
 * The form without its page: for a form that could not be accepted while no page can be rendered. All that was typed
 * stands on it and one press sends it again.
 *
 * @param errorPage the prerendered page of the error, with telephone, address and hours
 * @param action where the form posts to
 * @param topicNames what the page's reader calls each topic
 * @returns the page as HTML; where nothing was typed that could be kept, the error's page as it is
 */
export function plainFormPage(
  errorPage: string,
  { token, submission, refusal }: FormState,
  words: Words,
  { action, topicNames }: { readonly action: string; readonly topicNames: Readonly<Record<Topic, string>> },
): string {
  const { form } = words;
  const first = (name: FieldName) => submission?.fields.get(name)?.[0];
  const toPerson = leadsToPerson(submission?.fields ?? new Map());
  // Preselected where nobody was asked: kept, and not shown.
  const isUnasked = (name: FieldName) => name === 'answerTo' && first('forWhom') !== 'other';
  const errors = refusal?.kind === 'invalid' ? refusal.errors : [];
  const kept = fieldNames.filter((name) => submission?.fields.get(name)?.some((value) => value !== ''));
  if (kept.every(isUnasked)) return errorPage;
  const rows = kept.flatMap((name) =>
    (submission?.fields.get(name) ?? [])
      .filter((value) => value !== '')
      .map((value) => {
        if (isUnasked(name)) return hidden(name, value);
        const { label: ownLabel, labelForOther, errors: errorWords, errorsForOther }: FieldWords = form[name];
        const label = toPerson ? (labelForOther ?? ownLabel) : ownLabel;
        const error = errors.find(({ field }) => field === name);
        const sentence = (code: string) =>
          (toPerson ? errorsForOther?.[code] : undefined) ?? errorWords[code] ?? '';
        const inWord = error?.word === undefined ? '' : ` ${form.inWord(escapeMarkup(error.word))}`;
        const wrong =
          error && `<div class="error">${form.errorPrefix} ${sentence(error.code)}${inWord}</div>`;
        const answer = answerInWords(name, value, words, topicNames);
        if (answer !== undefined)
          return `<div class="field"><b>${label}</b><br>${escapeMarkup(answer)}${wrong ?? ''}${hidden(name, value)}</div>`;
        const control =
          name === 'message'
            ? // A browser drops the first line break (HTML, 13.2.6.4.7).
              `<textarea id="${name}" name="${name}" rows="6">\n${escapeMarkup(value)}</textarea>`
            : `<input id="${name}" name="${name}" type="text" value="${escapeMarkup(value)}">`;
        return `<div class="field"><label for="${name}">${label}</label>${wrong ?? ''}${control}</div>`;
      }),
  );
  const trap = submission?.fields.get(honeypotField)?.[0] ?? '';
  const inserted =
    `<h2>${form.plain.title}</h2><p>${form.plain.text}</p>` +
    `<form class="form" method="post" action="${action}" novalidate accept-charset="utf-8">` +
    hidden(tokenField, token) +
    (trap === '' ? '' : hidden(honeypotField, trap)) +
    rows.join('') +
    `<div class="sending"><button class="button button-main" type="submit">${form.sendAgain}</button></div></form>`;
  return withMore(errorPage, inserted);
}
