import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { holdFileLock } from '../file-lock.ts';

const lookMilliseconds = 250;
/** A build takes seconds, on a small machine with many pictures minutes. */
export const lockPatienceMilliseconds = 10 * 60_000;

/**
 * Waits until no other build of this project is under way: all of them, whatever folder they build into, share what
 * Astro keeps in `.astro/`. A build that was killed is under way no longer.
 *
 * @param root the project's folder
 * @param options.waits is told once when there is another build to wait for
 * @returns what gives the lock back; undefined when the other one took longer than the patience
 * @throws when the lock's file cannot be made
 */
export async function holdBuildLock(
  root: string,
  options: { readonly waits?: () => void; readonly patienceMilliseconds?: number } = {},
): Promise<(() => void) | undefined> {
  // Others read what lies beside the lock; the lock alone would make a folder for its user.
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
