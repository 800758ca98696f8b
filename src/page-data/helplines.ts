import { type Day, isOverdue } from '../hours/days.ts';
import type { Site } from '../site.ts';

type Helpline = Site['facts']['helplines'][number];

/** A number to call at once, as a page shows it. */
export interface ShownHelpline {
  readonly number: string;
  /** For `href`; short numbers have no country in front. */
  readonly address: string;
  readonly helps: Helpline['helps'];
  readonly hours: Helpline['hours'];
  readonly months: Helpline['months'];
  /** When it was last checked, told once the check is due again; such a number stays. */
  readonly checkedOn: Day | undefined;
}

/** @returns whether a day lies in a season, which may go over the end of the year. */
function isWithin({ first, last }: NonNullable<Helpline['months']>, day: Day): boolean {
  const month = Number(day.slice(5, 7));
  return first <= last ? first <= month && month <= last : first <= month || month <= last;
}

/** @returns the numbers that somebody answers on the site's day. */
export const helplinesOf = ({ facts, today }: Site): ShownHelpline[] =>
  facts.helplines
    .filter(({ months }) => months === null || isWithin(months, today))
    .map((line) => ({
      number: line.number,
      address: `tel:${line.number.replaceAll(' ', '')}`,
      helps: line.helps,
      hours: line.hours,
      months: line.months,
      checkedOn: isOverdue(line.checkBy, today) ? line.checkedOn : undefined,
    }));
