/**
 * `npm run build`: checks the content, then builds the site into `dist/`. With `--if-needed` it does so only when
 * `dist/` was made from something else than what stands here now, or on another day: pages say what is true on
 * the day they are built. `--out=FOLDER`: into another folder than `dist/`, for tests; on the disk of the project.
 */
import { existsSync, renameSync, rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { folderName } from '../content-check/folder-name.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { hashBuildInputs } from '../integrations/build-inputs.ts';
import type { Settings } from '../settings.ts';
import { findBuiltSite } from '../web/build-manifest.ts';
import { contentSettingsOrExit } from './content-settings.ts';
import { publishedAddresses } from './published-addresses.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: given } = parseArgs({
  options: { 'if-needed': { type: 'boolean' }, out: { type: 'string', default: join(root, 'dist') } },
});
const finished = resolve(given.out);
/** Inside a folder that git ignores, and beside what it will replace, so that renaming is enough. */
const draft = join(root, '.astro', `${basename(finished)}-draft`);
const previous = join(root, '.astro', `${basename(finished)}-previous`);

/** @returns whether it has no error; what was found is printed */
async function contentIsFine({ contentDirectory }: Settings): Promise<boolean> {
  const { checkContent } = await import('../content-check/check-content.ts');
  const { report } = await import('../content-check/report.ts');
  const result = await checkContent(
    contentDirectory,
    warsawTime(new Date()).day,
    join(root, 'public'),
    publishedAddresses(root, contentDirectory),
  );
  process.stdout.write(report(result, folderName(root, contentDirectory)));
  return !result.findings.some(({ severity }) => severity === 'error');
}

/**
 * Into a folder of its own: a build that fails leaves the site as it was. Both steps run in this one process, as
 * another Node would load the same libraries again; what they consist of is loaded only here, and kept compiled for
 * the next time.
 */
async function build(settings: Settings): Promise<void> {
  enableCompileCache(join(root, '.astro', 'compiled'));
  rmSync(draft, { recursive: true, force: true });
  // Astro keeps what it read of the content by the files' own hashes, and would not see that a schema has changed.
  rmSync(join(root, '.astro', 'cache', 'data-store.json'), { force: true });
  if (!(await contentIsFine(settings))) process.exit(1);
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const { build: buildSite } = await import('astro');
  // Its warnings are for developers: that there is no news yet is one. Ours were printed above, in Polish.
  await buildSite({ root, outDir: draft, logLevel: 'error' });
  rmSync(previous, { recursive: true, force: true });
  if (existsSync(finished)) renameSync(finished, previous);
  renameSync(draft, finished);
  rmSync(previous, { recursive: true, force: true });
  process.stdout.write(`Portal zbudowany w folderze ${folderName(root, finished)}/.\n`);
}

const settings = contentSettingsOrExit();
const upToDate = () => findBuiltSite(finished)?.manifest.inputsHash === hashBuildInputs(root, settings);
if (given['if-needed'] !== true || !upToDate()) await build(settings);
