import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendQuery } from '../enquiry/schema.ts';
import { errorCodeOf } from '../error-code.ts';
import { compressAnswer } from '../http/compress.ts';
import type { HostVerdict } from '../http/host.ts';
import { hasBody } from '../http/request-framing.ts';
import {
  type Answer,
  bareError,
  type CountUntaken,
  createSend,
  emptyAnswer,
  htmlAnswer,
} from '../http/response.ts';
import { answerError, answerStatic, identityOf } from '../http/serve-static.ts';
import type { StaticFile, StaticFiles } from '../http/static-files.ts';
import type { Log } from '../log.ts';
import { confirmationPath, formPath, languagePrefix, personPath, searchPath, staffPath } from '../paths.ts';
import { createEmptyFormCache } from './empty-form-cache.ts';
import type { HealthReport } from './health.ts';
import type { LivePages, Owed } from './live-pages.ts';
import { createOldAddresses } from './old-addresses.ts';
import { withPolishPage } from './polish-page.ts';
import { readEnquiryForm } from './post-enquiry.ts';
import { createProgressRoutes, isStaffAddress } from './progress/routes.ts';
import { readVisit } from './read-visit.ts';
import type { Coming, Result, Visit } from './visit.ts';
import { readWatched } from './watched.ts';

export interface RouterParts {
  readonly staticFiles: StaticFiles;
  /** Loaded while files are already served; requests for rendered pages wait for it. */
  readonly live: Promise<LivePages>;
  /** @returns whether a piece of news has ended */
  readonly isGone: (path: string) => boolean;
  /** Former addresses of pages, and the current ones; left out: none. */
  readonly oldAddresses?: Readonly<Record<string, string>>;
  /** Finds a file kept from the previous builds; left out: there is none. */
  readonly findKept?: (path: string) => StaticFile | undefined;
  /** Checks the host of a request. */
  readonly judgeHost: (authority: string | undefined) => HostVerdict;
  /** Formats the figures of `/metrics`; left out: there is no such address. */
  readonly metrics?: (report: HealthReport) => string;
  /** Added to every answer. */
  readonly securityHeaders: Readonly<Record<string, string>>;
  /** Left out: only the answers of this router are counted. */
  readonly countUntaken?: CountUntaken;
  readonly log: Log;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** The current time, for pages that show it. */
  readonly clock: () => Date;
}

const readOnly = ['GET', 'HEAD'];
const redirectCaching = 'public, max-age=300';
/** After an overload. */
const retryAfterSeconds = '10';

/**
 * Routes every request; a malformed one, one for another host or with another method goes no further.
 *
 * @returns a handler that answers every request and never rejects
 */
