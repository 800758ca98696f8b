import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Preloaded into a measured process: reports what the process has used, over the IPC channel on request, and at its
 * end into the folder in `BENCH_USAGE_FOLDER`. Plain JavaScript, because Node's TypeScript loader would add to each
 * start.
 */

/** @returns {import('./usage.ts').Usage} */
function usage() {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return {
    cpuMicroseconds: userCPUTime + systemCPUTime,
    memoryBytes: process.memoryUsage.rss(),
    mostMemoryBytes: maxRSS * 1024,
  };
}

process.on('message', () => process.send?.(usage()));
// The channel must not keep a finished program alive.
process.channel?.unref();

const folder = process.env['BENCH_USAGE_FOLDER'];
// A worker ends before its process, which then writes the final numbers.
if (folder !== undefined)
  process.on('exit', () => writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(usage())));
