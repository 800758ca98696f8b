import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The whole content of a club that does not exist: what tests the program works on it, and on no living content. */
export const clubContent = join(projectRoot, 'tests', 'fixtures', 'club');
/** What the staff in Bytom write: tests look at it only for what must hold whatever they write. */
export const livingContent = join(projectRoot, 'content');
export const livingBuild = join(projectRoot, 'dist');
/** Where the site of that club is built, once for all tests. */
export const clubBuild = join(projectRoot, '.astro', 'club');

/** Builds the club's site where it is not up to date. @throws when the build fails */
export default function buildClub(): void {
  const { status } = spawnSync(process.execPath, ['src/cli/build.ts', '--if-needed', `--out=${clubBuild}`], {
    cwd: projectRoot,
    env: { PATH: process.env['PATH'] ?? '', CONTENT_DIR: clubContent },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The club of the tests cannot be built.');
}

if (import.meta.main) buildClub();
