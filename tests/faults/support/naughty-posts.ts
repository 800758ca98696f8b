import { createTokens } from '../../../src/enquiry/form/form-token.ts';
import { deriveKey } from '../../../src/enquiry/form/signing.ts';
import { honeypotField, tokenField } from '../../../src/enquiry/schema.ts';
import type { RunningSite } from '../../support/site.ts';
import { random } from '../../unit/enquiry/samples.ts';
import type { NaughtyField } from './naughty-oracle.ts';
import { referenceOn } from './visitor.ts';

/** The site's `FORM_SECRET`, so that tokens need no page. */
export const formSecret = 'naughty strings, naughty strings, naughty strings';

const tokens = createTokens({
  key: deriveKey(new TextEncoder().encode(formSecret), 'form-token'),
  clock: () => new Date(),
  random,
});

/** The text fields that a page with errors must keep. */
export const keptFields = ['message', 'name', 'helper', 'languageName', 'via', 'email', 'phone'] as const;

/** @returns the smallest form in which the field is used */
function formAround(field: NaughtyField): Readonly<Record<string, string>> {
  const base = { topic: 'other', forWhom: 'self', channel: 'visit', [tokenField]: tokens.issue() };
  if (field === 'helper') return { ...base, forWhom: 'other' };
  if (field === 'languageName') return { ...base, language: 'other' };
  return field === 'via' || field === 'email' || field === 'phone' ? { ...base, channel: field } : base;
}

/** @param encoded the string in the form's own encoding; @returns the body of a POST with the string in that field */
export function bodyWith(field: NaughtyField, encoded: string): string {
  const form: Record<string, string> = { ...formAround(field) };
  const own =
    field === 'dropped'
      ? ['phone', 'email', 'via'].map((name) => `${name}=${encoded}`).join('&')
      : field === 'unknown'
        ? `${encoded}=x`
        : `${field === 'website' ? honeypotField : field}=${encoded}`;
  delete form[field];
  return `${new URLSearchParams(form)}&${own}`;
}

/** @returns the string as browsers encode it (WHATWG URL 5.2) */
export const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

export interface PostAnswer {
  readonly status: number;
  readonly page: string;
  /** The reference of an accepted enquiry. */
  readonly reference: string;
}

/** Sends a form as a browser would. */
export async function post({ url }: RunningSite, body: string): Promise<PostAnswer> {
  const answer = await fetch(`${url}/zgloszenie/`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  const location = answer.headers.get('location');
  const confirmation = location === null ? '' : await (await fetch(new URL(location, url))).text();
  return {
    status: answer.status,
    page: await answer.text(),
    reference: referenceOn(confirmation) ?? '',
  };
}
