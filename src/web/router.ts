import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorCodeOf } from '../error-code.ts';
import { compressAnswer } from '../http/compress.ts';
import type { HostVerdict } from '../http/host.ts';
import { parseTarget } from '../http/request-target.ts';
import { type Answer, bareError, createSend, emptyAnswer, textAnswer } from '../http/response.ts';
import { answerError, answerStatic } from '../http/serve-static.ts';
import type { StaticFiles } from '../http/static-files.ts';
import type { Log } from '../log.ts';
import type { HealthReport } from './health.ts';
import { keepFormPage } from './kept-form-page.ts';
import type { LivePages } from './live-pages.ts';
import { metricsType } from './metrics.ts';
import { confirmationPath, formPath, searchPath } from './paths.ts';

export interface FrontParts {
  readonly staticFiles: StaticFiles;
  /** Loaded while files are served already; what needs them waits. */
  readonly live: Promise<LivePages>;
  /** Judges the host that a request names. */
  readonly judgeHost: (authority: string | undefined) => HostVerdict;
  /** Writes down the numbers of `/metrics`; left out: there is no such address. */
  readonly metrics?: (report: HealthReport) => string;
  /** On every answer. */
  readonly securityHeaders: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
}

/** A request whose target and host are in order. */
interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Where our own forms come from. */
  readonly origins: readonly string[];
}

/** `close`: part of the request was left unread. */
interface Result {
  readonly answer: Answer;
  readonly route: string;
  readonly close: boolean;
}

/** What is at hand at once is given at once: promises are for what has to be waited for. Undefined: nobody is there. */
type Coming<Value> = Value | Promise<Value>;

/** What tells whoever looks after the process how it is. */
const watchedAddresses = ['/livez', '/healthz', '/metrics'];
const readOnly = ['GET', 'HEAD'];
const redirectCaching = 'public, max-age=300';
/** After too much load. */
const retryAfterSeconds = '10';

/** RFC 9112 6.3: without one of these a request has no body. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * RFC 9112 6.1 and 6.3: HTTP/1.0 has no chunks, a body ends with the last of them, and nothing else is undone here.
 *
 * @returns the status for a body whose end nobody knows, or whose coding we do not
 */
function faultOfFraming({ headers, httpVersionMinor }: IncomingMessage): 400 | 501 | undefined {
  const codings = headers['transfer-encoding']?.split(',').map((coding) => coding.trim().toLowerCase());
  if (codings === undefined) return undefined;
  if (httpVersionMinor === 0 || codings.indexOf('chunked') !== codings.length - 1) return 400;
  return codings.length === 1 ? undefined : 501;
}

/** RFC 9112 3.2: exactly one, whatever else the request says. */
function theOneHost({ rawHeaders }: IncomingMessage): string | undefined {
  let host: string | undefined;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (host !== undefined) return undefined;
    host = rawHeaders[place + 1];
  }
  return host;
}

/**
 * The door: every request comes through here, and nothing that is malformed, meant for another host or another
 * method gets any further.
 *
 * @returns a handler that answers every request and never rejects
 */
