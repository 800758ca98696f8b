import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningEditing, startEditing } from '../../src/app/editing.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { clubContent } from './club.ts';

export const editorAddress = 'a.nowak@kis.example';

/** What one request got. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A browser without scripts: it keeps cookies, and sends what a browser sends. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Got>;
  /** @param headers over those of a form sent from a page of the editing pages */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Got>;
  /** Sends these very bytes. */
  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: Uint8Array,
  ): Promise<Got>;
}

export interface EditingHarness {
  readonly running: RunningEditing;
  readonly content: string;
  readonly data: string;
  /** Turned by tests. */
  readonly clock: { now: Date };
  visitor(): Visitor;
  /** @returns the code that was mailed last, or undefined when none was */
  mailedCode(): Promise<string | undefined>;
  /** @returns a visitor who has signed in as the editor and said who they are */
  editor(): Promise<Visitor>;
  stop(): Promise<void>;
}

/** The editing pages of the made-up club, on a copy of its content, in this very process. */
export async function startEditingPages(
  environment: Readonly<Record<string, string>> = {},
  kept: { folder?: string } = {},
): Promise<EditingHarness> {
  const folder = kept.folder ?? (await mkdtemp(join(tmpdir(), 'kis-editing-')));
  const content = join(folder, 'content');
  const data = join(folder, 'editing');
  await cp(clubContent, content, { recursive: true });
  const clock = { now: new Date('2026-11-29T10:00:00Z') };
  const reading = readSettings({
    CONTENT_DIR: content,
    DATA_DIR: join(folder, 'data'),
    EDITING_DATA_DIR: data,
    EDITING_PORT: '0',
    EDITORS: `${editorAddress}, b.kowal@kis.example`,
    ...environment,
  });
  if (reading.kind === 'invalid') throw new Error(reading.faults.join('\n'));
  const running = await startEditing(reading.settings, {
    log: () => {},
    clock: () => clock.now,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });
  const host = reading.settings.editing.url?.host ?? `localhost:${running.port}`;
  const origin = reading.settings.editing.url?.origin ?? `http://${host}`;

  function visitor(): Visitor {
    const cookies = new Map<string, string>();
    const send: Visitor['send'] = (method, path, headers, body) =>
      new Promise((resolve, reject) => {
        const request = httpRequest(
          {
            host: '127.0.0.1',
            port: running.port,
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

  async function mailedCode(): Promise<string | undefined> {
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

  async function editor(): Promise<Visitor> {
    const person = visitor();
    await person.post('/wejscie/', { adres: editorAddress });
    const code = await mailedCode();
    await person.post('/wejscie/kod/', { kod: code ?? '' });
    await person.post('/kto/', { rola: 'pracownik socjalny', inicjaly: 'AN' });
    return person;
  }

  return {
    running,
    content,
    data,
    clock,
    visitor,
    mailedCode,
    editor,
    async stop() {
      await running.stop();
      if (kept.folder === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
