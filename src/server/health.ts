import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreCounts } from '../enquiry/store.ts';
import { warsawTime } from '../hours/warsaw-time.ts';

/** What `/healthz` tells: numbers and names of settings, nothing of any person. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  /** Whether an enquiry that is sent now would be kept. */
  readonly takesEnquiries: boolean;
  /** Enquiries not delivered yet; absent when the store does not answer. */
  readonly waiting?: number;
  readonly oldestWaitingSeconds?: number;
  readonly parked?: number;
  readonly missingForRealUse: readonly string[];
  /** Last day on which the built pages may be believed; past it, build again. */
  readonly pagesFreshUntil: string;
}

/** From this age on, an enquiry that waits is an alarm. */
const alarmSeconds = 60 * 60;
/** Causes that only a person can mend: a refused login, a topic without a mailbox (`enquiry/retry`, `delivery`). */
const lastingCauses: readonly string[] = ['530', '534', '535', '538', 'ENOAUTH', 'no-recipient'];
/** The address is open to everyone, so what it costs is paid at most this often. */
const keptMilliseconds = 2_000;
const probeBytes = 64 * 1024;

/**
 * @param directory where enquiries are kept
 * @returns whether something as large as any enquiry can be brought onto the disk there
 */
export async function canWriteTo(directory: string): Promise<boolean> {
  const file = join(directory, `.probe-${randomUUID()}`);
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(probeBytes));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch {
    return false;
  } finally {
    await rm(file, { force: true }).catch(() => {});
  }
}

function describe(
  counts: StoreCounts | undefined,
  options: {
    writable: boolean;
    now: Date;
    missing: readonly string[];
    production: boolean;
    pagesFreshUntil: string;
  },
): HealthReport {
  const { now, missing } = options;
  const takesEnquiries = counts !== undefined && options.writable;
  const since = counts?.oldestWaitingSince?.getTime();
  const age = since === undefined ? 0 : Math.max(0, Math.round((now.getTime() - since) / 1000));
  const mailStands = counts?.waitingCauses.some((cause) => lastingCauses.includes(cause)) ?? false;
  const attention = (counts?.parked ?? 0) > 0 || age >= alarmSeconds || mailStands;
  const unready = options.production && missing.length > 0;
  const outdated = warsawTime(now).day > options.pagesFreshUntil;
  return {
    status: !takesEnquiries || attention || unready || outdated ? 'degraded' : 'ok',
    takesEnquiries,
    ...(counts === undefined
      ? {}
      : { waiting: counts.waiting, oldestWaitingSeconds: age, parked: counts.parked }),
    missingForRealUse: missing,
    pagesFreshUntil: options.pagesFreshUntil,
  };
}

/**
 * @param parts.counts rejects when the store cannot be read
 * @param parts.canWrite whether the disk takes more
 * @param parts.pagesFreshUntil of the build's manifest
 * @param parts.missing settings that real use still needs; in production they degrade the status
 * @returns gives the report, at most two seconds old
 */
export function createHealth(parts: {
  counts: () => Promise<StoreCounts>;
  canWrite: () => Promise<boolean>;
  missing: readonly string[];
  production: boolean;
  pagesFreshUntil: string;
  clock: () => Date;
}): () => Promise<HealthReport> {
  const { missing, production, pagesFreshUntil, clock } = parts;
  let kept: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  async function look(): Promise<HealthReport> {
    const [counts, writable] = await Promise.all([
      parts.counts().catch((): undefined => undefined),
      parts.canWrite(),
    ]);
    return describe(counts, { writable, now: clock(), missing, production, pagesFreshUntil });
  }
  return () => {
    const at = clock().getTime();
    if (kept === undefined || Math.abs(at - kept.at) >= keptMilliseconds) kept = { at, report: look() };
    return kept.report;
  };
}
