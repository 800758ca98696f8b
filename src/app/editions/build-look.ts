import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { type BuiltSite, findBuiltSite, manifestName } from '../../web/build-manifest.ts';

/** How often a server looks whether there is another build. */
const lookMilliseconds = 1_000;
/** A build that was refused may be whole a moment later, as when it is copied here: it is tried again, ever less often. */
const longestRestMilliseconds = 4_000;

/** Why a build is not taken over. `state`: the file that is damaged, or the page that cannot be rendered. */
export interface Refusal {
  readonly cause: 'manifest' | 'damaged' | 'not-started' | 'not-rendered';
  readonly state?: string;
}

/** What takes a build over. */
export interface Takeover {
  /** The build that answers now. */
  readonly currentId: () => string;
  /** @returns why not; undefined: from now on this build answers */
  readonly take: (site: BuiltSite) => Promise<Refusal | undefined>;
  /** Is told of a build once, when it is refused for the first time. */
  readonly refused: (refusal: Refusal) => void;
  /** Is told that the build that lies there is the one that answers. */
  readonly settled: () => void;
}

/** @returns differs as soon as another manifest lies there; undefined: none does, as while one build takes another's place */
async function markOf(directory: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(join(directory, manifestName), { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return undefined;
  }
}

/**
 * Looks for a new build, each time it is asked to.
 *
 * @param directory the folder that a build comes into
 * @param now milliseconds of a monotonic clock
 * @returns looks once; never rejects
 */
export function createLook(
  directory: string,
  takeover: Takeover,
  { log, now }: { readonly log: Log; readonly now: () => number },
): () => Promise<void> {
  let seen: string | undefined;
  let rest = 0;
  let notBefore = 0;

  function refuse(refusal: Refusal): void {
    if (rest === 0) takeover.refused(refusal);
    rest = Math.min(Math.max(rest * 2, lookMilliseconds), longestRestMilliseconds);
    notBefore = now() + rest;
  }

  return async () => {
    const mark = await markOf(directory);
    if (mark === undefined || (mark === seen && (rest === 0 || now() < notBefore))) return;
    if (mark !== seen) rest = 0;
    seen = mark;
    const began = now();
    const site = findBuiltSite(directory);
    if (site === undefined) return refuse({ cause: 'manifest' });
    if (site.id !== takeover.currentId()) {
      const refusal = await takeover.take(site);
      // Another one may have taken its place while this one was read.
      if (refusal !== undefined) return (await markOf(directory)) === mark ? refuse(refusal) : undefined;
      log('info', 'build-taken-over', { milliseconds: Math.round(now() - began) });
    }
    rest = 0;
    takeover.settled();
  };
}

/** Looks once a second for as long as the process runs. */
export async function lookForBuilds(look: () => Promise<void>): Promise<void> {
  for (;;) {
    await look();
    await pause(lookMilliseconds, undefined, { ref: false });
  }
}
