import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const installMilliseconds = 300_000;

/** Runs the npm of the person who runs the bench; on Windows `npm` cannot be started without a shell. */
function npm(parameters: readonly string[], directory: string): Promise<unknown> {
  const script = process.env['npm_execpath'];
  const [command, ...rest] =
    script === undefined ? ['npm', ...parameters] : [process.execPath, script, ...parameters];
  return promisify(execFile)(command ?? 'npm', rest, { cwd: directory, timeout: installMilliseconds });
}

/**
 * Installs packages that only the bench needs, too big to be the project's own, into the system's temporary folder,
 * where the next run finds them. Install scripts are not run.
 *
 * @param name of the folder, which should change with the versions
 * @param packages each as `name@version`
 * @returns the folder that contains `node_modules`; @throws with npm's output if it fails
 */
export async function installTool(name: string, packages: readonly string[]): Promise<string> {
  const folder = join(tmpdir(), `kis-bench-${name}`);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(join(tmpdir(), 'kis-bench-install-'));
  writeFileSync(join(unfinished, 'package.json'), '{ "type": "module", "private": true }');
  try {
    await npm(
      ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
      unfinished,
    );
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
