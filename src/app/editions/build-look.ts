import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { type BuiltSite, findBuiltSite, manifestName } from '../../web/build-manifest.ts';

/** How often a server checks for a new build. */
const lookMilliseconds = 1_000;
/**
 * A refused build may be complete a moment later, for example while it is being copied: it is tried again, each time
 * after a longer pause, up to this one.
 */
const longestRestMilliseconds = 4_000;

/** Why a build is not taken over. `state`: the damaged file, or the page that cannot be rendered. */
export interface Refusal {
  readonly cause: 'manifest' | 'damaged' | 'not-started' | 'not-rendered';
  readonly state?: string;
}

/** Callbacks that take a build over. */
export interface Takeover {
  /** @returns the id of the build that is served now */
  readonly currentId: () => string;
  /** @returns why the build is refused; undefined: from now on this build is served */
  readonly take: (site: BuiltSite) => Promise<Refusal | undefined>;
  /** Is called once for a build, when it is refused for the first time. */
  readonly refused: (refusal: Refusal) => void;
  /** Is called when the build in the folder is the one that is served. */
  readonly settled: () => void;
}

/**
 * @returns a mark that changes when the manifest file changes; undefined while there is no manifest, for example while
 * one build replaces another
 */
async function markOf(directory: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeNs } = await stat(join(directory, manifestName), { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch {
    return undefined;
  }
}

/**
 * Makes a function that checks for a new build.
 *
 * @param directory the folder that builds are put into
 * @param now milliseconds of a monotonic clock
 * @returns a function that checks once and never rejects
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
      // Another build may have replaced this one while it was being read.
      if (refusal !== undefined) return (await markOf(directory)) === mark ? refuse(refusal) : undefined;
      log('info', 'build-taken-over', { milliseconds: Math.round(now() - began) });
    }
    rest = 0;
    takeover.settled();
  };
}

/** Checks once a second for as long as the process runs. */
export async function lookForBuilds(look: () => Promise<void>): Promise<void> {
  for (;;) {
    await look();
    await pause(lookMilliseconds, undefined, { ref: false });
  }
}
