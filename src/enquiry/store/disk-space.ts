import { closeSync, existsSync, openSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const mebibyte = 1024 * 1024;
/** Written at once: one buffer as large as the ballast makes every later answer of the process a tenth dearer. */
const pieceBytes = 64 * 1024;

export const diskLimits = {
  /** Kept free so that the courier can still write down what it delivered; on a small disk, this share of it. */
  reserveBytes: 8 * mebibyte,
  reserveShare: 0.05,
  /** What the operator can delete on a full disk to get everything going again at once. */
  ballastBytes: 16 * mebibyte,
  /** The ballast is made only where this many times its size is free. */
  ballastTimes: 16,
  /** How long a look at the disk is believed. */
  keptMilliseconds: 250,
} as const;

interface Space {
  readonly free: number;
  readonly size: number;
}

function look(directory: string): Space | undefined {
  try {
    const { bavail, bsize, blocks } = statfsSync(directory);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    return undefined;
  }
}

/**
 * @param directories where enquiries are kept; each may be on a disk of its own
 * @returns tells whether all of them have room for more. A disk that cannot be asked is believed to have: writing
 *   will tell
 */
export function createSpaceGate(directories: readonly string[], clock: () => Date): () => boolean {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let enough = true;
  const hasRoom = (directory: string): boolean => {
    const space = look(directory);
    return (
      space === undefined ||
      space.free >= Math.min(diskLimits.reserveBytes, space.size * diskLimits.reserveShare)
    );
  };
  return () => {
    const now = clock().getTime();
    if (Math.abs(now - lookedAt) >= diskLimits.keptMilliseconds) {
      enough = directories.every(hasRoom);
      lookedAt = now;
    }
    return enough;
  };
}

/** Writes bytes, since a file with a hole weighs nothing. */
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
 * Lays down `ballast`, a file of nothing but weight, where there is plenty of room and none lies yet.
 *
 * @returns whether one lies there now
 */
export function layBallast(directory: string): boolean {
  const file = join(directory, 'ballast');
  if (existsSync(file)) return true;
  const free = look(directory)?.free ?? 0;
  if (free < diskLimits.ballastBytes * diskLimits.ballastTimes) return false;
  try {
    writeWeight(file, diskLimits.ballastBytes);
    return true;
  } catch {
    return false;
  }
}
