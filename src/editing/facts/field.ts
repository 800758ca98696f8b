/** Posted values by the name of the control (`wyjatki.2.od`); when a name comes twice, the last value counts. */
export type Posted = ReadonlyMap<string, string>;

interface Common {
  /** The path of the field in its file, which is also its name in the form: `wyjatki.2.od`. */
  readonly name: string;
  /** In Polish, without a full stop. */
  readonly label: string;
  /** What to write, in Polish; empty when the label is enough. */
  readonly hint: string;
  /** Whether the content check refuses an empty value. */
  readonly required: boolean;
  /** Whether an empty value is on the launch checklist. */
  readonly forStaff: boolean;
}

/**
 * One text control. `lines` has one entry a line, `amount` złote with grosze (`9,50`), `date` `RRRR-MM-DD` (and the
 * spellings that `readDay` accepts), `telephone` and `web-address` are converted to the usual spelling when read.
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

/**
 * Posted as `tak` or `nie`; when it is not posted, the value does not change, so a page puts a hidden `nie` before
 * its checkbox.
 */
export interface YesNoField extends Common {
  readonly kind: 'yes-no';
  readonly value: boolean;
}

/** Posted as one of the values; `''` when nothing is chosen. */
export interface ChoiceField extends Common {
  readonly kind: 'choice';
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** Times as `07:30`; an invalid time stays as typed, and the content check reports it. */
export interface SpanValue {
  readonly opens: string;
  readonly closes: string;
}

/**
 * Hours: `hours` is one span or none, posted as `NAME.od` and `NAME.do`. `day-hours` is a day of the week: besides
 * `NAME.zamkniete` (`tak` closes it, whatever the times), and `NAME.od2`, `NAME.do2` for the spans after a break (up to
 * 4 spans).
 */
export interface HoursField extends Common {
  readonly kind: 'hours' | 'day-hours';
  readonly closed: boolean;
  readonly spans: readonly SpanValue[];
}

/** Fields under one heading; `by-language` holds one text for each language, posted as `NAME.pl`. */
export interface GroupField extends Common {
  readonly kind: 'group' | 'by-language';
  readonly fields: readonly Field[];
}

/**
 * A list of entries. `NAME.2.usun` = `tak` removes an entry. A new one is posted under the names of `blank`, and
 * ignored when all its controls are empty.
 */
export interface ListField extends Common {
  readonly kind: 'list';
  readonly items: readonly { readonly name: string; readonly title: string; readonly field: Field }[];
  readonly blank: Field;
}

export type Field = TextField | YesNoField | ChoiceField | HoursField | GroupField | ListField;

/** Why a posted value cannot be read; the content check runs later. */
export interface FieldFault {
  readonly name: string;
  readonly message: string;
}

export type FormReading =
  | { readonly kind: 'form'; readonly fields: readonly Field[] }
  /** The file cannot be parsed; `line` counts from 1. */
  | { readonly kind: 'unreadable'; readonly line: number; readonly message: string };

export type Edited =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] };