export function createFront(
  parts: FrontParts,
): (request: IncomingMessage, response: ServerResponse) => Coming<void> {
  const { staticFiles, live, log, now } = parts;
  const send = createSend(parts.securityHeaders);
  const places = (path: string) => new Set(staticFiles.prefixes.map((prefix) => prefix + path));
  const formPaths = places(formPath);
  const renderPage = keepFormPage({
    renderPage: async (address, locals) => (await live).renderPage(address, locals),
    paths: formPaths,
    now,
  });
  const renderedPaths = formPaths.union(places(confirmationPath)).union(places(searchPath));

  const error = (request: IncomingMessage, path: string, status: number, headers: Answer['headers'] = {}) => {
    const answer = answerError(status, staticFiles.errorPage(path, status), request.headers);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };

  async function render(visit: Visit, locals: App.Locals): Promise<Answer> {
    const { request, path, query } = visit;
    const { load } = await live;
    // The static pages go on, and so does the telephone that stands on this one.
    if (load.saturated()) {
      log('warn', 'form-shed', { route: 'form' });
      return error(request, path, 503, { 'Retry-After': retryAfterSeconds });
    }
    const page = await load.during(() => renderPage(path + query, locals));
    if (page === undefined) log('error', 'page-not-rendered', { route: 'form' });
    // The page of 503 says how to reach the club in another way.
    if (page === undefined) return error(request, path, 503);
    if (page.status === 404) return error(request, path, 404);
    return compressAnswer(page, request.headers['accept-encoding']);
  }

  async function openPage(visit: Visit): Promise<Answer> {
    const { formDesk } = await live;
    return render(visit, formDesk.open());
  }

  async function takeForm(visit: Visit): Promise<Result | undefined> {
    const { formDesk } = await live;
    if (visit.request.headers.expect !== undefined) visit.response.writeContinue();
    const taken = await formDesk.take(visit.request, visit.origins);
    if (taken === undefined) return undefined;
    return { answer: await render(visit, taken.locals), route: 'form', close: !taken.whole };
  }

  /** A process that cannot open its store ends, so until then it is not said to be alive. */
  async function livezAnswer(): Promise<Answer> {
    await live;
    return textAnswer(200, 'ok\n');
  }

  async function healthAnswer(): Promise<Answer> {
    const report = await (await live).health();
    const status = report.takesEnquiries ? 200 : 503;
    return textAnswer(status, `${JSON.stringify(report)}\n`, 'application/json');
  }

  async function metricsAnswer(write: (report: HealthReport) => string): Promise<Answer> {
    return textAnswer(200, write(await (await live).health()), metricsType);
  }

  function missing({ request, path, query }: Visit): Answer {
    const withSlash = `${path}/`;
    // Only to an address that exists, so never off the site.
    if (renderedPaths.has(withSlash) || staticFiles.find(withSlash) !== undefined) {
      return emptyAnswer(301, { Location: withSlash + query, 'Cache-Control': redirectCaching });
    }
    return error(request, path, 404);
  }

  function read(visit: Visit, close: boolean): Coming<Result> {
    const { request, method, path } = visit;
    const later = async (coming: Promise<Answer>, route: string) => ({ answer: await coming, route, close });
    const file = staticFiles.find(path);
    if (file !== undefined)
      return { answer: answerStatic(file, { method, headers: request.headers }), route: 'static', close };
    // A proxy keeps these from the world by their name, so only the name as it was written will do.
    const watched = request.url === path ? path : undefined;
    if (watched === '/livez') return later(livezAnswer(), 'livez');
    if (watched === '/healthz') return later(healthAnswer(), 'healthz');
    if (watched === '/metrics' && parts.metrics) return later(metricsAnswer(parts.metrics), 'metrics');
    if (renderedPaths.has(path)) return later(openPage(visit), 'form');
    return { answer: missing(visit), route: 'missing', close };
  }

  function route(visit: Visit): Coming<Result | undefined> {
    const { request, method, path } = visit;
    if (method === 'POST' && formPaths.has(path)) return takeForm(visit);
    const close = hasBody(request);
    if (readOnly.includes(method)) return read(visit, close);
    const allowed = formPaths.has(path) ? [...readOnly, 'POST'] : readOnly;
    return { answer: error(request, path, 405, { Allow: allowed.join(', ') }), route: 'refused', close };
  }

  function answer(request: IncomingMessage, response: ServerResponse): Coming<Result | undefined> {
    const { method = '' } = request;
    const refuse = (status: number, path = '/'): Result => ({
      answer: error(request, path, status),
      route: 'refused',
      close: true,
    });
    if (request.httpVersionMajor !== 1) return { answer: bareError(505), route: 'refused', close: true };
    const fault = faultOfFraming(request);
    if (fault !== undefined) return refuse(fault);
    const target = parseTarget(request.url ?? '');
    if (target.kind === 'malformed') return refuse(400);
    const host = theOneHost(request);
    const verdict = parts.judgeHost(host);
    const asked = target.kind === 'path' && target.authority !== undefined;
    const judged = asked && verdict.kind !== 'malformed' ? parts.judgeHost(target.authority) : verdict;
    if (judged.kind === 'malformed') return refuse(400);
    if (target.kind === 'server' && method !== 'OPTIONS') return refuse(400);
    const path = target.kind === 'path' ? target.path : '/';
    const watched = judged.kind === 'machine' && watchedAddresses.includes(request.url ?? '');
    if (judged.kind === 'foreign' || (judged.kind === 'machine' && !watched)) return refuse(421, path);
    const query = target.kind === 'path' ? target.query : '';
    const origins = judged.kind === 'ours' ? judged.origins : [];
    return route({ request, response, method, path, query, origins });
  }

  /** A fault that nobody foresaw ends in the page of 500, never in a stopped process. */
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
