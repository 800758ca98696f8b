import { type Day, isOverdue } from '../hours/days.ts';

/** `deemed-repealed` is what the Sejm's database calls "uznany za uchylony". */
export type ActStatus = 'in-force' | 'amended' | 'repealed' | 'deemed-repealed';

/** What the register knows of one legal act. */
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
  /** The newest consolidated text known. */
  readonly consolidated: { readonly published: string; readonly eli: string } | undefined;
  readonly status: ActStatus;
  /** First day of that status, if known. */
  readonly statusSince: Day | undefined;
  /** Key of the act that took its place. */
  readonly replacedBy: string | undefined;
  readonly checkedOn: Day;
  /** Last day on which the above may be believed without a new check. */
  readonly checkBy: Day;
}

/** An act's status on a day, beside those of the register: made but not yet in force. */
export type StatusOnDay = ActStatus | 'not-yet';

/**
 * @returns the status that the register gives an act on a day. Before the day on which a repeal or a change
 * begins the act is in force; where that day is not known, the status holds on every day.
 */
export function statusOn(act: Act, day: Day): StatusOnDay {
  const { status, statusSince } = act;
  if (day < act.date) return 'not-yet';
  if (statusSince === undefined || day >= statusSince) return status;
  return status === 'in-force' ? 'not-yet' : 'in-force';
}

/** @returns whether readers may rely on an act on a day, as far as the register knows. */
export function isInForce(act: Act, day: Day): boolean {
  const status = statusOn(act, day);
  return status === 'in-force' || status === 'amended';
}

/** An act as pages cite it on a day. */
export interface Citation {
  readonly act: Act;
  readonly status: StatusOnDay;
  readonly inForce: boolean;
  /** Since when, if the register knows. */
  readonly since: Day | undefined;
  /** The act that took its place, once this one is out of force. */
  readonly replacedBy: Act | undefined;
  /** The register's word is past its date: nobody has checked this act in time. */
  readonly overdue: boolean;
}

/**
 * @param register all acts
 * @param key of the act to be cited
 * @param day on which it is read
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
