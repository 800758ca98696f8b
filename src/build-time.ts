/**
 * The moment that static pages are built for: what they show as current is current then.
 *
 * @param environment for example `process.env`; `SOURCE_DATE_EPOCH` (seconds, as reproducible builds use it)
 * sets the moment
 * @param clock gives the moment otherwise
 */
export function buildTime(
  environment: Readonly<Record<string, string | undefined>>,
  clock: () => Date = () => new Date(),
): Date {
  const epoch = Number(environment['SOURCE_DATE_EPOCH'] || Number.NaN);
  return Number.isNaN(epoch) ? clock() : new Date(epoch * 1000);
}
