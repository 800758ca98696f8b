import type { Relay } from '../../mail/circuit-breaker.ts';
import type { NoticeWords } from '../../words/notice-words.ts';
import type { EnquiryStore } from '../store/store.ts';
import type { AlarmKind, StandingAlarm } from './alarms.ts';
import { writeNotice } from './operator-mail.ts';

export const alarmMailLimits = {
  /** At most one mail about one kind in this time. */
  quietMilliseconds: 4 * 60 * 60 * 1000,
  /** A try is claimed for a window of time, and the next one for the one after the next: never two at once. */
  windowMilliseconds: 5 * 60 * 1000,
} as const;

export interface AlarmMailParts {
  readonly store: Pick<EnquiryStore, 'setMark' | 'claimMark'>;
  readonly relay: Relay;
  readonly to: string;
  readonly mailFrom: string;
  readonly words: NoticeWords;
  readonly clock: () => Date;
}

/** Mails each standing alarm to whoever looks after the site. */
export interface AlarmMail {
  /**
   * Sends what is owed, one after the other, until one fails; that and the others are tried again by later calls.
   *
   * @param marks of the store
   * @throws when the store cannot keep the marks
   */
  send(
    standing: readonly StandingAlarm[],
    marks: ReadonlyMap<string, string>,
    breakOff: AbortSignal,
  ): Promise<void>;
}

const mailedMark = (kind: AlarmKind): string => `alarm-mailed.${kind}`;
const triedMark = (kind: AlarmKind): string => `alarm-tried.${kind}`;

/** @returns milliseconds since 1970; undefined for a mark that is not there, or from a clock that was set back */
function pastTime(mark: string | undefined, now: number): number | undefined {
  const time = mark === undefined ? Number.NaN : Date.parse(mark);
  return time <= now ? time : undefined;
}

/** Whether a kind was mailed, and when it was tried, stands in marks: they outlive the process, and two couriers share them. */
export function createAlarmMail(parts: AlarmMailParts): AlarmMail {
  const { store, relay, to, mailFrom, words, clock } = parts;

  const isOwed = ({ kind, raisedAt }: StandingAlarm, marks: ReadonlyMap<string, string>): boolean => {
    const now = clock().getTime();
    const mailed = pastTime(marks.get(mailedMark(kind)), now);
    return (
      mailed === undefined ||
      (raisedAt.getTime() > mailed && now - mailed >= alarmMailLimits.quietMilliseconds)
    );
  };

  const claimTry = async (kind: AlarmKind, marks: ReadonlyMap<string, string>): Promise<boolean> => {
    const window = Math.floor(clock().getTime() / alarmMailLimits.windowMilliseconds);
    const tried = marks.get(triedMark(kind));
    if (tried !== undefined && Math.abs(window - Number(tried)) < 2) return false;
    return store.claimMark(triedMark(kind), String(window));
  };

  const write = ({ kind, raisedAt }: StandingAlarm) => {
    const { alarm } = words;
    const { title, happened, first, command } = alarm.kinds[kind];
    return writeNotice({
      name: `alarm-${kind}-${raisedAt.getTime()}`,
      mailFrom,
      to,
      date: raisedAt,
      subject: alarm.subject(title),
      lines: [
        happened,
        alarm.since(raisedAt),
        '',
        alarm.first,
        first,
        '',
        alarm.command,
        command,
        '',
        alarm.closing,
      ],
    });
  };

  return {
    async send(standing, marks, breakOff) {
      for (const one of standing) {
        if (breakOff.aborted || relay.restRemaining() > 0) return;
        if (!isOwed(one, marks) || !(await claimTry(one.kind, marks))) continue;
        const verdict = relay.settle(await relay.send(write(one), breakOff));
        if (verdict.kind !== 'delivered') return;
        await store.setMark(mailedMark(one.kind), clock().toISOString());
      }
    },
  };
}
