import { readdir, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';

/** The answer to one request. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @returns the version that the form of a page was made from */
export const beganIn = ({ body }: Got): string => /name="poczatek" value="([^"]+)"/.exec(body)?.[1] ?? '';

/** @returns a form with one photograph, as a browser sends it with the boundary `X` (RFC 7578) */
export function multipart(name: string, bytes: Uint8Array): Buffer {
  const head = `--X\r\nContent-Disposition: form-data; name="plik"; filename="${name}"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--X--\r\n')]);
}

/** A browser without scripts: it keeps cookies, and sends the headers of a browser. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Got>;
  /** @param headers override those of a form sent from the editing pages */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Got>;
  /** Sends exactly these bytes. */
  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: Uint8Array,
  ): Promise<Got>;
}

/** @param place the port and host name of the editing pages, and the origin of their forms */
export function visitorOf(place: {
  readonly port: number;
  readonly host: string;
  readonly origin: string;
}): Visitor {
  const { port, host, origin } = place;
  const cookies = new Map<string, string>();
  const send: Visitor['send'] = (method, path, headers, body) =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          host: '127.0.0.1',
          port,
          method,
          path,
          headers: {
            Host: host,
            'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
            ...(cookies.size > 0
              ? { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
              : {}),
            ...(body === undefined ? {} : { 'Content-Length': String(body.length) }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            for (const line of response.headers['set-cookie'] ?? []) {
              const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
              if (/Max-Age=0/.test(line)) cookies.delete(name);
              else cookies.set(name, value);
            }
            const flat = Object.entries(response.headers).map(
              ([name, value]) => [name, [value].flat().join('\n')] as const,
            );
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(flat),
              body: Buffer.concat(chunks).toString(),
            });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  return {
    cookies,
    send,
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, fields, headers = {}) =>
      send(
        'POST',
        path,
        { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        Buffer.from(new URLSearchParams(fields).toString()),
      ),
  };
}

/**
 * @param data folder of the editing pages, with the mails as files @returns the last code that was mailed; its mail is
 * deleted
 */
export async function mailedCodeIn(data: string): Promise<string | undefined> {
  for (let tries = 0; tries < 50; tries += 1) {
    const names = (await readdir(data)).filter((name) => name.endsWith('.eml'));
    const texts = await Promise.all(names.map((name) => readFile(join(data, name), 'utf8')));
    const codes = texts.flatMap(
      (text) => /^([A-Z2-9]{4}) ([A-Z2-9]{4})\r?$/m.exec(text)?.slice(1).join('') ?? [],
    );
    if (codes.length > 0) {
      await Promise.all(names.map((name) => rm(join(data, name))));
      return codes.at(-1);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return undefined;
}
