import { randomUUID } from 'node:crypto';
import type { Answer } from '../http/response.ts';
import type { RenderPage } from './render-page.ts';

/** The empty form says whether it is open now, and until when: not much older than the moment it is asked for. */
const keptMilliseconds = 1_000;

/** A page around the place where the token stands. */
interface Kept {
  readonly at: number;
  readonly page: Promise<
    { readonly answer: Answer; readonly before: Buffer; readonly after: Buffer } | undefined
  >;
}

/**
 * Renders the empty form once a second and not for each who asks: it is the dearest page, and differs only in its
 * token.
 *
 * @param parts.paths where the form is; whatever stands behind in the query makes no difference there
 * @param parts.now milliseconds of a clock that nobody sets
 * @returns renders every other page, and every form that was sent, as it is asked for
 */
export function keepFormPage(parts: {
  renderPage: RenderPage;
  paths: ReadonlySet<string>;
  now: () => number;
}): RenderPage {
  const { renderPage, paths, now } = parts;
  const keptPages = new Map<string, Kept>();

  async function split(path: string, locals: App.Locals): ReturnType<() => Kept['page']> {
    const mark = randomUUID();
    const reception = { ...locals.reception, issueToken: () => mark };
    const answer = await renderPage(path, { ...locals, reception });
    if (answer === undefined) return undefined;
    const body = Buffer.from(answer.body);
    const place = body.indexOf(mark);
    if (place < 0) return undefined;
    return { answer, before: body.subarray(0, place), after: body.subarray(place + mark.length) };
  }

  function keep(path: string, locals: App.Locals): Kept['page'] {
    const kept = keptPages.get(path);
    if (kept !== undefined && now() - kept.at < keptMilliseconds) return kept.page;
    const page = split(path, locals);
    keptPages.set(path, { at: now(), page });
    return page;
  }

  return async (address, locals) => {
    const [path = ''] = address.split('?');
    if (locals.submission !== undefined || !paths.has(path)) return renderPage(address, locals);
    const page = await keep(path, locals);
    if (page === undefined) return renderPage(address, locals);
    const body = Buffer.concat([page.before, Buffer.from(locals.reception.issueToken()), page.after]);
    return { ...page.answer, body };
  };
}
