import { closeSync, existsSync, openSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;
/** Written at a time: after one buffer of the ballast's whole size every answer of the process took a tenth longer. */
const pieceBytes = 64 * 1024;

export const diskLimits = {
  /** Kept free so that the courier can still write down what it delivered; on a small disk, this share of it. */
  reserveBytes: 8 * mebibyte,
  reserveShare: 0.05,
  /** Suspect enquiries are taken only while so many times the reserve is free: the rest is for people. */
  suspectReserves: 4,
  /** And only so many of their bytes are kept; on a small disk, this share of it. */
  suspectBytes: 64 * mebibyte,
  suspectShare: 0.05,
  /** The operator can delete the ballast on a full disk, and everything works again at once. */
  ballastBytes: 16 * mebibyte,
  /** The ballast is made only where this many times its size is free. */
  ballastTimes: 16,
  /** For how long a measurement of the free space is used. */
  keptMilliseconds: 250,
} as const;

interface Space {
  readonly free: number;
  readonly size: number;
}

function measure(directory: string): Space | undefined {
  try {
    const { bavail, bsize, blocks } = statfsSync(directory);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    return undefined;
  }
}

/** Tells what there is room for on the disks where enquiries are kept. */
export interface SpaceGate {
  hasSpace(): boolean;
  /** @param taken bytes that suspect enquiries take already. @returns whether there is room for one more of them */
  hasSuspectSpace(taken: number): boolean;
}

/**
 * @param directories where enquiries are kept; each may be on a disk of its own. One that cannot be measured counts as
 *   having room: writing to it will show
 */
export function createSpaceGate(directories: readonly string[], clock: () => Date): SpaceGate {
  let measuredAt = Number.NEGATIVE_INFINITY;
  let spaces: readonly Space[] = [];
  function measured(): readonly Space[] {
    const now = clock().getTime();
    if (Math.abs(now - measuredAt) >= diskLimits.keptMilliseconds) {
      spaces = directories.flatMap((directory) => measure(directory) ?? []);
      measuredAt = now;
    }
    return spaces;
  }
  const reserve = ({ size }: Space) => Math.min(diskLimits.reserveBytes, size * diskLimits.reserveShare);
  return {
    hasSpace: () => measured().every((space) => space.free >= reserve(space)),
    hasSuspectSpace: (taken) =>
      measured().every(
        (space) =>
          space.free >= reserve(space) * diskLimits.suspectReserves &&
          taken < Math.min(diskLimits.suspectBytes, space.size * diskLimits.suspectShare),
      ),
  };
}

/** Writes real bytes: a file that is only made that long takes no room on the disk. */
function writeWeight(file: string, bytes: number): void {
  const piece = Buffer.alloc(pieceBytes, 1);
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    for (let left = bytes; left > 0; ) left -= writeSync(descriptor, piece, 0, Math.min(left, pieceBytes));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes `ballast`, a file that does nothing but take room, where there is plenty of it and no such file yet.
 *
 * @returns whether there is one now
 */
export function layBallast(directory: string): boolean {
  const file = join(directory, 'ballast');
  if (existsSync(file)) return true;
  const free = measure(directory)?.free ?? 0;
  if (free < diskLimits.ballastBytes * diskLimits.ballastTimes) return false;
  try {
    writeWeight(file, diskLimits.ballastBytes);
    return true;
  } catch {
    return false;
  }
}
