/**
 * Takes the reference screenshots again, for review before they are committed: `node tests/looks/renew.ts`. They are
 * stored in 256 colours, at less than half the size; the change is far below the tolerance of the comparison.
 */
import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { projectRoot } from '../support/site.ts';

const references = fileURLToPath(new URL('./references', import.meta.url));
const runner = fileURLToPath(new URL('./cli.js', import.meta.resolve('playwright/package.json')));

await rm(references, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [runner, 'test', '-c', 'tests/looks/playwright.config.ts', '--update-snapshots=all'],
  { cwd: projectRoot, stdio: 'inherit' },
);
if (status !== 0) process.exit(1);
for (const name of await readdir(references)) {
  const file = join(references, name);
  const picture = sharp(await readFile(file)).png({ palette: true, colours: 256, dither: 0, effort: 10 });
  await writeFile(file, await picture.toBuffer());
}
