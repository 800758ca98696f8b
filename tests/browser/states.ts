import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRequestContext, Page } from 'playwright/test';
import { createTokens, tokenLifetimeMilliseconds } from '../../src/enquiry/form/form-token.ts';
import { deriveKey } from '../../src/enquiry/form/signing.ts';
import { problemStatuses } from '../../src/words/words.ts';
import { clubBuild } from '../support/club.ts';
import { sitemapPaths } from '../support/sitemap.ts';
import { expect, formSecret } from './site-test.ts';

/** A response that replaces the page's own. */
type Answer = Parameters<Awaited<Parameters<Parameters<Page['route']>[1]>[0]>['fulfill']>[0];

/** A page in one of the states that visitors can meet. */
export interface State {
  readonly name: string;
  readonly path: string;
  readonly status: number;
  /** Returns the response that a browser would get here, if it is not the one to GET. */
  readonly answer?: (client: APIRequestContext) => Promise<Answer>;
}

/** Whether the page is in a language other than Polish. */
export const isTranslated = ({ path }: State): boolean => /^\/[a-z]{2}\//.test(path);

const formPath = '/zgloszenie/';
const phone = { topic: 'other', forWhom: 'self', channel: 'phone', phone: '600 100 200' };
const visit = { topic: 'other', forWhom: 'self', channel: 'visit' };
type Fields = Readonly<Record<string, string>>;

async function tokenOf(client: APIRequestContext): Promise<string> {
  const page = await (await client.get(formPath)).text();
  return page.match(/name="form" value="([^"]+)"/)?.[1] ?? '';
}

/** @param from the visitor's address, which the trusted proxy reports */
const send = async (client: APIRequestContext, form: Fields, from = '192.0.2.1'): Promise<Answer> => ({
  response: await client.post(formPath, {
    form: { form: await tokenOf(client), ...form },
    headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': from },
  }),
});

const sent = (name: string, status: number, form: Fields): State => ({
  name,
  path: formPath,
  status,
  answer: (client) => send(client, form),
});

const post = (name: string, status: number, body: string, headers: Fields): State => ({
  name,
  path: formPath,
  status,
  answer: async (client) => ({
    response: await client.post(formPath, {
      data: Buffer.from(body),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
    }),
  }),
});

const steering = 'Anna\u202e';
const long = (count: number) => 'ż'.repeat(count);

/** @returns a token that expired an hour ago */
function expiredToken(): string {
  const issued = new Date(Date.now() - tokenLifetimeMilliseconds - 60 * 60 * 1000);
  const key = deriveKey(new TextEncoder().encode(formSecret), 'form-token');
  const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  return createTokens({ key, clock: () => issued, random }).issue();
}

const formStates: readonly State[] = [
  sent('form: nothing filled in', 422, {}),
  sent('form: answers that are not on offer', 422, {
    topic: 'x',
    forWhom: 'x',
    channel: 'x',
    when: 'x',
    needs: 'x',
    language: 'x',
  }),
  sent('form: no telephone number', 422, { ...phone, phone: '' }),
  sent('form: no telephone number it could be', 422, { ...phone, phone: '12' }),
  sent('form: no e-mail address', 422, { ...visit, channel: 'email' }),
  sent('form: no e-mail address it could be', 422, { ...visit, channel: 'email', email: `anna@${long(60)}` }),
  sent('form: nobody to reach through', 422, { ...visit, channel: 'via' }),
  sent('form: texts too long', 422, {
    ...visit,
    channel: 'via',
    name: long(101),
    via: long(201),
    message: long(2001),
  }),
  sent('form: characters that steer', 422, { ...phone, name: steering, phone: steering, message: steering }),
  sent('form: every error at once', 422, {
    topic: 'x',
    name: long(101),
    channel: 'phone',
    phone: '12',
    when: 'x',
    voicemail: 'x',
    sayKis: 'x',
    needs: 'x',
    language: 'x',
    message: long(2001),
  }),
  sent('form: an error with all that any answer asks for', 422, {
    topic: 'other',
    forWhom: 'other',
    answerTo: 'helper',
    channel: 'sms',
    phone: '12',
    when: 'any',
    needs: 'companion',
    language: 'other',
  }),
  sent('form: broken token', 422, { ...phone, form: 'zepsuty' }),
  sent('form: open for too long', 422, { ...phone, form: expiredToken() }),
  {
    name: 'form: sent before with other content',
    path: formPath,
    status: 409,
    async answer(client) {
      const form = await tokenOf(client);
      await send(client, { ...phone, form, message: 'Pierwsza treść' });
      return send(client, { ...phone, form, message: 'Druga treść' });
    },
  },
  post('form: from another site', 403, new URLSearchParams(phone).toString(), {
    'Sec-Fetch-Site': 'cross-site',
  }),
  post('form: damaged', 400, 'name=%', {}),
  post('form: too large', 413, `message=${'a'.repeat(70_000)}`, {}),
  post('form: of another type', 415, '{}', { 'Content-Type': 'application/json' }),
  sent('confirmation: we call', 200, phone),
  sent('confirmation: a visit', 200, visit),
];

