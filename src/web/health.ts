import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { standingAlarms } from '../enquiry/monitoring/alarms.ts';
import { lateMilliseconds, needsPerson } from '../enquiry/monitoring/waiting.ts';
import { type OpenShare, sumOf } from '../enquiry/store/progress-store.ts';
import type { StoreCounts } from '../enquiry/store/store.ts';
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
  /** Enquiries that nobody has closed; absent when the store does not answer. */
  readonly open?: number;
  /** Those of them that are past the end of their time, and nobody has spoken to the person. */
  readonly late?: number;
  /** Those of the late ones that nobody has taken up. */
  readonly untaken?: number;
  /** Names of the alarms that stand; absent when the store does not answer. */
  readonly alarms?: readonly string[];
  /** Accepted beside the store and not in it yet. */
  readonly spooled?: number;
  /** The store did not do its work when last asked. */
  readonly storeFailing?: boolean;
  /** Too little space is left to accept anything. */
  readonly lowDisk?: boolean;
  readonly missingForRealUse: readonly string[];
  /** Settings that the built pages show otherwise than this server: build again. */
  readonly builtOtherwise: readonly string[];
  /** Last day on which the built pages may be believed; past it, build again. */
  readonly pagesFreshUntil: string;
}

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

/** How storing goes beside what the store itself can tell. */
export interface StorageReport {
  readonly spooled: number;
  readonly failing: boolean;
  readonly lowDisk: boolean;
}

interface Findings {
  /** Undefined: the store does not answer. */
  readonly counts: StoreCounts | undefined;
  readonly alarms: readonly string[] | undefined;
  readonly shares: readonly OpenShare[] | undefined;
  /** Undefined: there is nothing beside the store that could take an enquiry. */
  readonly storage: StorageReport | undefined;
  readonly writable: boolean;
  readonly now: Date;
}

interface HealthSettings {
  readonly missing: readonly string[];
  readonly builtOtherwise: () => readonly string[];
  readonly production: boolean;
  readonly pagesFreshUntil: () => string;
}

const waitingSeconds = (since: Date | undefined, now: Date): number =>
  since === undefined ? 0 : Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000));

function needsAttention({ counts, alarms, shares, storage, now }: Findings): boolean {
  const mailStands = counts?.waitingErrorCodes.some(needsPerson) ?? false;
  const late = waitingSeconds(counts?.oldestWaitingSince, now) >= lateMilliseconds / 1000;
  const untaken = sumOf(shares ?? [], 'untaken') > 0;
  const queueInTrouble = (counts?.parked ?? 0) > 0 || late || mailStands || untaken;
  const storageInTrouble =
    storage !== undefined && (storage.failing || storage.lowDisk || storage.spooled > 0);
  return counts === undefined || queueInTrouble || storageInTrouble || (alarms ?? []).length > 0;
}

/** A store that fails has the spool beside it, where there is one. */
function takesEnquiries({ counts, storage, writable }: Findings): boolean {
  return writable && (storage === undefined ? counts !== undefined : !storage.lowDisk);
}

function describe(findings: Findings, settings: HealthSettings): HealthReport {
  const { counts, alarms, shares, storage, now } = findings;
  const { missing } = settings;
  const pagesFreshUntil = settings.pagesFreshUntil();
  const takes = takesEnquiries(findings);
  const builtOtherwise = settings.builtOtherwise();
  const unready = settings.production && missing.length + builtOtherwise.length > 0;
  const outdated = warsawTime(now).day > pagesFreshUntil;
  return {
    status: !takes || needsAttention(findings) || unready || outdated ? 'degraded' : 'ok',
    takesEnquiries: takes,
    ...(counts === undefined
      ? {}
      : {
          waiting: counts.waiting,
          oldestWaitingSeconds: waitingSeconds(counts.oldestWaitingSince, now),
          parked: counts.parked,
        }),
    ...(shares === undefined
      ? {}
      : {
          open: sumOf(shares, 'late') + sumOf(shares, 'waiting') + sumOf(shares, 'unclosed'),
          late: sumOf(shares, 'late'),
          untaken: sumOf(shares, 'untaken'),
        }),
    ...(alarms === undefined ? {} : { alarms }),
    ...(storage === undefined
      ? {}
      : {
          spooled: storage.spooled,
          storeFailing: storage.failing,
          lowDisk: storage.lowDisk,
        }),
    missingForRealUse: missing,
    builtOtherwise,
    pagesFreshUntil,
  };
}

/** Whatever cannot be found out is absent from the report. */
const unlessRejected = <Value>(value: Promise<Value> | undefined): Promise<Value | undefined> =>
  value === undefined ? Promise.resolve(undefined) : value.catch((): undefined => undefined);

/**
 * @param parts.counts rejects when the store cannot be read
 * @param parts.flags the store's flags, which hold the alarms; left out: none are shown
 * @param parts.shares how many enquiries are open; left out: not told
 * @param parts.storage left out: there is only the store
 * @param parts.canWrite whether the disk takes more
 * @param parts.pagesFreshUntil of the manifest of the build that answers now
 * @param parts.builtOtherwise settings with which it was built otherwise; in production they degrade the status
 * @param parts.missing settings that real use still needs; in production they degrade the status
 * @returns gives the report, at most two seconds old
 */
export function createHealth(
  parts: HealthSettings & {
    counts: () => Promise<StoreCounts>;
    flags?: () => Promise<ReadonlyMap<string, string>>;
    shares?: () => Promise<readonly OpenShare[]>;
    storage?: () => StorageReport;
    canWrite: () => Promise<boolean>;
    clock: () => Date;
  },
): () => Promise<HealthReport> {
  const { clock } = parts;
  let kept: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  async function look(): Promise<HealthReport> {
    const [counts, flags, shares, writable] = await Promise.all([
      unlessRejected(parts.counts()),
      unlessRejected(parts.flags?.()),
      unlessRejected(parts.shares?.()),
      parts.canWrite(),
    ]);
    const now = clock();
    const alarms = flags && standingAlarms(flags, now).map(({ kind }) => kind);
    return describe({ counts, alarms, shares, storage: parts.storage?.(), writable, now }, parts);
  }
  return () => {
    const at = clock().getTime();
    if (kept === undefined || Math.abs(at - kept.at) >= keptMilliseconds) kept = { at, report: look() };
    return kept.report;
  };
}
