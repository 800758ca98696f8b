import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokens } from '../../src/enquiry/form/form-token.ts';
import { deriveKey } from '../../src/enquiry/form/signing.ts';
import { whyNoStrace } from '../faults/support/system-calls.ts';
import { projectRoot } from '../support/site.ts';
import { type Contender, startContender } from './contender.ts';
import { browserHeaders, createLoadGenerator, type LoadGenerator } from './load.ts';
import { atMost, median, notMeasured, type Part, type Row, short, shown } from './row.ts';

const path = '/zgloszenie/';
const rounds = 7;
const requestsARound = 150;
const warmUpRequests = 600;
const connections = 16;
const submitters = 64;
const mostSyncsAlone = 1;
const mostSyncsTogether = 0.1;

const secret = 'a secret of the bench, of which nothing depends';
const message = `${'Dzień dobry, chciałabym zapytać o zajęcia komputerowe dla początkujących. '.repeat(4)}Anna`;

const tokens = createTokens({
  key: deriveKey(new TextEncoder().encode(secret), 'form-token'),
  clock: () => new Date(),
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
});

/**
 * @param changes replaces answers
 * @returns this many different filled-in forms, as a browser sends them
 */
function posts(
  count: number,
  changes: Readonly<Record<string, string>> = {},
  headers: readonly string[] = browserHeaders,
): readonly string[] {
  return Array.from({ length: count }, () => {
    const answers = { topic: 'classes', forWhom: 'self', name: 'Anna', channel: 'phone', phone: '322810185' };
    const body = String(new URLSearchParams({ ...answers, message, form: tokens.issue(), ...changes }));
    const form = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`];
    return `POST ${path} HTTP/1.1\r\n${[...headers, ...form].join('\r\n')}\r\n\r\n${body}`;
  });
}

/** These come back with an error: the same page is rendered, and nothing is stored. The empty form is cached. */
const mistake = { phone: '12' };

/** Starts the web process alone; mail is sent by another process. */
const start = (dataDirectory: string, under: readonly string[] = []): Promise<Contender> =>
  startContender({
    script: join('src', 'cli', 'serve.js'),
    directory: projectRoot,
    environment: {
      SITE_URL: 'http://localhost',
      DATA_DIR: dataDirectory,
      FORM_SECRET: secret,
      ENQUIRY_RATE: 'off',
      COURIER: 'off',
    },
    under,
    path: '/livez',
  });

async function measureCost(load: LoadGenerator, dataDirectory: string): Promise<readonly Row[]> {
  const server = await start(dataDirectory);
  const uncompressed = browserHeaders.filter((header) => !header.startsWith('Accept-Encoding'));
  const render = (count: number) =>
    load.costOf(server, { requests: posts(count, mistake, uncompressed), count, connections }, 422);
  const renderCompressed = (count: number) =>
    load.costOf(server, { requests: posts(count, mistake), count, connections }, 422);
  const store = (count: number) => load.costOf(server, { requests: posts(count), count, connections }, 303);
  try {
    for (const each of [render, renderCompressed, store]) await each(warmUpRequests);
    const costs = { render: [] as number[], compressed: [] as number[], store: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      costs.render.push(await render(requestsARound));
      costs.compressed.push(await renderCompressed(requestsARound));
      costs.store.push(await store(requestsARound));
    }
    const ratio = median(costs.store.map((cost, round) => cost / (costs.render[round] ?? Number.NaN)));
    const milliseconds = (list: readonly number[]) => `${short(median(list) / 1_000)} ms of CPU`;
    return [
      shown('Rendering the form, sent with a mistake', milliseconds(costs.render)),
      shown('Rendering and compressing it', milliseconds(costs.compressed)),
      shown('A validated, sealed, stored POST', milliseconds(costs.store)),
      atMost('A stored POST ÷ rendering the form', ratio, 1.3),
    ];
  } finally {
    await server.stop();
  }
}

/** @returns the times of successful syncs in a trace of strace, in seconds since 1970 */
const syncTimes = (trace: string): readonly number[] =>
  trace
    .split('\n')
    .filter((line) => / = 0$/.test(line))
    .map((line) => Number(/^\d+ +(\d+\.\d+) /.exec(line)?.[1]));

/**
 * @param batch how many enquiries are sent between two counts of syncs
 * @returns syncs for each acknowledged enquiry, by batch
 */
async function syncsOf(
  load: LoadGenerator,
  dataDirectory: string,
  options: { connections: number; count: number; batch: number },
): Promise<readonly number[]> {
  const { connections, count, batch } = options;
  const file = join(dataDirectory, `trace-${connections}`);
  const calls = ['-e', 'trace=fsync,fdatasync', '-e', 'signal=none', '-ttt', '-o', file];
  const server = await start(dataDirectory, ['strace', '-D', '-f', '--seccomp-bpf', ...calls]);
  const ends = [Date.now() / 1_000];
  try {
    for (let sent = 0; sent < count; sent += batch) {
      await load.costOf(server, { requests: posts(batch), count: batch, connections }, 303);
      ends.push(Date.now() / 1_000);
    }
  } finally {
    await server.stop();
  }
  const times = syncTimes(readFileSync(file, 'utf8'));
  return ends
    .slice(1)
    .map((end, each) => times.filter((time) => time > (ends[each] ?? 0) && time <= end).length / batch);
}

async function measureSyncs(load: LoadGenerator, dataDirectory: string): Promise<readonly Row[]> {
  const reason = whyNoStrace();
  if (reason !== undefined) return [notMeasured('Syncs an acknowledged enquiry', reason)];
  const alone = await syncsOf(load, dataDirectory, { connections: 1, count: 200, batch: 1 });
  const together = await syncsOf(load, dataDirectory, { connections: submitters, count: 3_200, batch: 640 });
  const mean = alone.reduce((sum, each) => sum + each, 0) / alone.length;
  const remark = `the mean of ${alone.length}, with SQLite's checkpoints: ${short(mean)}`;
  return [
    atMost('Syncs an acknowledged enquiry, alone', median(alone), mostSyncsAlone, remark),
    atMost(
      `Syncs an acknowledged enquiry, ${submitters} submitters`,
      median(together),
      mostSyncsTogether,
      `the most in one batch: ${short(Math.max(...together))}`,
    ),
  ];
}

/** The cost of accepting an enquiry, in CPU time and in writes synced to the disk. */
export const measureEnquiries: Part = async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kis-bench-'));
  const load = createLoadGenerator();
  try {
    return [...(await measureCost(load, dataDirectory)), ...(await measureSyncs(load, dataDirectory))];
  } finally {
    load.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
};
