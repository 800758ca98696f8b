import { createCourier } from '../../../src/enquiry/delivery/courier.ts';
import { openSqliteStore } from '../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore, StoredEnquiry } from '../../../src/enquiry/store/store.ts';
import type { Mailer } from '../../../src/mail/mailer.ts';
import type { Timer } from '../../../src/timer.ts';
import { plMail } from '../../../src/words/pl-mail.ts';
import { smtpMailerTo } from '../../support/smtp-mailer.ts';
import {
  afterTheMail,
  handClock,
  keepingLog,
  type LoggedLine,
  newEnquiry,
  openEnvelopes,
} from '../../unit/enquiry/samples.ts';

export const mailbox = 'klub@kis.example';
export const fallback = 'inna@kis.example';
/** The reference of the single enquiry in the harness. */
export const reference = 'KIS-1';

/** An attempt that does not end is a failure of the check, so there is a time limit. */
const patience = 20_000;

/** One enquiry, the real courier and the real mailer, on a clock that only `pass` moves. */
export interface Harness {
  readonly lines: readonly LoggedLine[];
  /** The number of sends started. */
  sends(): number;
  now(): number;
  /**
   * Resolves when the current or next attempt has been recorded and nothing runs any more.
   *
   * @param recorded called before anything else happens
   * @throws if it takes 20 s of real time
   */
  ended(recorded?: () => void): Promise<void>;
  /** Passes time, firing each timer at its time. */
  pass(milliseconds: number): Promise<void>;
  /** Passes time in one step, as when the machine slept: timers that came due fire then. */
  leap(milliseconds: number): Promise<void>;
  enquiry(): Promise<StoredEnquiry>;
  start(): void;
  /** Continues with another mail server, as after a corrected setting. */
  move(url: string): Promise<void>;
  resend(): Promise<void>;
  close(): Promise<void>;
}

/** Waits until everything that needs neither a timer nor the network is done. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function handTimers(clock: () => Date, advance: (milliseconds: number) => void) {
  let timers: { due: number; run: () => void }[] = [];
  const timer: Timer = (milliseconds, run) => {
    const entry = { due: clock().getTime() + milliseconds, run };
    timers.push(entry);
    return () => {
      timers = timers.filter((each) => each !== entry);
    };
  };
  async function pass(milliseconds: number): Promise<void> {
    const end = clock().getTime() + milliseconds;
    await settle();
    for (;;) {
      const next = timers.toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > end) break;
      advance(Math.max(0, next.due - clock().getTime()));
      timers = timers.filter((each) => each !== next);
      next.run();
      await settle();
    }
    advance(Math.max(0, end - clock().getTime()));
  }
  return { timer, pass };
}

/** A store that reports when an attempt was recorded. */
function announcing(inner: EnquiryStore) {
  let recorded = Promise.withResolvers<void>();
  const after = async (written: Promise<void>) => {
    await written;
    recorded.resolve();
    recorded = Promise.withResolvers();
  };
  const store: EnquiryStore = {
    ...inner,
    delivered: (...given) => after(inner.delivered(...given)),
    postpone: (...given) => after(inner.postpone(...given)),
    park: (...given) => after(inner.park(...given)),
  };
  return { store, next: () => recorded.promise };
}

async function withPatience(promise: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(() => late.reject(new Error('the attempt does not end')), patience);
  try {
    await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param options.url address of the mail server
 * @param options.withFallback whether a second mailbox takes the mail that the first one refuses
 */
export async function openHarness(options: { url: string; withFallback: boolean }): Promise<Harness> {
  const { clock, advance } = handClock();
  const { log, lines } = keepingLog();
  const { timer, pass } = handTimers(clock, advance);
  const { store, next } = announcing(openSqliteStore({ file: ':memory:' }));
  await store.add(newEnquiry(1));
  let sends = 0;

  function engage(url: string) {
    const inner = smtpMailerTo(url);
    const mailer: Mailer = {
      ...inner,
      send(mail, signal) {
        sends += 1;
        return inner.send(mail, signal);
      },
    };
    return createCourier({
      store,
      mailer,
      opener: openEnvelopes,
      recipients: { to: mailbox, byTopic: new Map(), ...(options.withFallback ? { fallback } : {}) },
      mailFrom: 'KIS Bytom <formularz@kis.example>',
      words: plMail,
      clock,
      random: (bytes) => new Uint8Array(bytes),
      log,
      ...afterTheMail,
      timer,
    });
  }
  let courier = engage(options.url);

  return {
    lines,
    sends: () => sends,
    now: () => clock().getTime(),
    async ended(recorded = () => {}) {
      await withPatience(next().then(recorded));
      await settle();
    },
    pass,
    async leap(milliseconds) {
      advance(milliseconds);
      await pass(0);
    },
    async enquiry() {
      const found = await store.find(reference);
      if (found === undefined) throw new Error('the enquiry is gone');
      return found;
    },
    start: () => courier.start(),
    async move(url) {
      await courier.stop();
      courier = engage(url);
    },
    async resend() {
      await store.resend(reference, clock());
      courier.wake();
    },
    async close() {
      await courier.stop();
      await store.close();
    },
  };
}
