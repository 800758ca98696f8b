import { createHmac, timingSafeEqual } from 'node:crypto';
import { hour } from '../../durations.ts';
import { contentTypeOf } from '../../http/content-types.ts';
import { htmlAnswer } from '../../http/response.ts';
import { styleHashesOf } from '../../http/style-hashes.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { factAt } from '../facts/fact-place.ts';
import { button, hidden } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { pageAt } from '../pages/page-file.ts';
import type { Preview } from '../preview/preview.ts';
import { type Replies, staffFilePolicy } from '../routes/replies.ts';
import type { EditorVisit, Reply, Route, Visit } from '../routes/visit.ts';
import type { Person } from '../sign-in/people.ts';
import type { Desk } from './desk.ts';
import { editPathOf, reviewPathOf } from './places.ts';

const words = plEditing.preview;
const pagePath = /^\/(?:[a-z0-9-]+\/){0,4}$/;

/** Headers of pages that can only be viewed, in a frame of the editing pages. */
const headersOf = (
  styles: readonly string[],
  from: 'same-origin' | 'cross-origin' = 'same-origin',
): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': staffFilePolicy(styles),
  'Cross-Origin-Resource-Policy': from,
  'Cache-Control': 'no-store',
});

/**
 * A page in a sandbox has an opaque origin, so its browser sends no cookie for its pictures (HTML 7.1.3, RFC 6265bis
 * 5.2): each picture has a key in its address, valid for an hour or two.
 */
function createFileKeys(secret: Uint8Array, clock: () => Date) {
  const at = (path: string, span: number): string =>
    createHmac('sha256', secret).update(`${span} ${path}`).digest('base64url');
  const now = (): number => Math.floor(clock().getTime() / hour);
  const same = (one: string, other: string): boolean =>
    one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
  return {
    keyOf: (path: string): string => at(path, now()),
    fits: (path: string, key: string): boolean => [0, 1].some((past) => same(key, at(path, now() - past))),
  };
}

/** The rendered page with unpublished changes, at the width of a telephone and of a desk. */
export function previewRoutes(
  parts: { desk: Desk; preview: Preview; secret: Uint8Array; clock: () => Date },
  replies: Replies,
): readonly Route[] {
  const { desk, preview } = parts;
  const { keyOf, fits } = createFileKeys(parts.secret, parts.clock);

  /** Links do nothing in a sandbox, and pictures need their keys. */
  const forFrame = (page: string): string =>
    page
      .replace(/(<a\b[^>]*?) href="(?!#)[^"]*"/g, '$1')
      .replace(
        /(<img\b[^>]*? src=")(\/[^"?#]+)/g,
        (_, start, path) => `${start}/podglad/plik/${keyOf(path)}${path}`,
      );

  /** The buttons after a preview. If there are questions or errors, the review comes first. */
  async function drawWays(person: Person, named: string): Promise<Html> {
    const editor = desk.editorOf(person);
    const paths = desk.pathsOf(editor, [named]);
    const isDraft = paths.length > 0;
    const { findings } = isDraft ? await desk.check(desk.changesOf(editor, paths)) : { findings: [] };
    const isReady =
      isDraft &&
      desk.questions(editor, paths).length === 0 &&
      findings.every(({ severity }) => severity !== 'error');
    const isText = factAt(named) !== undefined || pageAt(named) !== undefined;
    const correct = isText && html`<a class="button" href="${editPathOf(named)}">${words.correct}</a>`;
    if (!isDraft)
      return html`<div class="buttons">${correct}<a class="button" href="/publikuj/">${plEditing.frame.publish}</a></div>`;
    const review = reviewPathOf(named);
    if (!isReady)
      return html`<div class="buttons"><a class="button button-main" href="${review}">${words.review}</a>${correct}</div>`;
    return html`<div class="buttons"><form method="post" action="/publikuj/">${paths.map((path) => hidden('plik', path))}${button(plEditing.publish.publish, { main: true })}</form>${correct}</div>
    <p class="alone"><a href="${review}">${words.changes}</a></p>`;
  }

  const frames = async ({ person, query }: EditorVisit): Promise<Reply> => {
    const path = query.get('adres') ?? '/';
    if (!pagePath.test(path)) return replies.error(404);
    const source = `/podglad/strona${path}`;
    return replies.page({
      title: words.title,
      initials: person.initials,
      content: html`<p>${words.lead}</p>${await drawWays(person, query.get('plik') ?? '')}
      <div class="preview"><section class="phone"><h2>${words.phone}</h2><iframe src="${source}" title="${words.phone}" sandbox></iframe></section>
      <section class="desk"><h2>${words.desk}</h2><div class="screen"><iframe src="${source}" title="${words.desk}" sandbox></iframe></div></section></div>`,
    });
  };

  async function page({ person, places: [path = '/'] }: EditorVisit): Promise<Reply> {
    if (!pagePath.test(path)) return replies.error(404);
    const drawn = await preview.draw(desk.filesWith(desk.editorOf(person)), path);
    const body = drawn === undefined ? `<!doctype html><p lang="pl">${words.none}</p>` : forFrame(drawn);
    const styles = styleHashesOf(body);
    return {
      answer: htmlAnswer(drawn === undefined ? 404 : 200, body, headersOf(styles)),
      frame: 'staff-file',
    };
  }

  async function file({ places: [key = '', path = ''] }: Visit): Promise<Reply> {
    const name = path.replace(`/${staffFolder}/`, '');
    if (!fits(path, key)) return replies.error(404);
    const found = await preview.findFile(desk.staffFiles(), path).catch(() => undefined);
    if (found === undefined) return replies.error(404);
    return {
      answer: {
        status: 200,
        headers: {
          // For a page in a sandbox every origin is a foreign one.
          ...headersOf([], 'cross-origin'),
          'Content-Type': contentTypeOf(name),
        },
        body: found.bytes,
      },
      frame: 'staff-file',
    };
  }

  return [
    { path: /^\/podglad\/$/, get: frames },
    { path: /^\/podglad\/strona(\/.*)$/, get: page },
    { path: /^\/podglad\/plik\/([\w-]{43})(\/.+)$/, open: true, get: file },
  ];
}
