import { type Day, isOverdue } from '../hours/days.ts';

/** `deemed-repealed`: in the Sejm's database "uznany za uchylony". */
export type ActStatus = 'in-force' | 'amended' | 'repealed' | 'deemed-repealed';

/** The register's entry for one legal act. */
export interface Act {
  readonly key: string;
  /** Full name with its date, in Polish. */
  readonly name: string;
  /** Day of the act itself. */
  readonly date: Day;
  /** Place of publication, for example `Dz.U. 2003 nr 122 poz. 1143`. */
  readonly published: string;
  /** European Legislation Identifier of the base act, for example `DU/2003/1143`. */
  readonly eli: string;
  /** Identifier in ISAP, the Sejm's database of legal acts, for example `WDU20031221143`. */
  readonly isap: string;
  /** The newest known consolidated text. */
  readonly consolidated: { readonly published: string; readonly eli: string } | undefined;
  readonly status: ActStatus;
  /** First day of that status, if known. */
  readonly statusSince: Day | undefined;
  /** Key of the act that replaced it. */
  readonly replacedBy: string | undefined;
  readonly checkedOn: Day;
  /** Last day on which this entry may be relied on without a new check. */
  readonly checkBy: Day;
}

/** The status of an act on a day: a status of the register, or not yet in force. */
export type StatusOnDay = ActStatus | 'not-yet';

/**
 * @returns the status of an act on a day by the register. Before the day of a repeal or change the act is in force;
 * when that day is not known, the status applies to every day.
 */
export function statusOn(act: Act, day: Day): StatusOnDay {
  const { status, statusSince } = act;
  if (day < act.date) return 'not-yet';
  if (statusSince === undefined || day >= statusSince) return status;
  return status === 'in-force' ? 'not-yet' : 'in-force';
}

/** @returns whether an act is in force on a day, by the register */
export function isInForce(act: Act, day: Day): boolean {
  const status = statusOn(act, day);
  return status === 'in-force' || status === 'amended';
}

/** An act as pages cite it on a day. */
export interface Citation {
  readonly act: Act;
  readonly status: StatusOnDay;
  readonly inForce: boolean;
  /** First day of the status, if known. */
  readonly since: Day | undefined;
  /** The act that replaced it, when this one is no longer in force. */
  readonly replacedBy: Act | undefined;
  /** The entry was not checked in time. */
  readonly overdue: boolean;
}

/**
 * @param register all acts
 * @param key of the act
 * @param day of reading
 * @returns the citation; undefined when the register has no such act
 */
export function citationOf(register: readonly Act[], key: string, day: Day): Citation | undefined {
  const act = register.find((one) => one.key === key);
  if (act === undefined) return undefined;
  const status = statusOn(act, day);
  const inForce = isInForce(act, day);
  return {
    act,
    status,
    inForce,
    since: status === act.status ? act.statusSince : undefined,
    replacedBy: inForce ? undefined : register.find((one) => one.key === act.replacedBy),
    overdue: isOverdue(act.checkBy, day),
  };
}
