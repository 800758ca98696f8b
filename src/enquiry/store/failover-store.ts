import { errorCodeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import type { Timer } from '../../timer.ts';
import type { SpaceGate } from './disk-space.ts';
import type { Driver } from './driver.ts';
import type { ClockStore, ProgressStore } from './progress-store.ts';
import type { Spool } from './spool.ts';
import type { AddResult, EnquiryStore, FlagStore, IntakeStore, NewEnquiry, QueueStore } from './store.ts';

/** The state of storage, without personal data. */
interface StorageCondition {
  /** Enquiries in the spool, when last counted. */
  readonly spooled: number;
  /** The last call to the store failed. */
  readonly failing: boolean;
  /** Too little disk space to accept an enquiry. */
  readonly lowDisk: boolean;
}

/**
 * The store for the intake and the courier: it goes on when its database fails. The operator's commands open the
 * database themselves, because they should report a failure.
 */
export interface FailoverStore extends IntakeStore, QueueStore, FlagStore, ProgressStore, ClockStore {
  condition(): StorageCondition;
  /** Calls a listener whenever there may be something to send. @returns a function that removes the listener */
  subscribe(listener: () => void): () => void;
  close(): Promise<void>;
}

export const failoverLimits = {
  /** How long an enquiry waits for the database before it goes into the spool: a person is waiting too. */
  addMilliseconds: 2_000,
  /** How soon a failing database is tried again, or the spool is emptied. */
  retryMilliseconds: 2_000,
  /** How often the spool is checked otherwise: another process that shares it may have died. */
  lookMilliseconds: 30_000,
  /** After so many suspect enquiries the space that they take is measured again. */
  suspectsBetweenCounts: 20,
} as const;

interface FailoverParts {
  readonly driver: Driver;
  readonly spool: Spool;
  /** Checks the disk space for one more enquiry and for the courier's own writes. */
  readonly space: SpaceGate;
  readonly log: Log;
  readonly timer: Timer;
}

const unavailable = () => Object.assign(new Error('the store is not there'), { code: 'STORE_UNAVAILABLE' });
const noSpace = () => Object.assign(new Error('no space left for enquiries'), { code: 'ENOSPC' });

/**
 * Opens a store that goes on when its database fails: enquiries then go into the spool, the database is tried again
 * every two seconds, a damaged file is replaced, and spooled enquiries are moved in.
 *
 * @throws only when the first opening fails and only a person can fix it
 */
export async function openFailoverStore(parts: FailoverParts): Promise<FailoverStore> {
  const { driver, spool, space, log, timer } = parts;
  const listeners = new Set<() => void>();
  let open: EnquiryStore | undefined;
  let failing = false;
  /** A failure that the driver can mend, until it is mended. */
  let mendable: unknown;
  let spooled = 0;
  let suspectBytes = 0;
  let sinceCounted: number = failoverLimits.suspectsBetweenCounts;
  let closed = false;
  /** Whether the next round was already moved forward after a failure or a spooled enquiry. */
  let soon = false;
  let cancelRound = () => {};
  let round: Promise<void> | undefined;

  function fail(error: unknown): void {
    if (!failing) log('error', 'store-failing', { cause: errorCodeOf(error) });
    failing = true;
    if (driver.canMend(error)) mendable = error;
    tendSoon();
  }

  function tell(): void {
    for (const listener of listeners) listener();
  }

  /** Opens or mends the database again after a failure. */
  async function bringBack(): Promise<void> {
    if (open !== undefined && mendable !== undefined) {
      const broken = open;
      open = undefined;
      open = await driver.mend(broken);
    } else if (open === undefined) {
      open = mendable === undefined ? await driver.open() : await driver.mend(undefined);
    } else if (failing) {
      await open.counts();
    }
    mendable = undefined;
    if (!failing) return;
    log('warn', 'store-back');
    failing = false;
    tell();
  }

  async function tend(): Promise<void> {
    soon = false;
    try {
      await bringBack();
      if (open === undefined) return;
      const moved = await spool.empty(open);
      if (moved === 0) return;
      log('info', 'spool-emptied', { count: moved });
      tell();
    } catch (error) {
      fail(error);
    } finally {
      spooled = await spool.count().catch(() => spooled);
    }
  }

  function tendIn(milliseconds: number): void {
    if (closed || round !== undefined) return;
    cancelRound();
    cancelRound = timer(milliseconds, () => {
      round = tend().finally(() => {
        round = undefined;
        tendIn(failing || spooled > 0 ? failoverLimits.retryMilliseconds : failoverLimits.lookMilliseconds);
      });
    });
  }

  /** Moves the next round forward, once, when trouble begins. */
  function tendSoon(): void {
    if (soon) return;
    soon = true;
    tendIn(failoverLimits.retryMilliseconds);
  }

  /** Calls the database; a failure is remembered and thrown to the caller as well. */
  async function ask<Result>(work: (store: EnquiryStore) => Promise<Result>): Promise<Result> {
    if (open === undefined) throw unavailable();
    try {
      return await work(open);
    } catch (error) {
      fail(error);
      throw error;
    }
  }

  /**
   * As `ask`, for writes that can wait: while the database fails it is not called before the next round, because each
   * call may block the whole process, for example at another program's lock.
   */
  const change: typeof ask = (work) => (failing ? Promise.reject(unavailable()) : ask(work));

  /** As `ask`, with a timeout; work that ends later is not undone. */
  function askSoon<Result>(work: (store: EnquiryStore) => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const cancel = timer(failoverLimits.addMilliseconds, () => {
        const error = Object.assign(new Error('the store is too slow'), { code: 'ETIMEDOUT' });
        fail(error);
        reject(error);
      });
      ask(work).then(resolve, reject).finally(cancel);
    });
  }

  /** While the store fails, the last measured value is used. */
  async function hasSuspectSpace({ content }: NewEnquiry): Promise<boolean> {
    if (sinceCounted >= failoverLimits.suspectsBetweenCounts && !failing) {
      suspectBytes = await askSoon((store) => store.suspectBytes()).catch(() => suspectBytes);
      sinceCounted = 0;
    }
    if (!space.hasSuspectSpace(suspectBytes)) return false;
    sinceCounted += 1;
    suspectBytes += content.length;
    return true;
  }

  async function add(enquiry: NewEnquiry, expectMore = false): Promise<AddResult> {
    if (!space.hasSpace()) throw noSpace();
    if (enquiry.suspect && !(await hasSuspectSpace(enquiry))) throw noSpace();
    if (!failing) {
      try {
        const result = await askSoon((store) => store.add(enquiry, expectMore));
        if (result.kind === 'added') tell();
        return result;
      } catch {
        // The failure is remembered; the enquiry goes into the spool.
      }
    }
    const result = await spool.add(enquiry);
    if (result.kind === 'added') {
      spooled += 1;
      tendSoon();
      log('warn', 'enquiry-spooled', { reference: enquiry.reference });
    }
    return result;
  }

  try {
    open = await driver.open();
  } catch (error) {
    if (driver.isMisconfiguration(error)) throw error;
    fail(error);
  }
  round = tend();
  await round;
  round = undefined;
  tendIn(failing ? failoverLimits.retryMilliseconds : failoverLimits.lookMilliseconds);

  return {
    add,
    async lookUp(...form) {
      const waiting = await spool.lookUp(...form);
      return waiting ?? ask((store) => store.lookUp(...form));
    },
    claim: (request) => change((store) => store.claim(request)),
    nextDueAt: () => ask((store) => store.nextDueAt()),
    delivered: (...delivery) => change((store) => store.delivered(...delivery)),
    postpone: (...postponement) => change((store) => store.postpone(...postponement)),
    park: (...parking) => change((store) => store.park(...parking)),
    releaseLeases: (...release) => change((store) => store.releaseLeases(...release)),
    counts: () => ask((store) => store.counts()),
    countReceived: (...span) => ask((store) => store.countReceived(...span)),
    find: (reference) => ask((store) => store.find(reference)),
    eraseClosedBefore: (time) => change((store) => store.eraseClosedBefore(time)),
    eraseUnansweredBefore: (time) => change((store) => store.eraseUnansweredBefore(time)),
    progress: (reference) => ask((store) => store.progress(reference)),
    toldAs: (reference) => ask((store) => store.toldAs(reference)),
    press: (...press) => change((store) => store.press(...press)),
    // The spool takes enquiries only: an addition needs its enquiry in the store, and the person is told at once that
    // it failed.
    async addTo(addition) {
      if (!space.hasSpace()) throw noSpace();
      const result = await change((store) => store.addTo(addition));
      if (result === 'added') tell();
      return result;
    },
    dueForLook: (...due) => change((store) => store.dueForLook(...due)),
    noteLook: (...look) => change((store) => store.noteLook(...look)),
    claimNotice: (...claim) => change((store) => store.claimNotice(...claim)),
    giveBackNotice: (...notice) => change((store) => store.giveBackNotice(...notice)),
    openShares: (...times) => ask((store) => store.openShares(...times)),
    openEnquiries: (...share) => ask((store) => store.openEnquiries(...share)),
    flags: () => ask((store) => store.flags()),
    setFlag: (...flag) => change((store) => store.setFlag(...flag)),
    claimFlag: (...flag) => change((store) => store.claimFlag(...flag)),
    condition: () => ({ spooled, failing, lowDisk: !space.hasSpace() }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      cancelRound();
      await round;
      await open?.close();
    },
  };
}
