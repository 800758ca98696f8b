import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import type { Certificate } from './certificate.ts';

/** The host name in the examples of src/operations. */
export const siteName = 'kis.example.pl';
export const siteOrigin = `https://${siteName}`;

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A visitor with a separate address, over TLS with a verified certificate. */
export interface Visitor {
  /** @throws if the connection is lost */
  ask(path: string, question?: Question): Promise<Reply>;
  /** Sends the form; `fields` override the smallest valid enquiry. */
  send(fields?: Readonly<Record<string, string>>, headers?: Question['headers']): Promise<Reply>;
  leave(): void;
}

function collect(answer: IncomingMessage): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.once('error', reject);
    answer.once('end', () =>
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(pieces) }),
    );
  });
}

/** @returns the answer to an unencrypted request on loopback */
export const askPlainly = (port: number, path: string, headers: Readonly<Record<string, string>>) =>
  new Promise<Reply>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers }, (answer) =>
      collect(answer).then(resolve, reject),
    );
    call.once('error', reject).end();
  });

/** @returns the token of the form on a page */
export const tokenOn = (page: Buffer): string =>
  page.toString('utf8').match(/name="form" value="([^"]+)"/)?.[1] ?? '';

/**
 * @param port the proxy's port with TLS
 * @param options.address the visitor's own, in 127.0.0.0/8
 */
export function createVisitor(
  port: number,
  { certificate, address }: { certificate: Certificate; address: string },
): Visitor {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const common = { host: '127.0.0.1', port, servername: siteName, ca: certificate.text, agent };
  const ask: Visitor['ask'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const options = { ...common, localAddress: address, path, method };
      const call = secureRequest({ ...options, headers: { Host: siteName, ...headers } }, (answer) =>
        collect(answer).then(resolve, reject),
      );
      call.once('error', reject).end(body);
    });
  return {
    ask,
    async send(fields = {}, headers = {}) {
      const form = tokenOn((await ask('/zgloszenie/')).body);
      const answers = { form, topic: 'other', forWhom: 'self', channel: 'visit', ...fields };
      return ask('/zgloszenie/', {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: siteOrigin, ...headers },
        body: new URLSearchParams(answers).toString(),
      });
    },
    leave: () => agent.destroy(),
  };
}
