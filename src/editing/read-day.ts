const between = '[.\\s/–-]{1,3}';
const dayFirst = new RegExp(`^(\\d{1,2})${between}(\\d{1,2})${between}(\\d{4})(?: ?r\\.?| roku)?$`);
const yearFirst = new RegExp(`^(\\d{4})${between}(\\d{1,2})${between}(\\d{1,2})$`);

/**
 * Reads a day in the spellings that people use in browsers without a date field: `24.12.2026`, `24-12-2026`,
 * `24/12/2026 r.`
 *
 * @param typed text from a form
 * @returns the day as `RRRR-MM-DD`, which may not exist: `31.02.2027`; text in any other form unchanged
 */
export function readDay(typed: string): string {
  const text = typed.trim();
  const [year, month, day] =
    yearFirst.exec(text)?.slice(1) ?? dayFirst.exec(text)?.slice(1).toReversed() ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
}
