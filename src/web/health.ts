import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { standingAlarms } from '../enquiry/monitoring/alarms.ts';
import { lateMilliseconds, needsPerson } from '../enquiry/monitoring/waiting.ts';
import { type OpenShare, sumOf } from '../enquiry/store/progress-store.ts';
import type { StoreCounts } from '../enquiry/store/store.ts';
import { warsawTime } from '../hours/warsaw-time.ts';

/** The report of `/healthz`: numbers and names of settings, no personal data. */
export interface HealthReport {
  readonly status: 'ok' | 'degraded';
  /** Whether an enquiry that is sent now would be stored. */
  readonly takesEnquiries: boolean;
  /** Enquiries not delivered yet; absent when the store does not answer. */
  readonly waiting?: number;
  readonly oldestWaitingSeconds?: number;
  readonly parked?: number;
  /** Enquiries that nobody has closed; absent when the store does not answer. */
  readonly open?: number;
  /** Open enquiries past their deadline, whose person nobody has spoken to. */
  readonly late?: number;
  /** Late enquiries that nobody has taken up. */
  readonly untaken?: number;
  /** Names of the active alarms; absent when the store does not answer. */
  readonly alarms?: readonly string[];
  /** Enquiries in the spool, not in the store yet. */
  readonly spooled?: number;
  /** The last call to the store failed. */
  readonly storeFailing?: boolean;
  /** Too little disk space to accept an enquiry. */
  readonly lowDisk?: boolean;
  readonly missingForRealUse: readonly string[];
  /** Settings that differ from those of the build, so that the pages show old values: build again. */
  readonly builtOtherwise: readonly string[];
  /** Last day on which the built pages are right; later, build again. */
  readonly pagesFreshUntil: string;
}

/** The address is public, so the report is made at most this often. */
const keptMilliseconds = 2_000;
const probeBytes = 64 * 1024;

/**
 * @param directory where enquiries are stored
 * @returns whether a file larger than any enquiry can be written and flushed there
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

/** The state of storage that the store itself cannot report. */
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
  /** Undefined: there is no spool beside the store. */
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

/** When the store fails, enquiries go into the spool, if there is one. */
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

/** A part that cannot be read is left out of the report. */
const unlessRejected = <Value>(value: Promise<Value> | undefined): Promise<Value | undefined> =>
  value === undefined ? Promise.resolve(undefined) : value.catch((): undefined => undefined);

/**
 * @param parts.counts reads the counts; rejects when the store cannot be read
 * @param parts.flags the store's flags, which hold the alarms; left out: none are shown
 * @param parts.shares how many enquiries are open; left out: not in the report
 * @param parts.storage left out: there is only the store
 * @param parts.canWrite whether the disk can be written to
 * @param parts.pagesFreshUntil from the manifest of the build that is served now
 * @param parts.builtOtherwise settings that differ from those of the build; in production they degrade the
 * status
 * @param parts.missing settings that real use still needs; in production they degrade the status
 * @returns a function that gives the report, at most two seconds old
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
