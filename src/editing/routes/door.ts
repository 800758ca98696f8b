import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import { errorCodeOf } from '../../error-code.ts';
import { clientAddress, clientPrefix } from '../../http/client-address.ts';
import { isCrossSite } from '../../http/cross-site.ts';
import type { HostVerdict } from '../../http/host.ts';
import { type BodyLimits, formLimits, readForm } from '../../http/read-form.ts';
import { faultOfFraming, hasBody, theOneHost } from '../../http/request-framing.ts';
import { parseTarget } from '../../http/request-target.ts';
import { createSend } from '../../http/response.ts';
import type { Log } from '../../log.ts';
import type { Cookies } from '../sign-in/cookies.ts';
import type { People } from '../sign-in/people.ts';
import type { Sessions } from '../sign-in/sessions.ts';
import { type ErrorStatus, type Replies, seeOther } from './replies.ts';
import { personPath, signInPath } from './sign-in-routes.ts';
import type { Reply, Route, Visit } from './visit.ts';

/**
 * The longest page of the content has 20 kB, and each byte may be percent-encoded as three. A text that is too long is
 * still read, so that it can be shown in its field when it is refused.
 */
const bodyLimits: BodyLimits = {
  ...formLimits,
  bytes: 1_900 * 1024,
  refusedBytes: 64 * 1024,
  pieces: 2 * formLimits.pieces,
  fields: 4_000,
};
/** For people who have not signed in: an address, a code. */
const openLimits: BodyLimits = formLimits;
const readMethods = ['GET', 'HEAD'];

interface DoorParts {
  readonly routes: readonly Route[];
  readonly replies: Replies;
  readonly sessions: Sessions;
  readonly people: People;
  readonly cookies: Cookies;
  readonly judgeHost: (authority: string | undefined) => HostVerdict;
  readonly trustedProxies: BlockList;
  /** On every response of that kind. */
  readonly headers: Readonly<Record<Reply['frame'], Readonly<Record<string, string>>>>;
  readonly log: Log;
}

/**
 * The page of a POST may stay in the cache of its own browser, so that Back shows it with everything that was typed.
 * With `no-store` Chrome shows an error page instead (ERR_CACHE_MISS). `private`: RFC 9111 5.2.2.7.
 */
function forBack(reply: Reply): Reply {
  if (reply.answer.body.length === 0) return reply;
  const headers = { ...reply.answer.headers, 'Cache-Control': 'private, no-cache' };
  return { ...reply, answer: { ...reply.answer, headers } };
}

/**
 * The only entry. Requests for another host, with another method, and POSTs that do not come from a page of this site
 * are refused (threats, "At the door"); so is everything but the sign-in, without a session.
 *
 * @returns a handler that answers every request and never rejects
 */
export function createDoor(
  parts: DoorParts,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { routes, replies, sessions, people, cookies, log } = parts;
  const send = {
    page: createSend(parts.headers.page),
    'staff-file': createSend(parts.headers['staff-file']),
  };

  const refuse = (status: ErrorStatus, headers?: Readonly<Record<string, string>>): Reply => ({
    ...replies.error(status, headers),
    close: true,
  });

  const readFields = async (
    request: IncomingMessage,
    limits: BodyLimits,
  ): Promise<{ visit: Pick<Visit, 'fields'> } | { reply: Reply } | undefined> => {
    const reading = await readForm(request, 'any', limits);
    if (reading === undefined) return undefined;
    if (reading.problem === undefined) return { visit: { fields: reading.fields } };
    const status = { 'too-large': 413, malformed: 400, 'unsupported-type': 415 } as const;
    return { reply: { ...replies.error(status[reading.problem]), close: !reading.whole } };
  };

  async function enter(route: Route, visit: Visit): Promise<Reply | undefined> {
    const { request, method } = visit;
    if (!route.open && visit.session === undefined)
      // The typed text is still in the browser's form, so the page tells how to get back to it.
      return method === 'GET' ? seeOther(signInPath) : { ...replies.sessionOver(), close: true };
    const handler = method === 'GET' ? route.get : route.post;
    const upload = route.open || method === 'GET' ? undefined : route.upload;
    if (handler === undefined && upload === undefined) return refuse(405);
    const person = visit.session && people.find(visit.session.person);
    if (!route.open && (person === undefined || visit.session === undefined)) {
      if (visit.path !== personPath) return { ...seeOther(personPath), close: hasBody(request) };
    }
    const known = { person: person ?? { role: '', initials: '' } };
    if (upload !== undefined && visit.session) return upload({ ...visit, session: visit.session, ...known });
    let { fields } = visit;
    if (method === 'POST') {
      const read = await readFields(request, route.open ? openLimits : bodyLimits);
      if (read === undefined || 'reply' in read) return read?.reply;
      ({ fields } = read.visit);
    }
    const whole = { ...visit, fields };
    if (route.open) return (method === 'GET' ? route.get : route.post)?.(whole);
    if (visit.session === undefined) return refuse(403);
    return (method === 'GET' ? route.get : route.post)?.({ ...whole, session: visit.session, ...known });
  }

  async function answer(request: IncomingMessage): Promise<Reply | undefined> {
    if (request.httpVersionMajor !== 1 || faultOfFraming(request) !== undefined) return refuse(400);
    const target = parseTarget(request.url ?? '');
    if (target.kind !== 'path') return refuse(400);
    const verdict = parts.judgeHost(target.authority ?? theOneHost(request));
    if (verdict.kind === 'malformed') return refuse(400);
    if (verdict.kind !== 'ours') return refuse(421);
    const method = readMethods.includes(request.method ?? '') ? 'GET' : request.method;
    if (method !== 'GET' && method !== 'POST') return refuse(405, { Allow: 'GET, HEAD, POST' });
    const { origin } = request.headers;
    const fetchSite = [request.headers['sec-fetch-site']].flat()[0];
    // This site uses cookies, so a POST with neither header is refused too: every current browser sends one of them.
    const unsaid = origin === undefined && fetchSite === undefined;
    if (method === 'POST' && (unsaid || isCrossSite({ origin, fetchSite }, verdict.origins)))
      return refuse(403);
    const token = cookies.read(request.headers.cookie, 'redakcja');
    const session = token === undefined ? undefined : sessions.find(token);
    const found = routes
      .map((route) => ({ route, match: route.path.exec(target.path) }))
      .find(({ match }) => match !== null);
    const forwarded = [request.headers['x-forwarded-for']].flat().join(',') || undefined;
    const visit: Visit = {
      request,
      method,
      path: target.path,
      query: new URLSearchParams(target.query),
      fields: new Map(),
      places: found?.match?.slice(1) ?? [],
      client: clientPrefix(
        clientAddress(request.socket.remoteAddress ?? '', forwarded, parts.trustedProxies),
      ),
      ...(session === undefined ? {} : { session }),
    };
    if (found === undefined) {
      // Without a session the response does not tell whether a path exists.
      if (session === undefined)
        return method === 'GET' ? seeOther(signInPath) : { ...replies.sessionOver(), close: true };
      return { ...replies.error(404), close: hasBody(request) };
    }
    const reply = await enter(found.route, visit);
    if (reply === undefined) return undefined;
    if (method === 'POST') return forBack(reply);
    return hasBody(request) ? { ...reply, close: true } : reply;
  }

  return async (request, response) => {
    const reply = await answer(request).catch((fault: unknown) => {
      log('error', 'request-failed', { cause: errorCodeOf(fault) });
      return refuse(500);
    });
    if (reply !== undefined) send[reply.frame](response, reply.answer, { close: reply.close === true });
  };
}
