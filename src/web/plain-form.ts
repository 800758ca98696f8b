import { leadsToPerson } from '../enquiry/form/addressee.ts';
import type { FormState } from '../enquiry/form/outcome.ts';
import { type FormFields, honeypotField, type Topic, tokenField } from '../enquiry/schema.ts';
import { escapeMarkup } from '../escape-markup.ts';
import { fieldErrorText } from '../words/field-errors.ts';
import type { FieldWords } from '../words/shapes.ts';
import type { Words } from '../words/words.ts';
import { hidden, withMore } from './plain-page.ts';

/** Every field with a text or an answer, in the order of the form. */
const fieldNames = [
  ...(['topic', 'forWhom', 'helper', 'knows', 'answerTo', 'message'] as const),
  ...(['name', 'channel', 'phone', 'email', 'via', 'voicemail', 'sayKis'] as const),
  ...(['language', 'languageName', 'needs', 'when'] as const),
];
type FieldName = (typeof fieldNames)[number];

/** @returns the offered answers of a question with their names; undefined for a text field */
function answersOf(
  name: FieldName,
  words: Words,
  topicNames: Readonly<Record<Topic, string>>,
): ReadonlyMap<string, string> | undefined {
  if (name === 'topic') return new Map(Object.entries(topicNames));
  if (name === 'voicemail' || name === 'sayKis') return new Map([['yes', words.form.plain.yes]]);
  const field: FieldWords & { readonly choices?: Readonly<Record<string, { readonly label: string }>> } =
    words.form[name];
  return field.choices && new Map(Object.entries(field.choices).map(([value, { label }]) => [value, label]));
}

/** Several needs can be chosen. */
const choices = (name: FieldName, answers: ReadonlyMap<string, string>, chosen: readonly string[]): string =>
  [...answers]
    .map(([value, label]) => {
      const type = name === 'needs' ? 'checkbox' : 'radio';
      const checked = chosen.includes(value) ? ' checked' : '';
      const id = `${name}-${value}`;
      return `<div class="choice"><input id="${id}" name="${name}" value="${value}" type="${type}"${checked}><label for="${id}">${escapeMarkup(label)}</label></div>`;
    })
    .join('');

function textControl(name: FieldName, value: string): string {
  const text = escapeMarkup(value);
  // A browser drops the first line break (HTML, 13.2.6.4.7).
  if (name === 'message') return `<textarea id="${name}" name="${name}" rows="6">\n${text}</textarea>`;
  return `<input id="${name}" name="${name}" type="text" value="${text}">`;
}

/**
 * The form without Astro, for a refused form while no page can be rendered. It contains all typed values, and one
 * press sends it again.
 *
 * @param errorPage the prerendered page of the error, with telephone, address and hours
 * @param action the address that the form posts to
 * @param topicNames the names of the topics in the page's language
 * @returns the page as HTML; the unchanged error page if there are no typed values
 */
export function plainFormPage(
  errorPage: string,
  { token, submission, refusal }: FormState,
  words: Words,
  { action, topicNames }: { readonly action: string; readonly topicNames: Readonly<Record<Topic, string>> },
): string {
  const { form } = words;
  const fields: FormFields = submission?.fields ?? new Map();
  const toPerson = leadsToPerson(fields);
  // Preselected without being asked: kept, but not shown.
  const isUnasked = (name: FieldName) => name === 'answerTo' && fields.get('forWhom')?.[0] !== 'other';
  const errors = refusal?.kind === 'invalid' ? refusal.errors : [];
  const valuesOf = (name: FieldName) => (fields.get(name) ?? []).filter((value) => value !== '');
  if (fieldNames.every((name) => isUnasked(name) || valuesOf(name).length === 0)) return errorPage;

  function errorOf(name: FieldName): string | undefined {
    const error = errors.find(({ field }) => field === name);
    if (error === undefined) return undefined;
    const text = fieldErrorText(form[name], error, { toPerson, inWord: form.inWord });
    return `<div class="error">${form.errorPrefix} ${escapeMarkup(text)}</div>`;
  }

  function rowsOf(name: FieldName): readonly string[] {
    const values = valuesOf(name);
    if (isUnasked(name)) return values.map((value) => hidden(name, value));
    const { label: ownLabel, labelForOther }: FieldWords = form[name];
    const label = toPerson ? (labelForOther ?? ownLabel) : ownLabel;
    const answers = answersOf(name, words, topicNames);
    const error = errorOf(name);
    // A missing answer is asked for, so that the next press can be complete.
    if (answers !== undefined && error !== undefined)
      return [`<fieldset><legend>${label}</legend>${error}${choices(name, answers, values)}</fieldset>`];
    if (answers !== undefined)
      return values.map(
        (value) =>
          `<div class="field"><b>${label}</b><br>${escapeMarkup(answers.get(value) ?? value)}${hidden(name, value)}</div>`,
      );
    return (error !== undefined && values.length === 0 ? [''] : values).map(
      (value) =>
        `<div class="field"><label for="${name}">${label}</label>${error ?? ''}${textControl(name, value)}</div>`,
    );
  }

  const rows = fieldNames.flatMap(rowsOf);
  const isSent = refusal?.kind === 'conflict';
  const { title, text } = isSent ? form.conflict(refusal.reference) : form.plain;
  const trap = fields.get(honeypotField)?.[0] ?? '';
  const inserted =
    `<h2>${title}</h2><p>${text}</p>` +
    `<form class="form" method="post" action="${action}" novalidate accept-charset="utf-8">` +
    hidden(tokenField, token) +
    (trap === '' ? '' : hidden(honeypotField, trap)) +
    `<div class="flow">${rows.join('')}` +
    `<div class="sending"><button class="button button-main" type="submit">${isSent ? form.sendAsNew : form.sendAgain}</button></div></div></form>`;
  return withMore(errorPage, inserted);
}
