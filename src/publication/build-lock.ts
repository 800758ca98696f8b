import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { minute } from '../durations.ts';
import { holdFileLock } from '../file-lock.ts';

const lookMilliseconds = 250;
/** How long to wait for another build: it takes seconds, on a small machine with many pictures minutes. */
export const lockPatienceMilliseconds = 10 * minute;

/**
 * Waits until no other build of this project is running: all builds, whatever folder they write to, share Astro's
 * files in `.astro/`. The lock of a killed build is free.
 *
 * @param root the project's folder
 * @param options.waits called once when it has to wait for another build
 * @returns a function that releases the lock; undefined when the other build took too long
 * @throws when the lock file cannot be created
 */
export async function holdBuildLock(
  root: string,
  options: { readonly waits?: () => void; readonly patienceMilliseconds?: number } = {},
): Promise<(() => void) | undefined> {
  // Other users read files in this folder; the lock alone would create a private folder.
  mkdirSync(join(root, '.astro'), { recursive: true });
  const file = join(root, '.astro', 'build.lock');
  const end = performance.now() + (options.patienceMilliseconds ?? lockPatienceMilliseconds);
  let told = false;
  for (;;) {
    const release = holdFileLock(file);
    if (release !== undefined) return release;
    if (!told) options.waits?.();
    told = true;
    if (performance.now() >= end) return undefined;
    await pause(lookMilliseconds);
  }
}
