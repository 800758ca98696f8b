import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serverLimits } from '../../src/http/server.ts';
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { submitSteadily } from './support/person.ts';
import { p99, peakMegabytes } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = ['over the limit, the newest connection is refused'];

const limits = { p99Milliseconds: 2_000, megabytes: 300 };
const crowd = serverLimits.connections + 500;
const seconds = { short: 10, full: 60 };

/** Sends nothing, and connects again when it is disconnected. */
function stayAt(port: number, going: { on: boolean }, open: Set<Socket>): void {
  const socket = connect(port, '127.0.0.1');
  open.add(socket);
  socket.on('error', () => {});
  socket.on('close', () => {
    open.delete(socket);
    if (going.on) setTimeout(() => going.on && stayAt(port, going, open), 1_000);
  });
}

/** More connections than the server allows, which never send anything, while people send enquiries. */
export function checkSilentCrowd({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const server = await startSafely({ dataDirectory: folder });
    const going = { on: true };
    const open = new Set<Socket>();
    for (let each = 0; each < crowd; each += 1) {
      stayAt(server.port, going, open);
      if (each % 200 === 0) await pause(10);
    }
    const stopSubmitting = submitSteadily(server.port, 200);
    await pause((full ? seconds.full : seconds.short) * 1_000);
    const submissions = await stopSubmitting();
    going.on = false;
    for (const socket of open) socket.destroy();
    const slowest = p99(submissions.map(({ milliseconds }) => milliseconds));
    const stored = submissions.filter(({ reference }) => reference !== undefined).length;
    const peak = peakMegabytes(server.pid);
    await server.kill();
    return {
      figures: {
        'silent connections': crowd,
        'stored of sent': `${stored} of ${submissions.length}`,
        'p99, ms': Math.round(slowest),
        'peak of memory, MB': Math.round(peak),
      },
      failures: [
        ...(stored === submissions.length ? [] : ['not every enquiry was taken']),
        ...(slowest <= limits.p99Milliseconds ? [] : ['somebody waited too long']),
        ...(peak <= limits.megabytes ? [] : ['too much memory']),
      ],
    };
  });
}
