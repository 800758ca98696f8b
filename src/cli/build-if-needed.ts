import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashBuildInputs } from '../integrations/build-inputs.ts';
import { findBuiltSite } from '../server/built-site.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const finished = join(root, 'dist');
/** Inside a folder that git ignores, and beside what it will replace, so that renaming is enough. */
const draft = join(root, '.astro', 'dist-draft');
const previous = join(root, '.astro', 'dist-previous');

/** Runs one step of the build; ends this process with the step's code when it fails. */
function run(script: string, ...parameters: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [script, ...parameters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** The steps of `npm run build`, into a folder of its own: a build that fails leaves the site as it was. */
function build(): void {
  rmSync(draft, { recursive: true, force: true });
  const astro = dirname(createRequire(import.meta.url).resolve('astro/package.json'));
  run(join(root, 'src', 'cli', 'check-content.ts'));
  run(join(astro, 'bin', 'astro.mjs'), 'build', '--outDir', draft);
  rmSync(previous, { recursive: true, force: true });
  if (existsSync(finished)) renameSync(finished, previous);
  renameSync(draft, finished);
  rmSync(previous, { recursive: true, force: true });
}

if (findBuiltSite(finished)?.manifest.inputsHash !== hashBuildInputs(root, process.env)) build();
