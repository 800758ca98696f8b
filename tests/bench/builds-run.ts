import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Usage } from './usage.ts';

const mostOutput = 64 * 1024 * 1024;
const meter = fileURLToPath(new URL('meter.mjs', import.meta.url));

/** The resources of a build, with all processes that it started. */
export interface Build {
  readonly cpuMilliseconds: number;
  /** The memory of the largest process. */
  readonly mostMemoryBytes: number;
  readonly htmlPages: number;
}

/**
 * Runs a build from an empty `dist/`.
 *
 * @param root the folder of the site
 * @param command arguments of Node: a script and its arguments
 * @throws with its output if it fails
 */
export async function build(root: string, command: readonly string[]): Promise<Build> {
  const folder = mkdtempSync(join(tmpdir(), 'kis-bench-usage-'));
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const run = promisify(execFile)(process.execPath, [...command], {
    cwd: root,
    maxBuffer: mostOutput,
    env: {
      PATH: process.env['PATH'] ?? '',
      ASTRO_TELEMETRY_DISABLED: '1',
      BENCH_USAGE_FOLDER: folder,
      NODE_OPTIONS: `--import=${meter}`,
    },
  });
  await run.catch((fault) => {
    throw new Error(`${root}: the build failed:\n${fault.stdout}${fault.stderr}`);
  });
  const usages = readdirSync(folder).map(
    (name): Usage => JSON.parse(readFileSync(join(folder, name), 'utf8')),
  );
  rmSync(folder, { recursive: true });
  const built = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' });
  return {
    cpuMilliseconds: usages.reduce((sum, { cpuMicroseconds }) => sum + cpuMicroseconds / 1_000, 0),
    mostMemoryBytes: Math.max(...usages.map(({ mostMemoryBytes }) => mostMemoryBytes)),
    htmlPages: built.filter((name) => name.endsWith('.html')).length,
  };
}
