/**
 * `npm run build`: checks the content, then builds the site into `dist/`. With `--if-needed` it does so only when
 * `dist/` was made from something else than what stands here now, or on another day: pages say what is true on
 * the day they are built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashBuildInputs } from '../integrations/build-inputs.ts';
import { findBuiltSite } from '../server/built-site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const finished = join(root, 'dist');
/** Inside a folder that git ignores, and beside what it will replace, so that renaming is enough. */
const draft = join(root, '.astro', 'dist-draft');
const previous = join(root, '.astro', 'dist-previous');

/** Runs one step of the build; ends this process with the step's code when it fails. */
function run(command: string, ...parameters: readonly string[]): void {
  const script = join(root, 'src', 'cli', command);
  const { status } = spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Into a folder of its own: a build that fails leaves the site as it was. */
function build(): void {
  rmSync(draft, { recursive: true, force: true });
  run('check-content.ts');
  run('astro.ts', 'build', '--outDir', draft);
  rmSync(previous, { recursive: true, force: true });
  if (existsSync(finished)) renameSync(finished, previous);
  renameSync(draft, finished);
  rmSync(previous, { recursive: true, force: true });
}

const upToDate = () => findBuiltSite(finished)?.manifest.inputsHash === hashBuildInputs(root, process.env);
if (!process.argv.includes('--if-needed') || !upToDate()) build();
