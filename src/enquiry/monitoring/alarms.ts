import { day } from '../../durations.ts';
import type { Log, LogEvent, LogFieldsOf } from '../../log.ts';
import type { OperatorMailWords } from '../../words/operator-mail-words.ts';
import type { FlagStore } from '../store/store.ts';

/** Kinds of alarms; each has its words for the mail. */
export type AlarmKind = keyof OperatorMailWords['alarm']['kinds'];

interface AlarmNature {
  /** The name of its event in the log. */
  readonly event: LogEvent;
  /** `state`: active until it is cleared. `event`: has happened, and is shown for a day. */
  readonly nature: 'state' | 'event';
  /** Set: it has no mail, since the digest tells of it. */
  readonly inDigest?: true;
}

const natures = {
  'mail-stopped': { event: 'mail-route-stopped', nature: 'state' },
  'mail-late': { event: 'mail-late', nature: 'state' },
  'mailbox-refused': { event: 'enquiry-refused', nature: 'event' },
  'no-recipient': { event: 'enquiry-without-recipient', nature: 'state' },
  'enquiry-parked': { event: 'enquiry-parked', nature: 'state' },
  'enquiry-crashed': { event: 'enquiry-crashed', nature: 'event' },
  'enquiry-unreadable': { event: 'enquiry-unreadable', nature: 'event' },
  'store-damaged': { event: 'store-damaged', nature: 'event' },
  'enquiry-untaken': { event: 'enquiries-untaken', nature: 'state', inDigest: true },
  'enquiry-unclosed': { event: 'enquiries-unclosed', nature: 'state', inDigest: true },
  'enquiry-unanswered': { event: 'enquiries-erased-unanswered', nature: 'event' },
  'build-refused': { event: 'build-refused', nature: 'state' },
} as const satisfies Readonly<Record<AlarmKind, AlarmNature>>;

/** The fields of an alarm's line in the log. */
type AlarmFields<Kind extends AlarmKind> = LogFieldsOf<(typeof natures)[Kind]['event']>;

export const alarmKinds = Object.keys(natures) as readonly AlarmKind[];

/** How long an event is shown. */
const eventMilliseconds = day;

/** @returns whether an alarm has its own mail */
export const isMailed = (kind: AlarmKind): boolean => !('inDigest' in natures[kind]);

/** @returns the name of the flag with the time of the alarm */
export const alarmFlag = (kind: AlarmKind): string => `alarm.${kind}`;

/** @returns the name of the flag with the references that the next mail of an alarm lists */
export const alarmNamesFlag = (kind: AlarmKind): string => `alarm-names.${kind}`;

/** @returns the references in such a flag */
export const namesIn = (flag: string | undefined): readonly string[] => flag?.split(' ') ?? [];

/** An alarm, and when it was last raised. */
export interface StandingAlarm {
  readonly kind: AlarmKind;
  readonly raisedAt: Date;
}

/**
 * @param flags of the store
 * @returns the active alarms: states until they are cleared, events for a day
 */
export function standingAlarms(flags: ReadonlyMap<string, string>, now: Date): readonly StandingAlarm[] {
  return alarmKinds.flatMap((kind) => {
    const flag = flags.get(alarmFlag(kind));
    if (flag === undefined) return [];
    const raisedAt = new Date(flag);
    // An event from the future, after a clock was set back, would be shown for longer than a day.
    const age = Math.abs(now.getTime() - raisedAt.getTime());
    return natures[kind].nature === 'event' && age >= eventMilliseconds ? [] : [{ kind, raisedAt }];
  });
}

/** Reports what a person should know at once; every process on one store sees it. None of its methods throws. */
export interface Alarms {
  /** Writes a line at error level and sets the alarm's flag, at each new reason. */
  raise<Kind extends AlarmKind>(kind: Kind, fields: AlarmFields<Kind>): void;
  /** Removes the flag. */
  clear(kind: AlarmKind): void;
  /** Resolves when the flags are stored, or the store refused them; those are written with the next ones. */
  flush(): Promise<void>;
}

const first = <Entry>(entries: Iterable<Entry>): Entry | undefined => entries[Symbol.iterator]().next().value;

interface AlarmParts {
  readonly store: Pick<FlagStore, 'setFlag'>;
  readonly log: Log;
  readonly clock: () => Date;
}

/**
 * Alarms as flags in the store: `/healthz` reads them there, and the courier mails them (`alarm-mail.ts`), because
 * the web process opens no connection to a mail server.
 */
export function createAlarms(parts: AlarmParts): Alarms {
  const { store, log, clock } = parts;
  const unwritten = new Map<AlarmKind, string | undefined>();
  let writing: Promise<void> | undefined;

  async function write(): Promise<void> {
    for (let next = first(unwritten); next !== undefined; next = first(unwritten)) {
      const [kind, value] = next;
      await store.setFlag(alarmFlag(kind), value);
      // Unless it was raised or cleared meanwhile.
      if (unwritten.get(kind) === value) unwritten.delete(kind);
    }
  }

  function flush(): Promise<void> {
    // A failing store is already logged by the code that does its work.
    writing ??= write()
      .catch(() => {})
      .finally(() => {
        writing = undefined;
      });
    return writing;
  }

  function set(kind: AlarmKind, value: string | undefined): void {
    unwritten.set(kind, value);
    void flush();
  }

  return {
    raise(kind, fields) {
      log('error', natures[kind].event, fields);
      set(kind, clock().toISOString());
    },
    clear: (kind) => set(kind, undefined),
    flush,
  };
}

/**
 * Raises the alarm about a damaged store, in the new store that replaced it.
 * @param count number of enquiries that could be recovered
 */
export async function raiseStoreDamaged(parts: AlarmParts, count: number): Promise<void> {
  const alarms = createAlarms(parts);
  alarms.raise('store-damaged', { count });
  await alarms.flush();
}
