import { type ServerResponse, STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';

/** Everything of an HTTP answer but what all answers share (security, length, date, connection). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** This very object answers one request after the other, so that its form on the wire is worth keeping. */
  readonly kept?: true;
}

const nothing = new Uint8Array(0);

/** @returns an answer without a body, for redirects and 304 */
export const emptyAnswer = (status: number, headers: Answer['headers']): Answer => ({
  status,
  headers,
  body: nothing,
});

/** @returns an answer in plain text, not to be kept by anyone */
export const textAnswer = (
  status: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): Answer => ({
  status,
  headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' },
  body: Buffer.from(text),
});

/** @returns a page made on the spot */
export const htmlAnswer = (status: number, html: string, headers: Answer['headers']): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body: Buffer.from(html),
});

/** @returns the plainest answer for a status that has no page of its own */
export const bareError = (status: number): Answer =>
  textAnswer(status, `${status} ${STATUS_CODES[status] ?? ''}\n`);

/** RFC 9110 8.6: a 304 has no content, and its length would be that of another answer. */
const lengthOf = ({ status, body }: Answer): Readonly<Record<string, string>> =>
  status === 304 ? {} : { 'Content-Length': String(body.length) };

/** Names and values in turn, as `ServerResponse` takes them with the least work. */
const inTurn = (headers: Answer['headers']): string[] => Object.entries(headers).flat();

/** What goes over the wire for an answer. */
interface Sendable {
  readonly headers: string[];
  readonly body: Uint8Array | string;
}

/** Node writes head and body at once, without copying them to the heap first, when together they are below 16 KiB. */
const mostBytesAtOnce = 14 * 1024;

/** A body of few bytes as a text of as many Latin-1 characters, which Node joins to the head. */
const toText = (body: Uint8Array): Uint8Array | string =>
  body.length > mostBytesAtOnce ? body : Buffer.from(body).toString('latin1');

/** Writes an answer; does nothing when the client has gone. */
export type Send = (
  response: ServerResponse,
  answer: Answer,
  /** `close`: the connection ends here, since part of the request was left unread. */
  options: { close: boolean },
) => void;

/** Bytes of answers that were made for one request each and are not taken yet. */
const mostUntaken = 16 * 1024 * 1024;

/** Counts an answer until it is taken. */
export type CountUntaken = (response: ServerResponse, bytes: number) => void;

/** @returns counts answers; when all together are too many, the oldest ones are given up */
export function createUntaken(): CountUntaken {
  const untaken = new Map<ServerResponse, number>();
  let together = 0;
  function forget(response: ServerResponse): void {
    together -= untaken.get(response) ?? 0;
    untaken.delete(response);
  }
  return (response, bytes) => {
    untaken.set(response, bytes);
    together += bytes;
    response.once('close', () => forget(response));
    for (const oldest of untaken.keys()) {
      if (together <= mostUntaken) return;
      forget(oldest);
      oldest.destroy();
    }
  };
}

/**
 * @param shared the headers that every answer carries
 * @param countUntaken shared with others that send; its own unless given
 */
export function createSend(shared: Answer['headers'], countUntaken = createUntaken()): Send {
  const keptOnes = new WeakMap<Answer, Sendable>();
  const toSendable = (answer: Answer): Sendable => ({
    // An answer may say of itself what is said of all others, such as where it may be told of.
    headers: inTurn({ ...answer.headers, ...lengthOf(answer), ...shared, ...answer.headers }),
    body: toText(answer.body),
  });
  function sendable(answer: Answer): Sendable {
    if (!answer.kept) return toSendable(answer);
    const before = keptOnes.get(answer);
    if (before !== undefined) return before;
    const made = toSendable(answer);
    keptOnes.set(answer, made);
    return made;
  }
  return (response, answer, { close }) => {
    if (response.destroyed || response.headersSent) return;
    const { headers, body } = sendable(answer);
    if (!answer.kept) countUntaken(response, body.length);
    response.writeHead(answer.status, close ? [...headers, 'Connection', 'close'] : headers);
    // Node leaves the body out where there must be none: for HEAD, and with 304.
    if (typeof body === 'string') response.end(body, 'latin1');
    else response.end(body);
  };
}

/**
 * @returns the headers as they go over the wire (RFC 9112 5)
 * @throws as `writeHead` does, for what may not stand in a name or a value (RFC 9110 5.1 and 5.5)
 */
function toLines(headers: Answer['headers']): string {
  return Object.entries(headers)
    .map(([name, value]) => {
      validateHeaderName(name);
      validateHeaderValue(name, value);
      return `${name}: ${value}\r\n`;
    })
    .join('');
}

/**
 * @param shared the headers that every answer carries
 * @returns the bytes of an answer that ends its connection, for what never became a request
 */
export function toWire(answer: Answer, shared: Answer['headers'], now: Date): Buffer {
  const headers = {
    Date: now.toUTCString(),
    ...answer.headers,
    ...lengthOf(answer),
    ...shared,
    Connection: 'close',
  };
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${toLines(headers)}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), answer.body]);
}
