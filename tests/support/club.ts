import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The whole content of a made-up club. Tests of the program use it, not the real content. */
export const clubContent = join(projectRoot, 'tests', 'fixtures', 'club');
/** The content that the staff in Bytom write; tests check only rules that hold for any content. */
export const livingContent = join(projectRoot, 'content');
export const livingBuild = join(projectRoot, 'dist');
/** Where the site of the made-up club is built, once for all tests. */
export const clubBuild = join(projectRoot, '.astro', 'club');

/** Builds the made-up club's site if it is not up to date. @throws if the build fails */
export default function buildClub(): void {
  const { status } = spawnSync(process.execPath, ['src/cli/build.ts', '--if-needed', `--out=${clubBuild}`], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'] ?? '', CONTENT_DIR: clubContent },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The club of the tests cannot be built.');
}

if (import.meta.main) buildClub();
