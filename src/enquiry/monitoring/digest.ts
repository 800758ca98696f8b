import { day } from '../../durations.ts';
import { warsawTime } from '../../hours/warsaw-time.ts';
import type { Log } from '../../log.ts';
import type { CircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { Mail } from '../../mail/mail.ts';
import type { MailWords } from '../../words/mail-words.ts';
import type { DigestNumbers } from '../../words/operator-mail-words.ts';
import type { ClubFacts } from '../progress/club-facts.ts';
import { type Recipients, recipientFor } from '../recipients.ts';
import { type ClockStore, type OpenShare, sumOf } from '../store/progress-store.ts';
import type { FlagStore, QueueStore } from '../store/store.ts';
import { type OpenLists, openLines, readOpenLists } from './open-lines.ts';
import { writeOperatorMail } from './write-operator-mail.ts';

/** Flag: the day of the last digest. */
const digestFlag = 'digest';

interface DigestParts {
  readonly store: Pick<QueueStore & FlagStore, 'claimFlag' | 'countReceived' | 'counts'> &
    Pick<ClockStore, 'openShares' | 'openEnquiries'>;
  readonly breaker: CircuitBreaker;
  readonly recipients: Recipients;
  /** The address that always gets the full digest. */
  readonly to: string;
  readonly mailFrom: string;
  readonly words: MailWords;
  readonly log: Log;
  readonly clock: () => Date;
  readonly facts: () => ClubFacts;
  /** @returns the number of enquiries in the spool; left out where that is not known */
  readonly spooled?: () => number;
}

/**
 * Mails of each working morning: one mailbox gets all open enquiries and the state of the mail, each other one its own
 * open enquiries, if it has any. When the first mail does not come, the mail is broken.
 */
export interface Digest {
  /**
   * Sends today's digest, when it is time and no other courier has claimed it; failed mails are tried again until the
   * end of the working time.
   *
   * @param flags of the store
   * @throws when the store does not answer
   */
  send(flags: ReadonlyMap<string, string>, breakOff: AbortSignal): Promise<void>;
}

/**
 * The day is claimed before a mail is sent, so that there are never two; a day without a digest is a sign of trouble.
 */
export function createDigest(parts: DigestParts): Digest {
  const { store, breaker, recipients, words, clock, facts } = parts;
  let unsent: readonly Mail[] = [];

  async function count(lastDay: string, until: Date): Promise<DigestNumbers> {
    // 11:00 UTC is on the same day in Warsaw.
    const lastNoon = new Date(`${lastDay}T11:00:00Z`);
    const last = facts().time.beginOfDay(lastNoon) ?? lastNoon;
    // A last day in the future was stored while the clock was wrong.
    const from = last < until ? last : new Date(until.getTime() - day);
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

  const mailboxOf = ({ topic, route }: OpenShare): string | undefined =>
    (route === 'fallback' ? recipients.fallback : undefined) ?? recipientFor(topic, recipients);

  function write(name: string, to: string, shares: readonly OpenShare[], lines: readonly string[]): Mail {
    return writeOperatorMail({
      name,
      mailFrom: parts.mailFrom,
      to,
      date: clock(),
      subject: words.progress.digest.subject(sumOf(shares, 'late'), sumOf(shares, 'waiting')),
      lines,
    });
  }

  function writeOwn(lists: OpenLists, today: string): readonly Mail[] {
    const shares = [...lists.keys()];
    const others = new Set(shares.map(mailboxOf).filter((to) => to !== undefined && to !== parts.to));
    return [...others].flatMap((to, index) => {
      if (to === undefined) return [];
      const own = shares.filter((share) => mailboxOf(share) === to);
      const { own: heading, ownClosing, where } = words.progress.digest;
      const lines = openLines(lists, own, facts(), clock(), words.progress.digest);
      return [
        write(`digest-${today}-${index + 1}`, to, own, [heading, '', ...lines, '', where, '', ownClosing]),
      ];
    });
  }

  async function writeAll(lastDay: string, today: string, begin: Date): Promise<readonly Mail[]> {
    const lists = await readOpenLists(store, clock());
    const shares = [...lists.keys()];
    const { all, none, where } = words.progress.digest;
    const { heading, lines, closing } = words.operatorMail.digest;
    const open = openLines(lists, shares, facts(), clock(), words.progress.digest);
    const mine = write(`digest-${today}`, parts.to, shares, [
      ...(open.length === 0 ? [none] : [all, '', ...open, '', where]),
      '',
      heading,
      '',
      ...lines(await count(lastDay, begin)),
      '',
      closing,
    ]);
    return [mine, ...writeOwn(lists, today)];
  }

  async function takeOn(lastDay: string | undefined, now: Date): Promise<void> {
    const { day } = warsawTime(now);
    if (lastDay === undefined) {
      // On the first day of a store there is nothing to report, and somebody who only tries the program gets no mail.
      await store.claimFlag(digestFlag, day);
      return;
    }
    const begin = facts().time.beginOfDay(now);
    if (lastDay === day || begin === undefined) return;
    const mails = await writeAll(lastDay, day, begin);
    if (await store.claimFlag(digestFlag, day)) unsent = mails;
  }

  return {
    async send(flags, breakOff) {
      const now = clock();
      const lastDay = flags.get(digestFlag);
      if (lastDay === undefined || facts().time.isWorking(now)) await takeOn(lastDay, now);
      while (facts().time.isWorking(clock())) {
        const [mail, ...others] = unsent;
        if (mail === undefined || breakOff.aborted || breaker.openFor() > 0) return;
        const verdict = breaker.settle(await breaker.send(mail, breakOff));
        if (verdict.kind === 'refused')
          parts.log('error', 'notice-not-sent', { state: 'refused', cause: 'refused' });
        if (verdict.kind === 'delivered' || verdict.kind === 'refused') unsent = others;
        // The other mailboxes may work, so their mails go first; this one is tried again in the next round.
        else if (verdict.kind === 'retry' && others.length > 0) {
          unsent = [...others, mail];
          return;
        } else return;
      }
    },
  };
}
