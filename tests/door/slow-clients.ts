import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { submitSteadily } from './support/person.ts';
import { openConnections, p99, peakMegabytes } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'headers and bodies may take two minutes',
  'every form is rendered for who asks for it, and many requests of a connection at the same time',
];

const limits = { p99Milliseconds: 2_000, megabytes: 300, cutSeconds: 20 };
const connections = 1_000;
/** Longer than any connection may be kept. */
const seconds = { short: 25, full: 120 };
const submitEveryMilliseconds = 200;
const lookMilliseconds = 500;

const kinds = {
  headers: ['-H', '-i', '5', '-x', '24'],
  body: ['-B', '-i', '5', '-s', '8192', '-x', '10'],
  reading: ['-X', '-w', '1', '-y', '64', '-n', '5', '-z', '8', '-k', '5'],
} as const;

/**
 * Measures the age of the connections until it is stopped. @returns a function that stops it and returns the longest
 * age in seconds
 */
function watchAges(port: number): () => number {
  const since = new Map<number, number>();
  let oldest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const open = new Set(openConnections(port));
    for (const remote of since.keys()) if (!open.has(remote)) since.delete(remote);
    for (const remote of open) {
      const first = since.get(remote);
      if (first === undefined) since.set(remote, now);
      else oldest = Math.max(oldest, (now - first) / 1000);
    }
  }, lookMilliseconds);
  return () => {
    clearInterval(timer);
    return oldest;
  };
}

async function attack(
  kind: keyof typeof kinds,
  folder: string,
  length: number,
): Promise<{ figures: CheckReport['figures']; failures: readonly string[] }> {
  const server = await startSafely({ dataDirectory: folder });
  const stopWatching = watchAges(server.port);
  const stopSubmitting = submitSteadily(server.port, submitEveryMilliseconds);
  const target = `http://127.0.0.1:${server.port}/zgloszenie/`;
  const until = performance.now() + length * 1_000;
  // The tool ends when all its connections have been closed.
  for (let left = length; left >= 1; left = Math.round((until - performance.now()) / 1_000)) {
    const tool = spawn(
      'slowhttptest',
      [...kinds[kind], '-c', String(connections), '-r', '200', '-l', String(left), '-p', '5', '-u', target],
      { stdio: 'ignore' },
    );
    await once(tool, 'exit');
  }
  const submissions = await stopSubmitting();
  const oldest = stopWatching();
  const slowest = p99(submissions.map(({ milliseconds }) => milliseconds));
  const stored = submissions.filter(({ reference }) => reference !== undefined).length;
  const peak = peakMegabytes(server.pid);
  await server.kill();
  return {
    figures: {
      [`${kind}: stored of sent`]: `${stored} of ${submissions.length}`,
      [`${kind}: p99, ms`]: Math.round(slowest),
      [`${kind}: peak of memory, MB`]: Math.round(peak),
      [`${kind}: longest connection, s`]: Math.round(oldest),
    },
    failures: [
      ...(stored === submissions.length ? [] : [`${kind}: not every enquiry was taken`]),
      ...(slowest <= limits.p99Milliseconds ? [] : [`${kind}: somebody waited too long`]),
      ...(peak <= limits.megabytes ? [] : [`${kind}: too much memory`]),
      ...(oldest <= limits.cutSeconds ? [] : [`${kind}: a connection was kept too long`]),
    ],
  };
}

/** `slowhttptest` in three modes while people send enquiries. */
export async function checkSlowClients({ full }: { full: boolean }): Promise<CheckReport> {
  if (spawnSync('slowhttptest', ['-h']).error !== undefined)
    return { figures: { skipped: 'slowhttptest is not installed' }, failures: [] };
  const figures: Record<string, number | string> = {};
  const failures: string[] = [];
  for (const kind of ['headers', 'body', 'reading'] as const) {
    const found = await inTemporaryFolder((folder) =>
      attack(kind, folder, full ? seconds.full : seconds.short),
    );
    Object.assign(figures, found.figures);
    failures.push(...found.failures);
  }
  return { figures, failures };
}