const searches: readonly State[] = [
  { name: 'search: not asked', path: '/szukaj/', status: 200 },
  { name: 'search: results', path: '/szukaj/?q=praca', status: 200 },
  { name: 'search: nothing found', path: '/szukaj/?q=hipopotam', status: 200 },
  { name: 'search: a very long word', path: `/szukaj/?q=${'hipopotam'.repeat(9)}`, status: 200 },
  { name: 'confirmation: of nothing we know', path: '/zgloszenie/przyjete/', status: 200 },
];

const refused: readonly State[] = [
  { name: '404', path: '/nie-ma-takiej-strony/', status: 404 },
  {
    name: '405',
    path: '/klub/',
    status: 405,
    answer: async (client) => ({ response: await client.put('/klub/') }),
  },
  {
    name: '421',
    path: '/klub/',
    status: 421,
    answer: async (client) => ({
      response: await client.get('/klub/', { headers: { Host: 'obcy.example' } }),
    }),
  },
];

/** Error pages that tests cannot cause, or only by chance: the file that the server would send. */
const filed: readonly State[] = problemStatuses
  .filter((status) => !refused.some((each) => each.status === status))
  .map((status) => ({
    name: `${status}`,
    path: '/klub/',
    status,
    answer: async () => ({
      status,
      contentType: 'text/html; charset=utf-8',
      body: await readFile(join(clubBuild, 'client/blad', String(status), 'index.html'), 'utf8'),
    }),
  }));

/** @returns every state of a site without faults */
export async function listStates(): Promise<State[]> {
  const pages = (await sitemapPaths()).map((path): State => ({ name: path, path, status: 200 }));
  return [...pages, ...formStates, ...searches, ...refused, ...filed];
}

const clients = { counted: '192.0.2.10', unlucky: '192.0.2.20' };

/** Settings of a site behind a proxy, without its database, that accepts one form from each visitor. */
export const strainedSettings = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  ENQUIRY_RATE: '1/10m',
  TRUSTED_PROXIES: '127.0.0.0/8',
};

/** States that occur only when the site has a fault, or a visitor sends too much. */
export const strainedStates: readonly State[] = [
  {
    name: 'form: nothing can be stored',
    path: formPath,
    status: 503,
    answer: (client) => send(client, phone, clients.unlucky),
  },
  {
    name: 'form: sent too often',
    path: formPath,
    status: 429,
    async answer(client) {
      await send(client, phone, clients.counted);
      return send(client, phone, clients.counted);
    },
  },
];

/** States without known facts, and with much news. The made-up club has all facts. */
export const livelyStates: readonly State[] = [
  { name: 'the start page with news', path: '/', status: 200 },
  { name: 'the list of news', path: '/aktualnosci/', status: 200 },
  { name: 'the second page of the list', path: '/aktualnosci/strona/2/', status: 200 },
  { name: 'a piece of news', path: '/aktualnosci/2026-11-20-wiadomosc-0/', status: 200 },
  { name: 'contact that nobody has confirmed', path: '/kontakt/', status: 200 },
  { name: 'an amount that nobody has confirmed', path: '/prace-spolecznie-uzyteczne/', status: 200 },
  { name: 'a statement with nothing in it', path: '/deklaracja-dostepnosci/', status: 200 },
  { name: 'privacy without who answers for it', path: '/prywatnosc/', status: 200 },
  { name: 'acts to be checked again', path: '/podstawy-prawne/', status: 200 },
  { name: 'form: with what the club is doing now', path: formPath, status: 200 },
];

async function openOnce(page: Page, client: APIRequestContext, state: State): Promise<void> {
  if (state.answer) {
    const answer = await state.answer(client);
    await page.route(`**${state.path}`, (route) => route.fulfill(answer));
  }
  const status = (await page.goto(state.path))?.status();
  if (status !== state.status) throw new Error(`${state.name}: answered ${status}, not ${state.status}`);
}

/**
 * Opens a page in a state; tries again if a busy server has refused the form.
 *
 * @throws if the answer does not have the status of the state
 */
export const open = (...parts: Parameters<typeof openOnce>): Promise<void> =>
  expect(() => openOnce(...parts)).toPass({ timeout: 15_000 });
