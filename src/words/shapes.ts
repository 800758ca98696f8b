/** Words of one choice in the form: its label, and an optional hint. */
export interface ChoiceWords {
  readonly label: string;
  /** The label when somebody writes for another person. */
  readonly labelForOther?: string;
  readonly hint?: string;
  /** The name of a language in itself, with its tag (BCP 47), before the label. */
  readonly ownName?: { readonly tag: string; readonly name: string };
}

/** Words of one field: its label (or legend), its hint, and a remedy for each kind of error. */
export interface FieldWords {
  readonly label: string;
  /** The label when somebody writes for another person. */
  readonly labelForOther?: string;
  readonly hint?: string;
  readonly errors: Readonly<Record<string, string>>;
  /** Error messages that differ when somebody writes for another person whom the club is to contact. */
  readonly errorsForOther?: Readonly<Record<string, string>>;
}

/** The same for a field with choices, by its values. */
export interface ChoiceFieldWords extends FieldWords {
  readonly choices: Readonly<Record<string, ChoiceWords>>;
}

/** The page of an error status. */
export interface ProblemWords {
  readonly title: string;
  readonly text: string;
}

export const problemStatuses = [400, 404, 405, 408, 410, 413, 415, 421, 429, 431, 500, 503] as const;
export type ProblemStatus = (typeof problemStatuses)[number];

/** The words of one kind of alarm, for the operator. */
export interface AlarmWords {
  /** Used in the subject. */
  readonly title: string;
  readonly happened: string;
  /** What to do first. */
  readonly first: string;
  /** The command to type in the project's folder. */
  readonly command: string;
}

/** The numbers in the digest. */
export interface DigestNumbers {
  /** The period in which new enquiries are counted. */
  readonly from: Date;
  readonly to: Date;
  readonly fresh: number;
  readonly waiting: number;
  readonly oldestWaitingSince?: Date;
  readonly parked: number;
  /** Enquiries in the spool; absent when not known. */
  readonly spooled?: number;
}

/** The shape of one language's words: another language has the same keys, and functions with the same parameters. */
export type Widened<Value> = Value extends string
  ? string
  : Value extends (...values: infer Values) => infer Result
    ? (...values: Values) => Widened<Result>
    : { readonly [Key in keyof Value]: Widened<Value[Key]> };
