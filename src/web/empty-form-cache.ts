import { randomUUID } from 'node:crypto';
import type { Answer } from '../http/response.ts';

/** The empty form says whether the club is open now, and until when: not much older than the moment it is asked for. */
const keptMilliseconds = 1_000;

/** A rendered page around the place where the token stands. */
interface Rendered {
  readonly answer: Answer;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/**
 * The empty form, rendered once a second and not for each who asks: that takes an eighth of the work, and its readers'
 * pages differ in the token only.
 *
 * @param render renders the form's page at this address with this token; undefined when it cannot
 * @param now milliseconds of a monotonic clock
 * @returns gives the page at an address with a token of its own
 */
export function createEmptyFormCache(
  render: (path: string, token: string) => Promise<Answer | undefined>,
  now: () => number,
): (path: string, token: string) => Promise<Answer | undefined> {
  const kept = new Map<string, { readonly at: number; readonly page: Promise<Rendered | undefined> }>();

  async function split(path: string): Promise<Rendered | undefined> {
    const mark = randomUUID();
    const answer = await render(path, mark);
    const body = Buffer.from(answer?.body ?? '');
    const place = body.indexOf(mark);
    if (answer === undefined || place < 0) return undefined;
    return { answer, before: body.subarray(0, place), after: body.subarray(place + mark.length) };
  }

  return async (path, token) => {
    let page = kept.get(path);
    if (page === undefined || now() - page.at >= keptMilliseconds) {
      page = { at: now(), page: split(path) };
      kept.set(path, page);
    }
    const rendered = await page.page;
    // A page that failed, or has no place for a token, is tried again for each who asks.
    if (rendered === undefined) return render(path, token);
    return { ...rendered.answer, body: Buffer.concat([rendered.before, Buffer.from(token), rendered.after]) };
  };
}
