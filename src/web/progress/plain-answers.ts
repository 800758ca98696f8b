import type { Confirmation } from '../../enquiry/form/outcome.ts';
import type { PersonPage } from '../../enquiry/progress-pages.ts';
import { tokenField } from '../../enquiry/schema.ts';
import { additionKinds } from '../../enquiry/store/progress-store.ts';
import { escapeMarkup } from '../../escape-markup.ts';
import { newNumberError } from '../../words/field-errors.ts';
import type { Words } from '../../words/words.ts';
import { hidden, withOwnWords } from '../plain-page.ts';

/** A page as HTML, and its status. */
export interface PlainPage {
  readonly status: number;
  readonly html: string;
}

/**
 * The confirmation without Astro: the enquiry is stored, so no error may say that it is not.
 *
 * @param errorPage the prerendered page of 503, as HTML
 * @param personPath the page where a person sees the state of an enquiry
 */
export function plainConfirmationPage(
  errorPage: string,
  { reference, code }: Confirmation,
  { accepted, progress }: Words,
  personPath: string,
): PlainPage {
  const inserted =
    `<p class="lead">${accepted.lead}</p>` +
    `<div class="reference"><p>${accepted.referenceLabel} <strong>${reference}</strong></p>` +
    `${code === undefined ? '' : `<p>${accepted.codeLabel} <strong>${code}</strong></p>`}</div>` +
    `<p>${code === undefined ? accepted.keepReference : accepted.keepBoth} ${accepted.keepForYourself}</p>` +
    `<p>${accepted.staffReads}</p>` +
    `<p class="alone">${accepted.follow} <a href="${personPath}">${progress.title}</a></p>`;
  return { status: 200, html: withOwnWords(errorPage, accepted.title, inserted) };
}

/** @returns all typed values, by field */
function keptOf(page: PersonPage): readonly (readonly [name: string, value: string])[] {
  if (page.kind === 'slow' || page.kind === 'unavailable') return page.kept;
  if (page.kind !== 'found') return [];
  const { reference, code, token, done } = page;
  const number =
    done?.outcome === 'invalid' ? { action: done.kind, phone: done.typed, [tokenField]: token } : {};
  return Object.entries({ reference, code, ...number });
}

/**
 * The person's page without Astro: a completed action is reported; an incomplete one is shown with all typed values,
 * and one press sends it again.
 *
 * @param errorPage the prerendered page of 503, as HTML
 * @param action the address that the person's page posts to
 * @returns the unchanged error page if there are no typed values to show
 */
export function plainPersonPage(
  errorPage: string,
  page: PersonPage,
  words: Words,
  action: string,
): PlainPage {
  const { progress } = words;
  const kept = keptOf(page);
  if (kept.length === 0) return { status: 503, html: errorPage };
  const fields = new Map(kept);
  const done = page.kind === 'found' ? page.done : undefined;
  const error = done?.outcome === 'invalid' ? newNumberError(words, done.error) : undefined;
  const wrong = error && `<div class="error">${words.form.errorPrefix} ${error}</div>`;
  const controls = kept.map(([name, value]) =>
    name === 'phone'
      ? `<div class="field"><label for="phone">${progress.actions.phone.label}</label>${wrong ?? ''}` +
        `<input id="phone" name="phone" type="tel" value="${escapeMarkup(value)}"></div>`
      : hidden(name, value),
  );
  const kind = additionKinds.find((one) => one === fields.get('action'));
  const button = kind === undefined ? progress.checkAgain : progress.actions[kind].button;
  const form =
    `<form class="form form-short" method="post" action="${action}" accept-charset="utf-8"><div class="flow">${controls.join('')}` +
    `<p>${escapeMarkup(progress.keptReference(fields.get('reference') ?? ''))}</p>` +
    `<div class="sending"><button class="button button-main" type="submit">${button}</button></div></div></form>`;
  if (done === undefined || done.outcome === 'invalid') {
    const { title, text } = progress.unavailable;
    return { status: 503, html: withOwnWords(errorPage, title, `<p>${text}</p>${form}`) };
  }
  const said = `<p class="note" role="status">${progress.done[done.kind][done.outcome]}</p>`;
  return { status: 200, html: withOwnWords(errorPage, progress.title, said + form) };
}
