import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse } from 'playwright/test';
import type { PersonView } from '../../src/enquiry/person-progress.ts';
import { createStaffLinks } from '../../src/enquiry/progress/staff-link.ts';
import { pagesFile } from '../../src/web/build-manifest.ts';
import { evaluatePages } from '../../src/web/rendered-pages.ts';
import { clubBuild } from '../support/club.ts';
import { textOfHtml } from '../support/text-of-html.ts';
import { formSecret } from './site-test.ts';
import type { State } from './states.ts';

type Fields = Readonly<Record<string, string>>;

const personPath = '/zgloszenie/stan/';
const ourOwn = { 'Sec-Fetch-Site': 'same-origin' };

const post = (client: APIRequestContext, path: string, form: Fields): Promise<APIResponse> =>
  client.post(path, { form, headers: ourOwn, maxRedirects: 0 });

/** An enquiry that has been sent, with the links of its person and of staff. */
interface Sent {
  readonly reference: string;
  readonly code: string;
  readonly staffPath: string;
}

/** Sends an enquiry. The address for staff is made like the courier makes it. */
async function send(client: APIRequestContext): Promise<Sent> {
  const token =
    /name="form" value="([^"]+)"/.exec(await (await client.get('/zgloszenie/')).text())?.[1] ?? '';
  const form = { form: token, topic: 'other', forWhom: 'self', channel: 'visit' };
  const location = (await post(client, '/zgloszenie/', form)).headers()['location'] ?? '';
  const text = textOfHtml(await (await client.get(location)).text());
  const [, reference = '', code = ''] = /(KIS-\w{3}-\w{3}) Kod: (\w{3}-\w{3})/.exec(text) ?? [];
  const links = createStaffLinks(new TextEncoder().encode(formSecret));
  const staffPath = `/odbior/${links.tokenOf(reference, { topic: 'other', route: 'own' })}/`;
  return { reference, code, staffPath };
}

/** @param presses the steps that staff record first, in order */
const person = (name: string, status: number, fields: Fields, presses: readonly string[] = []): State => ({
  name: `person: ${name}`,
  path: personPath,
  status,
  async answer(client) {
    const { reference, code, staffPath } = await send(client);
    for (const [seen, step] of presses.entries())
      await post(client, staffPath, { who: 'pracownik', step, seen: String(seen) });
    return { response: await post(client, personPath, { reference, code, ...fields }) };
  },
});

const staff = (
  name: string,
  status: number,
  fields: Fields | undefined,
  presses: readonly string[] = [],
): State => ({
  name: `staff: ${name}`,
  path: '/odbior/token/',
  status,
  async answer(client) {
    const { staffPath } = await send(client);
    for (const [seen, step] of presses.entries())
      await post(client, staffPath, { who: 'pracownik', step, seen: String(seen) });
    return { response: await (fields ? post(client, staffPath, fields) : client.get(staffPath)) };
  },
});

/** A broken promise takes days, so its page is rendered from values. */
async function drawBroken(): Promise<string> {
  const script = await readFile(join(clubBuild, pagesFile));
  const render = evaluatePages(script, clubBuild, new URL('http://localhost:4321'));
  const view: PersonView = {
    reference: 'KIS-4RJ-F93',
    receivedAt: new Date('2026-11-23T09:05:00Z'),
    deliveredAt: new Date('2026-11-23T09:06:00Z'),
    triedAt: [],
    promisedUntil: new Date('2026-11-26T14:30:00Z'),
    stuck: false,
    overdue: true,
  };
  const found = { kind: 'found', view, reference: 'KIS-4RJ-F93', code: 'XT7-K4M', token: 'x' } as const;
  const page = await render(personPath, { now: new Date('2026-11-27T10:00:00Z'), person: found });
  return Buffer.from(page?.body ?? '').toString();
}

export const progressStates: readonly State[] = [
  person('nothing typed', 422, { reference: '', code: '' }),
  person('a code that is wrong', 422, { code: 'KKK-KKK' }),
  person('waiting', 200, {}),
  person('tried twice', 200, {}, ['taken', 'tried', 'tried']),
  person('closed', 200, {}, ['taken', 'contacted', 'closed']),
  person('a new number', 200, { action: 'phone', phone: '600 100 200' }),
  person('no number it could be', 422, { action: 'phone', phone: '12' }),
  person('withdrawn', 200, { action: 'withdraw' }),
  person('from elsewhere, too much', 413, { code: 'x'.repeat(300) }),
  {
    name: 'person: a promise that was broken',
    path: personPath,
    status: 200,
    answer: async () => ({ status: 200, contentType: 'text/html; charset=utf-8', body: await drawBroken() }),
  },
  {
    name: 'person: tried too often',
    path: personPath,
    status: 429,
    async answer(client) {
      const guess = { reference: `many ${Math.random()}`, code: 'KKK-KKK' };
      for (let count = 0; count < 10; count += 1) await post(client, personPath, guess);
      return { response: await post(client, personPath, guess) };
    },
  },
  staff('untouched', 200, undefined),
  staff('nobody chosen', 422, { step: 'taken' }),
  staff('taken already', 200, { who: 'kierownik', step: 'taken' }, ['taken']),
  staff('closed', 200, undefined, ['taken', 'tried', 'contacted', 'closed']),
  staff('not possible', 409, { who: 'kierownik', step: 'tried' }, ['contacted']),
  { name: 'staff: no such link', path: '/odbior/nothing/', status: 404 },
];

/** The same pages while the store is unavailable. */
export const strainedProgressStates: readonly State[] = [
  {
    name: 'person: the store is away',
    path: personPath,
    status: 503,
    answer: async (client) => ({
      response: await post(client, personPath, { reference: 'KIS-777-777', code: 'KKK-KKK' }),
    }),
  },
];
