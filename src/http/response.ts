import { type ServerResponse, STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http';

/** An HTTP response without the headers that all responses share (security, length, date, connection). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The same object answers many requests, so its serialised headers are cached. */
  readonly kept?: true;
}

const nothing = new Uint8Array(0);

/** @returns a response without a body, for redirects and 304 */
export const emptyAnswer = (status: number, headers: Answer['headers']): Answer => ({
  status,
  headers,
  body: nothing,
});

/** @returns a response in plain text that must not be cached */
export const textAnswer = (
  status: number,
  text: string,
  contentType = 'text/plain; charset=utf-8',
): Answer => ({
  status,
  headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' },
  body: Buffer.from(text),
});

/** @returns an HTML page that was made for this request */
export const htmlAnswer = (status: number, html: string, headers: Answer['headers']): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
  body: Buffer.from(html),
});

/** @returns a short text response for a status that has no page */
export const bareError = (status: number): Answer =>
  textAnswer(status, `${status} ${STATUS_CODES[status] ?? ''}\n`);

/** RFC 9110 8.6: a 304 has no content, and a length would be that of another response. */
const lengthOf = ({ status, body }: Answer): Readonly<Record<string, string>> =>
  status === 304 ? {} : { 'Content-Length': String(body.length) };

/** Names and values in turn, the form that `ServerResponse` processes fastest. */
const inTurn = (headers: Answer['headers']): string[] => Object.entries(headers).flat();

/** A response ready to be written. */
interface Sendable {
  readonly headers: string[];
  readonly body: Uint8Array | string;
}

/** In bytes. Below 16 KiB Node writes head and body together without copying them to the heap first. */
const mostBytesAtOnce = 14 * 1024;

/** Turns a small body into a string of Latin-1 characters (one per byte), which Node joins to the head. */
const toText = (body: Uint8Array): Uint8Array | string =>
  body.length > mostBytesAtOnce ? body : Buffer.from(body).toString('latin1');

/** Writes a response; does nothing when the client has disconnected. */
export type Send = (
  response: ServerResponse,
  answer: Answer,
  /** `close`: the connection is closed afterwards, because part of the request was not read. */
  options: { close: boolean },
) => void;

/**
 * Largest sum of bytes of responses that were made for one request each and that clients have not yet
 * received.
 */
const mostUntaken = 16 * 1024 * 1024;

/** Counts the bytes of a response until the client has received it. */
export type CountUntaken = (response: ServerResponse, bytes: number) => void;

/**
 * @returns a function that counts responses; when their sum is too large, the oldest connections are closed
 */
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
 * @param shared the headers that every response carries
 * @param countUntaken shared with other senders; default: a new counter
 */
export function createSend(shared: Answer['headers'], countUntaken = createUntaken()): Send {
  const keptOnes = new WeakMap<Answer, Sendable>();
  const toSendable = (answer: Answer): Sendable => ({
    // A response may override a shared header, for example `Referrer-Policy`.
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
 * @returns the headers as HTTP/1.1 text lines (RFC 9112 5)
 * @throws as `writeHead` does, for characters that a name or a value must not have (RFC 9110 5.1 and 5.5)
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
 * @param shared the headers that every response carries
 * @returns the bytes of a response that closes its connection, for input that is not a valid request
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
