import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serverLimits } from '../../src/http/server.ts';
import { type ServerProcess, startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { formPath, send, submitAsPerson } from './support/person.ts';
import { openDescriptors, peakMegabytes, residentMegabytes } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'rendered pages that Astro does not let go of',
  'a file opened for each enquiry and not closed',
];

const seconds = { short: 10, full: 60 };
/** The share of the time after which memory is measured: until then it grows to what the load needs. */
const warmUp = 0.4;
const lookMilliseconds = 250;
const mostMegabytesPerMinute = 15;
const mostDescriptors = 2;

/** @returns the growth in megabytes a minute, by least squares */
function slope(samples: readonly (readonly [minutes: number, megabytes: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [time, memory] = [mean(samples.map(([t]) => t)), mean(samples.map(([, m]) => m))];
  const [over, under] = samples.reduce(
    ([a, b], [t, m]) => [a + (t - time) * (m - memory), b + (t - time) ** 2] as const,
    [0, 0] as const,
  );
  return over / under;
}

/** Repeats the work until the time is up. */
async function repeat(until: number, work: (number: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  for (; performance.now() < until; done += 1) await work(done);
  return done;
}

/** Starts to send a form and disconnects. */
function breakOff(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`POST ${formPath} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\na=`, () => {
        socket.resetAndDestroy();
        resolve();
      });
    });
    socket.on('error', () => resolve());
  });
}

async function watchMemory({ pid }: ServerProcess, until: number, length: number): Promise<number> {
  const samples: (readonly [number, number])[] = [];
  const from = until - length * (1 - warmUp);
  while (performance.now() < until) {
    if (performance.now() > from) samples.push([performance.now() / 60_000, residentMegabytes(pid)]);
    await pause(lookMilliseconds);
  }
  return slope(samples);
}

/** As many requests as the server can handle, of all kinds. */
export function checkSoak({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const preloads = [new URL('support/collect-often.ts', import.meta.url)];
    const server = await startSafely({ dataDirectory: folder, preloads });
    const { port, pid } = server;
    const agent = new Agent({ keepAlive: true });
    await submitAsPerson(port);
    await pause(serverLimits.keepAliveMilliseconds + serverLimits.checkMilliseconds);
    const descriptorsBefore = openDescriptors(pid);
    const length = (full ? seconds.full : seconds.short) * 1_000;
    const until = performance.now() + length;
    const paths = ['/', '/klub/', '/kontakt/', '/nic/', '/klub', '/livez', '/favicon.svg', formPath];
    const asker = () =>
      repeat(until, (number) => send(port, { path: paths[number % paths.length] ?? '/', agent }));
    const [growth, submitted, ...asked] = await Promise.all([
      watchMemory(server, until, length),
      repeat(until, () => submitAsPerson(port)),
      repeat(until, async () => {
        await breakOff(port);
        await pause(20);
      }),
      ...Array.from({ length: 8 }, asker),
    ]);
    agent.destroy();
    await pause(serverLimits.keepAliveMilliseconds + 2 * serverLimits.checkMilliseconds);
    const left = openDescriptors(pid) - descriptorsBefore;
    const peak = peakMegabytes(pid);
    await server.kill();
    const requests = asked.reduce((sum, each) => sum + each, 0) + 2 * submitted;
    return {
      figures: {
        requests,
        enquiries: submitted,
        'growth of memory, MB a minute': growth.toFixed(1),
        'peak of memory, MB': Math.round(peak),
        'descriptors left open': left,
      },
      failures: [
        // A few seconds are too short to measure growth per minute.
        ...(!full || growth <= mostMegabytesPerMinute ? [] : ['memory grows']),
        ...(left <= mostDescriptors ? [] : ['descriptors are left open']),
      ],
    };
  });
}
