import { type Answer, emptyAnswer, htmlAnswer } from '../../http/response.ts';
import { inlineHash } from '../../http/style-hashes.ts';
import { plEditing as words } from '../../words/pl-editing.ts';
import { html } from '../html/html.ts';
import { type Assets, drawPage, type Page } from '../html/layout.ts';
import type { Reply } from './visit.ts';

const noStore = { 'Cache-Control': 'no-store' };

export type ErrorStatus = keyof typeof words.errors;

/** Makes the responses of the routes. */
export interface Replies {
  /** @param status default: 200, or 422 when there are errors */
  page(page: Page, status?: number, headers?: Answer['headers']): Reply;
  error(status: ErrorStatus, headers?: Answer['headers']): Reply;
  /** For a POST after the session has ended: tells how to send the typed text all the same. */
  sessionOver(): Reply;
}

/** @param failed gives the order of the last build, when it failed */
export function createReplies(assets: Assets, failed: () => string | undefined = () => undefined): Replies {
  const page: Replies['page'] = (drawn, status = drawn.errors?.length ? 422 : 200, headers = {}) => ({
    answer: htmlAnswer(
      status,
      drawPage(drawn, assets, drawn.initials === undefined ? undefined : failed()).text,
      { ...noStore, ...headers },
    ),
    frame: 'page',
  });
  return {
    page,
    error: (status, headers) =>
      page(
        {
          title: words.errors[status].title,
          content: html`<p>${words.errors[status].text}</p><p class="alone"><a class="button" href="/">${words.toStart}</a></p>`,
        },
        status,
        headers,
      ),
    sessionOver: () =>
      page(
        {
          title: words.signIn.sessionOver,
          content: html`<p>${words.signIn.sessionOverLead}</p><p class="alone"><a class="button" href="/wejscie/" target="_blank">${words.signIn.title}</a></p>`,
        },
        401,
      ),
  };
}

/**
 * A redirect after a change, so that reloading the page changes nothing (RFC 9110 15.4.4). @param path within the
 * editing pages
 */
export const seeOther = (path: string, headers: Answer['headers'] = {}): Reply => ({
  answer: emptyAnswer(303, { Location: path, ...noStore, ...headers }),
  frame: 'page',
});

/** @returns the policy of the editing pages: nothing from other origins, nothing inlined without its hash */
export const pagePolicy = (assets: Assets): string =>
  [
    "default-src 'none'",
    `style-src '${inlineHash(assets.style.text)}'`,
    `script-src '${inlineHash(assets.script.text)}'`,
    "img-src 'self' data:",
    "frame-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * @returns the policy for content written by staff: it is shown, but must not run anything. @param styleHashes each
 * `sha256-…`
 */
export const staffFilePolicy = (styleHashes: readonly string[]): string =>
  [
    'sandbox',
    "default-src 'none'",
    `style-src ${styleHashes.map((hash) => `'${hash}'`).join(' ') || "'none'"}`,
    "img-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
