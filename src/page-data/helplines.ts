import { type Day, isOverdue } from '../hours/days.ts';
import type { Site } from '../site.ts';

type Helpline = Site['facts']['helplines'][number];

/** A helpline as a page shows it. */
export interface ShownHelpline {
  readonly number: string;
  /** For `href`; short numbers have no country code. */
  readonly address: string;
  readonly helps: Helpline['helps'];
  readonly hours: Helpline['hours'];
  readonly months: Helpline['months'];
  /** When it was last checked; only set when the check is overdue. The number is still shown. */
  readonly checkedOn: Day | undefined;
}

/** @returns whether a day is in a range of months, which may go over the end of the year */
function isWithin({ first, last }: NonNullable<Helpline['months']>, day: Day): boolean {
  const month = Number(day.slice(5, 7));
  return first <= last ? first <= month && month <= last : first <= month || month <= last;
}

/** @returns the helplines that are open in the month of the site's day */
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
