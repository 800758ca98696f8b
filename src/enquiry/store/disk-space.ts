import { closeSync, existsSync, openSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;
/** Written in one call: with one buffer of the whole size every response of the process became 10 % slower. */
const pieceBytes = 64 * 1024;

export const diskLimits = {
  /** Kept free so that the courier can still record deliveries; on a small disk, this share of it. */
  reserveBytes: 8 * mebibyte,
  reserveShare: 0.05,
  /** Suspect enquiries are accepted only while this many times the reserve is free: the rest is for people. */
  suspectReserves: 4,
  /** Limit of the bytes of stored suspect enquiries; on a small disk, this share of it. */
  suspectBytes: 64 * mebibyte,
  suspectShare: 0.05,
  /** The operator can delete the ballast file on a full disk, and the site works again at once. */
  ballastBytes: 16 * mebibyte,
  /** The ballast is created only when this many times its size is free. */
  ballastTimes: 16,
  /** How long a measurement of the free space is cached. */
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

/** Tells whether there is enough space on the disks where enquiries are stored. */
export interface SpaceGate {
  hasSpace(): boolean;
  /** @param taken bytes that suspect enquiries take already. @returns whether there is space for one more of them */
  hasSuspectSpace(taken: number): boolean;
}

/**
 * @param directories where enquiries are stored, perhaps on different disks. A disk that cannot be measured counts as
 * having space: a failing write will show
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

/** Writes real bytes: a sparse file would take no space on the disk. */
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
 * Creates `ballast`, a file that only takes space, when there is much free space and no such file yet.
 *
 * @returns whether the file exists now
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
