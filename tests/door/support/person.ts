import { type Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface PersonAnswer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
  /** From sending to the end of the answer. */
  readonly milliseconds: number;
}

/** Longer than any limit of the server. */
const patienceMilliseconds = 60_000;

/**
 * One request on a new connection, unless an agent is given.
 *
 * @param options.address the client address that a proxy would report
 */
export function send(
  port: number,
  options: { path: string; form?: Readonly<Record<string, string>>; address?: string; agent?: Agent },
): Promise<PersonAnswer> {
  const { path, form, address, agent } = options;
  const body = form === undefined ? '' : String(new URLSearchParams(form));
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: form === undefined ? 'GET' : 'POST',
        agent: agent ?? false,
        headers: {
          Host: 'localhost',
          ...(address === undefined ? {} : { 'X-Forwarded-For': address }),
          ...(form === undefined
            ? {}
            : {
                'Content-Type': 'application/x-www-form-urlencoded',
                'Content-Length': Buffer.byteLength(body),
                'Sec-Fetch-Site': 'same-origin',
              }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? '',
            body: Buffer.concat(chunks).toString(),
            milliseconds: performance.now() - began,
          }),
        );
      },
    );
    sent.setTimeout(patienceMilliseconds, () => sent.destroy(new Error('no answer')));
    sent.once('error', reject);
    sent.end(body);
  });
}

export const formPath = '/zgloszenie/';

export const tokenOn = (page: string): string => /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';

/** @returns the reference on the page of a confirmation, or undefined */
const referenceOn = (page: string): string | undefined => /KIS-\w{3}-\w{3}/.exec(page)?.[0];

/** Asks again while the server is too busy for pages; the address contains the reference only sealed. */
async function referenceAt(
  port: number,
  location: string,
  from: { address?: string },
): Promise<string | undefined> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { status, body } = await send(port, { path: location, ...from });
    if (status !== 503) return referenceOn(body);
    await pause(200);
  }
  return undefined;
}

export interface Submission {
  readonly reference: string | undefined;
  /** Statuses of the POSTs, in order. */
  readonly statuses: readonly number[];
  /** The time of its slowest request. */
  readonly milliseconds: number;
}

/** Opens the form, sends it, and sends once more if a page with 429 asks for it. */
export async function submitAsPerson(
  port: number,
  options: { address?: string; fillingInMilliseconds?: number } = {},
): Promise<Submission> {
  const { address, fillingInMilliseconds = 0 } = options;
  const from = address === undefined ? {} : { address };
  const page = await send(port, { path: formPath, ...from });
  await pause(fillingInMilliseconds);
  const answers = { topic: 'other', forWhom: 'self', channel: 'visit' };
  const press = (token: string) => send(port, { path: formPath, form: { ...answers, form: token }, ...from });
  const first = await press(tokenOn(page.body));
  const second = first.status === 429 ? await press(tokenOn(first.body)) : undefined;
  const last = second ?? first;
  return {
    reference: last.status === 303 ? await referenceAt(port, last.location, from) : undefined,
    statuses: [first.status, ...(second === undefined ? [] : [second.status])],
    // A second step is delayed on purpose.
    milliseconds: Math.max(page.milliseconds, first.milliseconds),
  };
}

/** Keeps submitting until it is stopped. @returns a function that stops it and returns all results */
export function submitSteadily(
  port: number,
  everyMilliseconds: number,
): () => Promise<readonly Submission[]> {
  let stopping = false;
  const under: Promise<Submission>[] = [];
  const lost: Submission = { reference: undefined, statuses: [], milliseconds: Number.POSITIVE_INFINITY };
  const loop = (async () => {
    while (!stopping) {
      under.push(submitAsPerson(port).catch(() => lost));
      await pause(everyMilliseconds);
    }
  })();
  return async () => {
    stopping = true;
    await loop;
    return Promise.all(under);
  };
}
