import { hour, minute } from '../../durations.ts';
import type { CircuitBreaker } from '../../mail/circuit-breaker.ts';
import type { OperatorMailWords } from '../../words/operator-mail-words.ts';
import type { FlagStore } from '../store/store.ts';
import { type AlarmKind, alarmNamesFlag, isMailed, namesIn, type StandingAlarm } from './alarms.ts';
import { writeOperatorMail } from './write-operator-mail.ts';

export const alarmMailLimits = {
  /** At most one mail of one kind in this time. */
  quietMilliseconds: 4 * hour,
  /** A try is claimed for a window of time, and the next window is left out, so that there are never two at once. */
  windowMilliseconds: 5 * minute,
} as const;

interface AlarmMailParts {
  readonly store: Pick<FlagStore, 'setFlag' | 'claimFlag'>;
  readonly breaker: CircuitBreaker;
  readonly to: string;
  readonly mailFrom: string;
  readonly words: OperatorMailWords;
  readonly clock: () => Date;
}

/** Mails each active alarm to the operator. */
export interface AlarmMail {
  /**
   * Sends the due mails one after another, until one fails; that one and the rest are tried again by later calls.
   *
   * @param flags of the store
   * @throws when the store cannot store the flags
   */
  send(
    standing: readonly StandingAlarm[],
    flags: ReadonlyMap<string, string>,
    breakOff: AbortSignal,
  ): Promise<void>;
}

const mailedFlag = (kind: AlarmKind): string => `alarm-mailed.${kind}`;
const triedFlag = (kind: AlarmKind): string => `alarm-tried.${kind}`;

/** @returns milliseconds since 1970; undefined when there is no such flag, or its time is in the future */
function pastTime(flag: string | undefined, now: number): number | undefined {
  const time = flag === undefined ? Number.NaN : Date.parse(flag);
  return time <= now ? time : undefined;
}

/**
 * The times when a kind was mailed and tried are flags of the store: they outlive the process, and two couriers share
 * them.
 */
export function createAlarmMail(parts: AlarmMailParts): AlarmMail {
  const { store, breaker, to, mailFrom, words, clock } = parts;

  const isOwed = ({ kind, raisedAt }: StandingAlarm, flags: ReadonlyMap<string, string>): boolean => {
    const now = clock().getTime();
    const mailed = pastTime(flags.get(mailedFlag(kind)), now);
    return (
      mailed === undefined ||
      (raisedAt.getTime() > mailed && now - mailed >= alarmMailLimits.quietMilliseconds)
    );
  };

  const claimTry = async (kind: AlarmKind, flags: ReadonlyMap<string, string>): Promise<boolean> => {
    const window = Math.floor(clock().getTime() / alarmMailLimits.windowMilliseconds);
    const tried = flags.get(triedFlag(kind));
    if (tried !== undefined && Math.abs(window - Number(tried)) < 2) return false;
    return store.claimFlag(triedFlag(kind), String(window));
  };

  const write = ({ kind, raisedAt }: StandingAlarm, names: readonly string[]) => {
    const { alarm } = words;
    const { title, happened, first, command } = alarm.kinds[kind];
    return writeOperatorMail({
      name: `alarm-${kind}-${raisedAt.getTime()}`,
      mailFrom,
      to,
      date: raisedAt,
      subject: alarm.subject(title),
      lines: [
        happened,
        alarm.since(raisedAt),
        '',
        ...(names.length === 0 ? [] : [alarm.names, ...names.map((name) => `  ${name}`), '']),
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
    async send(standing, flags, breakOff) {
      for (const one of standing.filter(({ kind }) => isMailed(kind))) {
        if (breakOff.aborted || breaker.openFor() > 0) return;
        if (!isOwed(one, flags) || !(await claimTry(one.kind, flags))) continue;
        const names = namesIn(flags.get(alarmNamesFlag(one.kind)));
        const verdict = breaker.settle(await breaker.send(write(one, names), breakOff));
        if (verdict.kind !== 'delivered') return;
        await store.setFlag(mailedFlag(one.kind), clock().toISOString());
        if (names.length > 0) await store.setFlag(alarmNamesFlag(one.kind), undefined);
      }
    },
  };
}
