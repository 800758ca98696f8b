/** What an editor types or chooses into one control, by the control's name (`wyjatki.2.od`); the last of one name counts. */
export type Posted = ReadonlyMap<string, string>;

interface Common {
  /** Where the field stands in its file, which is the name it is posted under: `wyjatki.2.od`. */
  readonly name: string;
  /** In Polish, without a full stop. */
  readonly label: string;
  /** What to write, in Polish; nothing where the label says it all. */
  readonly hint: string;
  /** Whether the check refuses it empty. */
  readonly required: boolean;
  /** Whether an empty one stands on the launch checklist. */
  readonly forStaff: boolean;
}

/**
 * One control with a text. `lines` holds one entry a line, `amount` złote with grosze (`9,50`), `date` `RRRR-MM-DD`
 * (what `readDay` knows is taken too), `telephone` and `web-address` are put into the usual spelling when read.
 */
export interface TextField extends Common {
  readonly kind:
    | 'text'
    | 'long-text'
    | 'date'
    | 'amount'
    | 'number'
    | 'telephone'
    | 'email'
    | 'web-address'
    | 'lines';
  readonly value: string;
  readonly maxLength: number;
}

/** Posted as `tak` or `nie`; left out it stays as it is, so a page puts a hidden `nie` before its checkbox. */
export interface YesNoField extends Common {
  readonly kind: 'yes-no';
  readonly value: boolean;
}

/** Posted as one of the values; `''` where nothing is chosen. */
export interface ChoiceField extends Common {
  readonly kind: 'choice';
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Times as `07:30`; what cannot be read as a time stays as it was typed, for the check to name. */
export interface SpanValue {
  readonly opens: string;
  readonly closes: string;
}

/**
 * Hours: `hours` is one span or none, posted as `NAME.od` and `NAME.do`. `day-hours` is a day of the week: besides
 * `NAME.zamkniete` (`tak` closes it, whatever the times), and `NAME.od2`, `NAME.do2` for what follows a break (up to 4).
 */
export interface HoursField extends Common {
  readonly kind: 'hours' | 'day-hours';
  readonly closed: boolean;
  readonly spans: readonly SpanValue[];
}

/** Fields under one heading; `by-language` holds one text a language, posted as `NAME.pl`. */
export interface GroupField extends Common {
  readonly kind: 'group' | 'by-language';
  readonly fields: readonly Field[];
}

/**
 * Entries one under another. An entry is taken out by `NAME.2.usun` = `tak`. A new one is posted under the names of
 * `blank`; one whose controls are all empty is none.
 */
export interface ListField extends Common {
  readonly kind: 'list';
  readonly items: readonly { readonly name: string; readonly title: string; readonly field: Field }[];
  readonly blank: Field;
}

export type Field = TextField | YesNoField | ChoiceField | HoursField | GroupField | ListField;

/** What stands in the way of taking a posted value at all; what the content check says of values comes later. */
export interface FieldFault {
  readonly name: string;
  readonly message: string;
}

export type FormReading =
  | { readonly kind: 'form'; readonly fields: readonly Field[] }
  /** The file cannot be read; `line` counts from 1. */
  | { readonly kind: 'unreadable'; readonly line: number; readonly message: string };

export type Edited =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] };
