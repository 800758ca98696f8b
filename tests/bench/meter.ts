import { writeFileSync } from 'node:fs';

/**
 * Loaded into a measured process before its own program: tells what the process has used, over the IPC channel when
 * asked, and at its end into the file that `BENCH_USAGE_FILE` names.
 */

/** What a process has used since it began, with all its threads. */
export interface Usage {
  readonly cpuMicroseconds: number;
  readonly memoryBytes: number;
  readonly mostMemoryBytes: number;
}

function usage(): Usage {
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

const file = process.env['BENCH_USAGE_FILE'];
if (file !== undefined) process.on('exit', () => writeFileSync(file, JSON.stringify(usage())));
