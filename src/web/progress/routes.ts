import type { PersonPage, StaffPage } from '../../enquiry/progress-pages.ts';
import { errorCodeOf } from '../../error-code.ts';
import { hasBody } from '../../http/request-framing.ts';
import { type Answer, emptyAnswer, htmlAnswer } from '../../http/response.ts';
import type { Log } from '../../log.ts';
import { staffPath } from '../../paths.ts';
import { plStaffPage } from '../../words/pl-staff-page.ts';
import type { LivePages } from '../live-pages.ts';
import { withOwnWords } from '../plain-page.ts';
import type { Result, Visit } from '../visit.ts';
import { readOwnForm } from './own-form.ts';
import type { StaffResult } from './post-staff.ts';

/** Functions of the router that the routes of this folder use. */
export interface RouterHelp {
  readonly live: Promise<LivePages>;
  /** @returns the prerendered page of 503 at an address, as HTML */
  readonly errorPage: (path: string) => string;
  /** @returns a prerendered error page */
  readonly error: (visit: Visit, status: number, headers?: Answer['headers']) => Answer;
  /** @returns the staff's page, compressed when the client accepts it; the page of 503 when it cannot be rendered */
  readonly drawStaff: (visit: Visit, staff: StaffPage) => Promise<Answer>;
  /**
   * @returns the person's page; when it cannot be rendered, one without Astro that tells what was done and holds all
   * typed values
   */
  readonly drawPerson: (visit: Visit, person: PersonPage) => Promise<Answer>;
  readonly log: Log;
}

/** The query of the redirect after a noted press; opening it changes nothing. */
const notedQuery = '?zapisane';
const tokenPattern = new RegExp(`^${staffPath}([A-Za-z0-9_-]{1,64})/?$`);
const methods = ['GET', 'HEAD', 'POST'];

/** The address holds the token, so browsers must not send it as a referrer, and nothing may cache the page. */
const secretly = ({ headers, ...answer }: Answer): Answer => ({
  ...answer,
  headers: { ...headers, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
});

/** @returns whether a path is below `/odbior/`, with a token or without */
export const isStaffAddress = (path: string): boolean => `${path}/`.startsWith(staffPath);

const retryAfter = (milliseconds: number) => ({ 'Retry-After': String(Math.ceil(milliseconds / 1000)) });

/** @returns the handlers of the staff's pages and of the person's page */
export function createProgressRoutes({ live, error, errorPage, drawStaff, drawPerson, log }: RouterHelp) {
  /** Every address below `/odbior/` gets the same error page. */
  const refuse: RouterHelp['error'] = (visit, ...how) => error({ ...visit, path: staffPath }, ...how);

  async function readStaff(visit: Visit, token: string): Promise<Answer> {
    const page = await (await live).postStaff.read(token);
    if (page === undefined) return refuse(visit, 404);
    return drawStaff(visit, visit.query === notedQuery ? { ...page, result: 'changed' } : page);
  }

  async function show(visit: Visit, result: StaffResult): Promise<Answer> {
    switch (result.kind) {
      case 'unknown':
        return refuse(visit, 404);
      case 'unreadable':
        return refuse(visit, result.status);
      case 'noted':
        return emptyAnswer(303, { Location: visit.path + notedQuery });
      case 'not-noted':
        return drawStaff(visit, result.page);
    }
  }

  /** @param act is called when the client may try a token */
  async function withToken(visit: Visit, act: (token: string) => Promise<Answer>): Promise<Answer> {
    const { postStaff } = await live;
    const token = tokenPattern.exec(visit.path)?.[1];
    const wait = postStaff.tryToken(visit.request, token);
    if (wait > 0) return refuse(visit, 429, retryAfter(wait));
    if (token === undefined) return refuse(visit, 404);
    try {
      return await act(token);
    } catch (fault) {
      log('error', 'progress-failed', { cause: errorCodeOf(fault) });
      const later = retryAfter(10_000);
      if (visit.method !== 'POST') return refuse(visit, 503, later);
      const { title, text } = plStaffPage.unavailable;
      return htmlAnswer(503, withOwnWords(errorPage(staffPath), title, `<p>${text}</p>`), later);
    }
  }

  async function staffAnswer(visit: Visit): Promise<Omit<Result, 'route'> | undefined> {
    const { request, response, method, origins } = visit;
    if (!methods.includes(method))
      return { answer: refuse(visit, 405, { Allow: methods.join(', ') }), close: hasBody(request) };
    if (method !== 'POST')
      return { answer: await withToken(visit, (token) => readStaff(visit, token)), close: hasBody(request) };
    if (request.headers.expect !== undefined) response.writeContinue();
    const reading = await readOwnForm(request);
    if (reading === undefined) return undefined;
    const { postStaff } = await live;
    const answer = await withToken(visit, async (token) =>
      show(visit, await postStaff.press(token, request, reading, origins)),
    );
    return { answer, close: !reading.whole };
  }

  return {
    /** Everything below `/odbior/`; only a POST with a person's choice changes anything. */
    async staff(visit: Visit): Promise<Result | undefined> {
      const result = await staffAnswer(visit);
      return result && { ...result, answer: secretly(result.answer), route: 'progress' };
    },
    /** A POST of the person's page. */
    async person(visit: Visit): Promise<Result | undefined> {
      const { request, response, origins } = visit;
      if (request.headers.expect !== undefined) response.writeContinue();
      const reading = await readOwnForm(request);
      if (reading === undefined) return undefined;
      const person: PersonPage = await (await live).postPerson.answer(request, reading, origins);
      const answer = await drawPerson(visit, person);
      const headers = person.kind === 'slow' ? retryAfter(person.seconds * 1000) : {};
      return {
        answer: { ...answer, headers: { ...answer.headers, ...headers, 'Cache-Control': 'no-store' } },
        route: 'progress',
        close: !reading.whole,
      };
    },
  };
}
