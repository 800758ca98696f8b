import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { send, submitAsPerson } from './support/person.ts';
import { p99 } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations: readonly string[] = [
  'a text is put into normal form before its length and its marks are looked at',
];

const readings = { short: 100, full: 500 };
const mostMilliseconds = 100;
const flags = packageJson.scripts.serve.split(' ').filter((part) => part.startsWith('--'));

/**
 * Four clients that send the costliest requests without a pause, together with one person (threats, "at the door").
 */
export function checkCostlyClients({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const server = await startSafely({ dataDirectory: folder, settings: { ENQUIRY_RATE: '20/10m' }, flags });
    const { port } = server;
    await send(port, { path: '/kontakt/' });
    await submitAsPerson(port);
    const child = fork(fileURLToPath(new URL('support/costly-clients.ts', import.meta.url)), [String(port)]);
    await new Promise((resolve) => child.once('message', resolve));
    const times: number[] = [];
    for (let reading = 0; reading < (full ? readings.full : readings.short); reading += 1)
      times.push((await send(port, { path: '/kontakt/' })).milliseconds);
    const { reference } = await submitAsPerson(port);
    child.kill();
    await server.kill();
    const slowest = Math.round(p99(times));
    return {
      figures: { 'pages read': times.length, 'p99, ms': slowest },
      failures: [
        ...(slowest <= mostMilliseconds ? [] : [`p99 of ${slowest} ms`]),
        ...(reference === undefined ? ['her enquiry was not stored'] : []),
      ],
    };
  });
}
