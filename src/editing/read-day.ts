const between = '[.\\s/–-]{1,3}';
const dayFirst = new RegExp(`^(\\d{1,2})${between}(\\d{1,2})${between}(\\d{4})(?: ?r\\.?| roku)?$`);
const yearFirst = new RegExp(`^(\\d{4})${between}(\\d{1,2})${between}(\\d{1,2})$`);

/**
 * Where a browser has no field for dates, people write days their own way: `24.12.2026`, `24-12-2026`, `24/12/2026 r.`
 *
 * @param typed into any form
 * @returns the day as `RRRR-MM-DD`, which may be none of the calendar: `31.02.2027`; what has another form as it is
 */
export function readDay(typed: string): string {
  const text = typed.trim();
  const [year, month, day] =
    yearFirst.exec(text)?.slice(1) ?? dayFirst.exec(text)?.slice(1).toReversed() ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
}
