type Weekdays = Readonly<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, string>>;

/** @returns the names of the days of a week in a language (BCP 47 tag), by ISO 8601 number: 1 is Monday */
export function weekdayNames(tag: string): Weekdays {
  const format = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
  // 5 January 1970 was a Monday.
  const name = (number: number): string => format.format(new Date(Date.UTC(1970, 0, 4 + number)));
  return { 1: name(1), 2: name(2), 3: name(3), 4: name(4), 5: name(5), 6: name(6), 7: name(7) };
}

/** @returns the name of a month, counted from 1, in the case that it has in a date of the language */
export const monthInDate = (tag: string, month: number): string =>
  new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone: 'UTC' })
    .formatToParts(new Date(Date.UTC(1970, month - 1, 1)))
    .find(({ type }) => type === 'month')?.value ?? '';

/**
 * @param forms of a word by the plural categories of the language (CLDR); `other` is the default
 * @returns a function that gives a whole number with the word in the right form: `5 днів`
 */
export function counted(
  tag: string,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string },
): (count: number) => string {
  const rules = new Intl.PluralRules(tag);
  return (count) => `${count} ${forms[rules.select(count)] ?? forms.other}`;
}

/** @returns a minute of the day in the usual notation, for example `7:30` */
export const timeWithColon = (minute: number): string =>
  `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
