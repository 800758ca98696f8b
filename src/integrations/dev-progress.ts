import type { IncomingMessage, ServerResponse } from 'node:http';
import { personPath, staffPath } from '../paths.ts';
import { readOwnForm } from '../web/progress/own-form.ts';
import type { PostPerson } from '../web/progress/post-person.ts';
import type { PostStaff } from '../web/progress/post-staff.ts';

const personRoute = new RegExp(`^(?:/[a-z]{2})?${personPath}(?:\\?|$)`);
const staffRoute = new RegExp(`^${staffPath}([\\w-]+)/?(?:\\?|$)`);

/** @returns whether `drawProgressFrom` handles this address in `npm run dev` */
export const isProgressRoute = (url: string): boolean => personRoute.test(url) || staffRoute.test(url);

/**
 * The person's page and the staff's in `npm run dev`.
 *
 * @returns the locals of the page; undefined: the request was answered, or the client disconnected
 */
export async function drawProgressFrom(
  request: IncomingMessage,
  response: ServerResponse,
  { postPerson, postStaff }: { postPerson: PostPerson; postStaff: PostStaff },
  now: Date,
): Promise<App.Locals | undefined> {
  const url = request.url ?? '';
  const origins = [`http://${request.headers.host}`];
  const reading = request.method === 'POST' ? await readOwnForm(request) : undefined;
  if (request.method === 'POST' && reading === undefined) return undefined;
  // Astro would wait for the body, which was already read; the page gets it by its locals.
  request.method = 'GET';
  const token = staffRoute.exec(url)?.[1];
  if (token === undefined)
    return reading === undefined
      ? { now }
      : { now, person: await postPerson.answer(request, reading, origins) };
  request.url = staffPath;
  const result = reading && (await postStaff.press(token, request, reading, origins));
  if (result?.kind === 'noted') {
    response.writeHead(303, { Location: url }).end();
    return undefined;
  }
  const staff = result?.kind === 'not-noted' ? result.page : await postStaff.read(token);
  return { now, ...(staff === undefined ? {} : { staff }) };
}
