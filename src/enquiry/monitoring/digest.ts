import type { CircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { Mail } from '../../mail/mail.ts';
import type { DigestNumbers, OperatorMailWords } from '../../words/operator-mail-words.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';
import { writeOperatorMail } from './write-operator-mail.ts';

/** The days and the local time of the club. */
export interface Calendar {
  /** @returns the day there, `YYYY-MM-DD`, and the minute of that day */
  readonly localTime: (moment: Date) => { readonly day: string; readonly minute: number };
  /** @returns the moment at which the clocks there show that minute of that day */
  readonly momentOf: (day: string, minute: number) => Date;
  readonly isWorkingDay: (day: string) => boolean;
}

/** The digest goes out after 7:00. */
const sevenOClock = 7 * 60;
const dayMilliseconds = 24 * 60 * 60 * 1000;
/** Holds the day of the last digest. */
const digestFlag = 'digest';

interface DigestParts {
  readonly store: Pick<QueueStore & FlagStore, 'claimFlag' | 'countReceived' | 'counts'>;
  readonly breaker: CircuitBreaker;
  readonly to: string;
  readonly mailFrom: string;
  readonly words: OperatorMailWords;
  readonly clock: () => Date;
  readonly calendar: Calendar;
  /** @returns enquiries accepted beside the store; left out where that is not known */
  readonly spooled?: () => number;
}

/** One mail each working day: when it does not come, the mail is broken. */
export interface Digest {
  /**
   * Sends today's, if it is time and no courier has taken it on; one that failed is tried again until tomorrow's.
   *
   * @param flags of the store
   * @throws when the store does not answer
   */
  send(flags: ReadonlyMap<string, string>, breakOff: AbortSignal): Promise<void>;
}

/** The day is claimed before the mail goes out, so that there are never two; none on a day is the sign of trouble. */
export function createDigest(parts: DigestParts): Digest {
  const { store, breaker, to, mailFrom, words, clock, calendar } = parts;
  let unsent: Mail | undefined;

  async function count(lastDay: string, today: string): Promise<DigestNumbers> {
    const until = calendar.momentOf(today, sevenOClock);
    const last = calendar.momentOf(lastDay, sevenOClock);
    // A last day in the future was set while the clock ran ahead.
    const from = last < until ? last : new Date(until.getTime() - dayMilliseconds);
    const { waiting, oldestWaitingSince, parked } = await store.counts();
    return {
      from,
      to: until,
      fresh: await store.countReceived(from, until),
      waiting,
      parked,
      ...(oldestWaitingSince === undefined ? {} : { oldestWaitingSince }),
      ...(parts.spooled === undefined ? {} : { spooled: parts.spooled() }),
    };
  }

  async function write(lastDay: string, today: string): Promise<Mail> {
    const numbers = await count(lastDay, today);
    return writeOperatorMail({
      name: `digest-${today}`,
      mailFrom,
      to,
      date: clock(),
      subject: words.digest.subject(numbers.to),
      lines: [...words.digest.lines(numbers), '', words.digest.closing],
    });
  }

  async function takeOn(lastDay: string | undefined): Promise<void> {
    const { day, minute } = calendar.localTime(clock());
    if (lastDay === undefined) {
      // On a store's first day there is nothing to tell; and who only tries the program out mails nobody.
      await store.claimFlag(digestFlag, day);
      return;
    }
    if (lastDay === day || minute < sevenOClock || !calendar.isWorkingDay(day)) return;
    const mail = await write(lastDay, day);
    if (await store.claimFlag(digestFlag, day)) unsent = mail;
  }

  return {
    async send(flags, breakOff) {
      await takeOn(flags.get(digestFlag));
      if (unsent === undefined || breakOff.aborted || breaker.openFor() > 0) return;
      const verdict = breaker.settle(await breaker.send(unsent, breakOff));
      if (verdict.kind === 'delivered' || verdict.kind === 'refused') unsent = undefined;
    },
  };
}
