/**
 * One request and the exact answer to it. `kept`: a further request on the same connection is answered; `ended`: it
 * is not. Headers are those that matter here; `undefined` says that there is none of that name. `<etag>`, `<gzip>`,
 * `<br>` and `<modified>` in a request stand for what `/klub/` has.
 */
export type Row = readonly [
  what: string,
  request: string | Buffer,
  status: number,
  connection: 'kept' | 'ended',
  headers?: Readonly<Record<string, string | RegExp | undefined>>,
];

export const hostLine = 'Host: localhost:4321\r\n';
export const formType = 'Content-Type: application/x-www-form-urlencoded\r\n';
export const formPath = '/zgloszenie/';

/** @param headers whole lines */
export const get = (target: string, headers = '', host = hostLine): string =>
  `GET ${target} HTTP/1.1\r\n${host}${headers}\r\n`;

export const ask = (method: string, target = '/', headers = ''): string =>
  `${method} ${target} HTTP/1.1\r\n${hostLine}${headers}\r\n`;

/** A POST with its length. */
export const post = (body: string | Buffer, headers = formType, target = formPath): Buffer =>
  Buffer.concat([
    Buffer.from(`${ask('POST', target, `${headers}Content-Length: ${body.length}\r\n`)}`),
    Buffer.from(body),
  ]);

/** A POST of the form whose framing is written out. */
export const framed = (framing: string, body: string): string =>
  `${ask('POST', formPath, `${formType}${framing}`)}${body}`;

export const chunked = 'Transfer-Encoding: chunked\r\n';
export const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
export const lastChunk = '0\r\n\r\n';
