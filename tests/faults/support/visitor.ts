import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** The answer to one request. */
export interface HttpAnswer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

export type Answers = Readonly<Record<string, string>>;

/** A browser without JavaScript. Every request rejects if the server is killed meanwhile. */
export interface Visitor {
  /** @returns the token on a freshly rendered form */
  openForm(): Promise<string>;
  /** Sends the form. */
  submit(form: string, answers: Answers): Promise<HttpAnswer>;
  get(path: string): Promise<HttpAnswer>;
  /**
   * @param location the address that a 303 redirects to; it contains the reference only sealed
   * @returns the reference on that page, requested again while the server is too busy for pages
   */
  referenceAt(location: string): Promise<string>;
  leave(): void;
}

const formPath = '/zgloszenie/';

/** The smallest valid form. */
const leastAnswers: Answers = { topic: 'other', forWhom: 'self', channel: 'visit' };

/** How long a visitor waits for an answer: longer than the server's own limits, so only a hang exceeds it. */
const patienceMilliseconds = 90_000;

/** The pause between two requests of a page that a busy server refused. */
const busyMilliseconds = 200;

/** @param port the server's port on loopback */
export function createVisitor(port: number): Visitor {
  const agent = new Agent({ keepAlive: true });
  function ask(method: string, path: string, body = ''): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string> = { Host: 'localhost' };
      if (method === 'POST') {
        headers['Sec-Fetch-Site'] = 'same-origin';
        headers['Content-Type'] = 'application/x-www-form-urlencoded';
        headers['Content-Length'] = String(Buffer.byteLength(body));
      }
      const sent = request({ host: '127.0.0.1', port, path, method, headers, agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', body: text }),
        );
      });
      sent.setTimeout(patienceMilliseconds, () => sent.destroy(new Error('no answer')));
      sent.once('error', reject);
      sent.end(body);
    });
  }
  return {
    async openForm() {
      const { status, body } = await ask('GET', formPath);
      const token = /name="form" value="([^"]+)"/.exec(body)?.[1];
      if (token === undefined) throw new Error(`no form: status ${status}`);
      return token;
    },
    submit: (form, answers) =>
      ask('POST', formPath, new URLSearchParams({ ...leastAnswers, ...answers, form }).toString()),
    get: (path) => ask('GET', path),
    async referenceAt(location) {
      for (;;) {
        const { status, body } = await ask('GET', location);
        const reference = referenceOn(body);
        if (reference !== undefined) return reference;
        if (status !== 503) throw new Error(`a confirmation without a reference: status ${status}`);
        await pause(busyMilliseconds);
      }
    },
    leave: () => agent.destroy(),
  };
}

/** @returns the reference on a confirmation */
export const referenceOn = (page: string): string | undefined =>
  /KIS-[0-9A-Z]{3}-[0-9A-Z]{3}/.exec(page)?.[0];
