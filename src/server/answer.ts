import { type ServerResponse, STATUS_CODES } from 'node:http';

/** Everything of an HTTP answer but what all answers share (security, length, date, connection). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
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

/** @returns the plainest answer for a status that has no page of its own */
export const bareError = (status: number): Answer =>
  textAnswer(status, `${status} ${STATUS_CODES[status] ?? ''}\n`);

/** RFC 9110 8.6: a 304 has no content, and its length would be that of another answer. */
const lengthOf = ({ status, body }: Answer): Readonly<Record<string, string>> =>
  status === 304 ? {} : { 'Content-Length': String(body.length) };

/**
 * Writes an answer; does nothing when the client has gone.
 *
 * @param options.shared the headers that every answer carries
 * @param options.close whether the connection ends here, since part of the request was left unread
 */
export function send(
  response: ServerResponse,
  answer: Answer,
  options: { shared: Answer['headers']; close: boolean },
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...lengthOf(answer),
    ...options.shared,
    ...(options.close ? { Connection: 'close' } : {}),
  });
  // Node leaves the body out where there must be none: for HEAD, and with 304.
  response.end(answer.body);
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
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${lines.join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), answer.body]);
}
