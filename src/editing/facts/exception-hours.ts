import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../hours/days.ts';
import { misnamed } from '../../hours/misnamed.ts';
import { spansInWords } from '../../page-data/texts.ts';
import { capital } from '../../text.ts';
import { words } from '../../words/index.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { onDays } from '../changes/value-words.ts';
import { exceptionsIn, weekIn } from './hours-texts.ts';

/**
 * Hours of single days that are not what they are called: „krócej” from six to eight in the evening.
 *
 * @param typed the text of `fakty/przerwy.yaml` as somebody wants it; @param published as it is on the site: what stands
 *   there already is not asked about; @param hours the text of `fakty/godziny.yaml`
 * @returns what is wrong, by the number of the entry: with its hours, or with its days
 */
export function misnamedEntries(
  typed: string,
  published: string,
  hours: string,
  today: Day,
): { readonly index: number; readonly field: 'godziny' | 'od'; readonly message: string }[] {
  const week = weekIn(hours);
  if (week === undefined) return [];
  const known = exceptionsIn(published) ?? [];
  return (exceptionsIn(typed) ?? []).flatMap((one, index) => {
    const found = known.some((other) => isDeepStrictEqual(one, other)) ? undefined : misnamed(one, week);
    if (found === undefined || !('span' in one)) return [];
    const message = plEditing.close.misnamed[found.fault](
      capital(onDays(found.day, found.day, today)),
      found.ordinary.length === 0 ? '' : spansInWords(found.ordinary, words.pl),
      spansInWords([one.span], words.pl),
    );
    return [
      { index, field: found.fault === 'closed-anyway' ? ('od' as const) : ('godziny' as const), message },
    ];
  });
}
