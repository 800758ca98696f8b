import assert from 'node:assert/strict';
import type { RunningSite } from './site.ts';
import { textOfHtml } from './text-of-html.ts';

/**
 * Sends the smallest valid enquiry, as a browser without JavaScript would.
 *
 * @returns its reference and code, and the text of the confirmation
 */
export async function sendEnquiry(
  { url }: Pick<RunningSite, 'url'>,
  answers: Readonly<Record<string, string>>,
): Promise<{ reference: string; code: string; confirmation: string }> {
  const page = await (await fetch(`${url}/zgloszenie/`)).text();
  const form = page.match(/name="form" value="([^"]+)"/)?.[1] ?? '';
  const answer = await fetch(`${url}/zgloszenie/`, {
    method: 'POST',
    body: new URLSearchParams({ form, topic: 'other', forWhom: 'self', channel: 'visit', ...answers }),
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    redirect: 'manual',
  });
  assert.equal(answer.status, 303);
  const accepted = await fetch(new URL(answer.headers.get('location') ?? '', url));
  const confirmation = textOfHtml(await accepted.text());
  const [reference = ''] = confirmation.match(/KIS-\w{3}-\w{3}/) ?? [];
  return { reference, code: /Kod: (\w{3}-\w{3})/.exec(confirmation)?.[1] ?? '', confirmation };
}
