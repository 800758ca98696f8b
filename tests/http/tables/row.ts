/**
 * One request and the exact answer to it. `kept`: a further request on the same connection is answered; `ended`: it
 * is not. Only the headers that matter to the case are listed; `undefined` means that the header is absent. `<etag>`,
 * `<gzip>`, `<br>` and `<modified>` in a request are replaced by the values of `/klub/`.
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

/** @param headers complete header lines */
export const get = (target: string, headers = '', host = hostLine): string =>
  `GET ${target} HTTP/1.1\r\n${host}${headers}\r\n`;

export const ask = (method: string, target = '/', headers = ''): string =>
  `${method} ${target} HTTP/1.1\r\n${hostLine}${headers}\r\n`;

/** A POST with its Content-Length. */
export const post = (body: string | Buffer, headers = formType, target = formPath): Buffer =>
  Buffer.concat([
    Buffer.from(`${ask('POST', target, `${headers}Content-Length: ${body.length}\r\n`)}`),
    Buffer.from(body),
  ]);

/** A POST of the form with its framing headers given. */
export const framed = (framing: string, body: string): string =>
  `${ask('POST', formPath, `${formType}${framing}`)}${body}`;

export const chunked = 'Transfer-Encoding: chunked\r\n';
export const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
export const lastChunk = '0\r\n\r\n';