export function createRouter(
  parts: RouterParts,
): (request: IncomingMessage, response: ServerResponse) => Coming<void> {
  const { staticFiles, live, log, now, clock } = parts;
  const send = createSend(parts.securityHeaders, parts.countUntaken);
  /** The addresses of a page rendered on request, by language, and the prefix of the language. */
  const places = (path: string) =>
    new Map(staticFiles.prefixes.map((prefix) => [prefix + path, prefix] as const));
  const formPaths = places(formPath);
  const confirmationPaths = places(confirmationPath);
  const personPaths = places(personPath);
  const renderedPaths = new Set(
    [formPath, confirmationPath, searchPath, personPath].flatMap((path) => [...places(path).keys()]),
  );

  /** @returns the form's address in a language; undefined if the site does not have it in that language */
  const pathIn = (language: string): string | undefined =>
    [...formPaths.keys()].find((path) => path === `${languagePrefix(language)}${formPath}`);

  /** @returns the address of the Polish page for one that the language does not have; undefined if there is none */
  const polishPath = (path: string): string | undefined => {
    const prefix = staticFiles.prefixes.find((one) => one !== '' && path.startsWith(`${one}/`));
    const within = prefix !== undefined && path.endsWith('/') ? path.slice(prefix.length) : undefined;
    const isPage =
      within !== undefined && (renderedPaths.has(within) || staticFiles.find(within) !== undefined);
    return isPage ? within : undefined;
  };

  const newAddress = createOldAddresses(
    (path) => renderedPaths.has(path) || staticFiles.find(path) !== undefined,
    parts.oldAddresses ?? {},
  );

  const error = (request: IncomingMessage, path: string, status: number, headers: Answer['headers'] = {}) => {
    const answer = answerError(status, staticFiles.errorPage(path, status), request.headers);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };

  const emptyForm = createEmptyFormCache(
    async (path, token) => (await live).renderPage(path, { now: clock(), form: { token } }),
    now,
  );

  /**
   * @param isShed whether the page is refused in an overload
   * @returns undefined if the page cannot be rendered, or not in time
   */
  async function render(draw: () => Promise<Answer | undefined>, isShed = true): Promise<Answer | undefined> {
    const { load } = await live;
    if (isShed && load.saturated()) {
      log('warn', 'form-shed', { route: 'form' });
      return undefined;
    }
    const page = await load.during(draw);
    if (page === undefined) log('error', 'page-not-rendered', { route: 'form' });
    return page;
  }

  /** Static pages are served under any load, and this one has the telephone. */
  const interrupted = (request: IncomingMessage, path: string): Answer =>
    error(request, path, 503, { 'Retry-After': retryAfterSeconds });

  /** @returns the page in a coding that the browser accepts; the site's 404 if there is none */
  const shown = (page: Answer, { request, path }: Visit): Coming<Answer> =>
    page.status === 404
      ? error(request, path, 404)
      : compressAnswer(page, request.headers['accept-encoding']);

  async function openPage(visit: Visit): Promise<Answer> {
    const { request, path, query } = visit;
    const { postEnquiry, readConfirmation, renderPage } = await live;
    const confirmation = confirmationPaths.has(path) ? readConfirmation(query) : undefined;
    if (confirmation !== undefined) return drawOwed(visit, { confirmation });
    const page = await render(() =>
      formPaths.has(path)
        ? emptyForm(path, postEnquiry.emptyForm().token)
        : renderPage(path + query, { now: clock() }),
    );
    return page === undefined ? interrupted(request, path) : shown(page, visit);
  }

  const errorPage = (path: string): string =>
    Buffer.from(identityOf(staticFiles.errorPage(path, 503)) ?? '').toString();

  const progress = createProgressRoutes({
    live,
    errorPage,
    error: ({ request, path }, status, headers) => error(request, path, status, headers),
    async drawStaff(visit, staff) {
      const { renderPage } = await live;
      // Only people with a link come here, and they must know whether a press was recorded.
      const page = await render(() => renderPage(staffPath, { staff, now: clock() }), false);
      return page === undefined ? interrupted(visit.request, visit.path) : shown(page, visit);
    },
    drawPerson: (visit, person) => drawOwed(visit, { person }),
    log,
  });

  /** Reports stored data as stored and returns typed values, even if no page can be rendered. */
  async function drawOwed(visit: Visit, owed: Owed): Promise<Answer> {
    const { path, query } = visit;
    const { renderPage, plain } = await live;
    const page = await render(() => renderPage(path + query, { now: clock(), ...owed })).catch(
      (fault: unknown) => {
        log('error', 'request-failed', { cause: errorCodeOf(fault) });
        return undefined;
      },
    );
    if (page !== undefined) return shown(page, visit);
    const { status, html } = plain(path, errorPage(path), owed);
    const later = status === 503 ? { 'Retry-After': retryAfterSeconds } : {};
    return htmlAnswer(status, html, { 'Cache-Control': 'no-store', ...later });
  }

  /** Reads, checks and stores first, so that no fault of rendering can lose an enquiry. */
  async function takeForm(visit: Visit): Promise<Result | undefined> {
    const { request, response, origins, path } = visit;
    if (request.headers.expect !== undefined) response.writeContinue();
    const reading = await readEnquiryForm(request);
    if (reading === undefined) return undefined;
    const { postEnquiry } = await live;
    const result = await postEnquiry.take(request, reading, { origins, prefix: formPaths.get(path) ?? '' });
    if (result.kind === 'accepted') {
      const headers = { Location: result.location, 'Cache-Control': 'no-store' };
      return { answer: emptyAnswer(303, headers), route: 'form', close: false };
    }
    // A text browser does not support `formaction` and posts to the page that it came from.
    const shown = result.kind === 'to-language' ? { ...visit, path: pathIn(result.to) ?? path } : visit;
    const answer = await drawOwed(shown, { form: result.form });
    return { answer, route: 'form', close: !result.whole };
  }

  const moved = (location: string): Answer =>
    emptyAnswer(301, { Location: location, 'Cache-Control': redirectCaching });

  function missing({ request, path, query }: Visit): Coming<Answer> {
    // Redirects only to existing pages, so never to another site.
    const location = newAddress(path, query);
    if (location !== undefined) return moved(location);
    const polish = polishPath(path);
    if (polish === undefined) return error(request, path, 404);
    const page = withPolishPage(identityOf(staticFiles.errorPage(path, 404)), polish);
    return compressAnswer(page, request.headers['accept-encoding']);
  }

  function read(visit: Visit, close: boolean): Coming<Result> {
    const { request, method, path } = visit;
    const later = async (coming: Promise<Answer>, route: string) => ({ answer: await coming, route, close });
    if (parts.isGone(path)) return { answer: error(request, path, 410), route: 'missing', close };
    const asFile = (file: StaticFile): Result => ({
      answer: answerStatic(file, { method, headers: request.headers, now: clock() }),
      route: 'static',
      close,
    });
    const file = staticFiles.find(path);
    if (file !== undefined) return asFile(file);
    const watched = readWatched(request.url, live, parts.metrics);
    if (watched !== undefined) return later(watched.answer, watched.route);
    // A reload or bookmark of the address that the form posts to leads to the form, where Back finds it again.
    if (formPaths.has(path) && visit.query === sendQuery)
      return { answer: moved(path), route: 'form', close };
    if (renderedPaths.has(path)) return later(openPage(visit), 'form');
    const kept = parts.findKept?.(path);
    if (kept !== undefined) return asFile(kept);
    const answer = missing(visit);
    return answer instanceof Promise ? later(answer, 'missing') : { answer, route: 'missing', close };
  }

  function route(visit: Visit): Coming<Result | undefined> {
    const { request, method, path } = visit;
    if (isStaffAddress(path)) return progress.staff(visit);
    if (method === 'POST' && formPaths.has(path)) return takeForm(visit);
    if (method === 'POST' && personPaths.has(path)) return progress.person(visit);
    const close = hasBody(request);
    if (readOnly.includes(method)) return read(visit, close);
    const allowed = formPaths.has(path) || personPaths.has(path) ? [...readOnly, 'POST'] : readOnly;
    return { answer: error(request, path, 405, { Allow: allowed.join(', ') }), route: 'refused', close };
  }

  function answer(request: IncomingMessage, response: ServerResponse): Coming<Result | undefined> {
    const visit = readVisit(request, response, parts.judgeHost);
    if (visit.kind === 'visit') return route(visit);
    const { status, path } = visit;
    // The headers of another protocol version are unknown, so the error page does not depend on them.
    const refusal = status === 505 ? bareError(status) : error(request, path, status);
    return { answer: refusal, route: 'refused', close: true };
  }

  /** An unexpected error ends in the page of 500, and does not stop the process. */
  function answerAnyway(request: IncomingMessage, response: ServerResponse): Coming<Result | undefined> {
    const failed = (fault: unknown): Result => {
      log('error', 'request-failed', { cause: errorCodeOf(fault) });
      return { answer: error(request, request.url ?? '/', 500), route: 'failed', close: true };
    };
    try {
      const result = answer(request, response);
      return result instanceof Promise ? result.catch(failed) : result;
    } catch (fault) {
      return failed(fault);
    }
  }

  return (request, response) => {
    const began = now();
    function finish(result: Result | undefined): void {
      if (result === undefined) return;
      send(response, result.answer, result);
      const { method = '' } = request;
      log(method === 'POST' ? 'info' : 'debug', 'request', {
        route: result.route,
        status: result.answer.status,
        milliseconds: Math.round(now() - began),
        method,
      });
    }
    const result = answerAnyway(request, response);
    return result instanceof Promise ? result.then(finish) : finish(result);
  };
}
