import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Loaded into a measured process before its own program: tells what the process has used, over the IPC channel when
 * asked, and at its end into the folder that `BENCH_USAGE_FOLDER` names. Plain
 * JavaScript, as what is measured with it may be: Node's TypeScript loader would weigh on each start alike.
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
// The channel must not keep a program alive that has done its work.
process.channel?.unref();

const folder = process.env['BENCH_USAGE_FOLDER'];
// A worker's end comes before its process's, which then writes the final numbers.
if (folder !== undefined)
  process.on('exit', () => writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(usage())));
