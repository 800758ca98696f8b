/** Texts of one choice in the form: what stands beside the button, and a hint under it where one helps. */
export interface ChoiceWords {
  readonly label: string;
  /** The same where somebody writes for another person. */
  readonly labelForOther?: string;
  readonly hint?: string;
  /** What a language calls itself, with its tag (BCP 47); it stands before the label. */
  readonly ownName?: { readonly tag: string; readonly name: string };
}

/** Texts of one field: its label (or legend), its hint, and what to do about each kind of mistake. */
export interface FieldWords {
  readonly label: string;
  /** The same where somebody writes for another person. */
  readonly labelForOther?: string;
  readonly hint?: string;
  readonly errors: Readonly<Record<string, string>>;
  /** Those of them that differ where somebody writes for another person whom the club is to contact. */
  readonly errorsForOther?: Readonly<Record<string, string>>;
}

/** The same of a field with a choice, by the values it offers. */
export interface ChoiceFieldWords extends FieldWords {
  readonly choices: Readonly<Record<string, ChoiceWords>>;
}

/** A page for an answer that is not the one asked for. */
export interface ProblemWords {
  readonly title: string;
  readonly text: string;
}

export const problemStatuses = [400, 404, 405, 408, 410, 413, 415, 421, 429, 431, 500, 503] as const;
export type ProblemStatus = (typeof problemStatuses)[number];

/** One kind of alarm, as whoever looks after the site reads it. */
export interface AlarmWords {
  /** For the subject. */
  readonly title: string;
  readonly happened: string;
  /** What to do first. */
  readonly first: string;
  /** Typed in the folder of the program. */
  readonly command: string;
}

/** What the digest tells; numbers only. */
export interface DigestNumbers {
  /** From when to when the new ones are counted. */
  readonly from: Date;
  readonly to: Date;
  readonly fresh: number;
  readonly waiting: number;
  readonly oldestWaitingSince?: Date;
  readonly parked: number;
  /** Accepted, but not in the store yet; absent when it is not known. */
  readonly spooled?: number;
}

/** The shape of one language's words: another language has the same keys, and functions that take the same. */
export type Widened<Value> = Value extends string
  ? string
  : Value extends (...values: infer Values) => infer Result
    ? (...values: Values) => Widened<Result>
    : { readonly [Key in keyof Value]: Widened<Value[Key]> };
