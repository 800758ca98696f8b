import type { Findings } from './outage/findings.ts';
import { checkMailAway } from './outage/mail-away.ts';
import { checkMailboxes } from './outage/mailboxes.ts';
import { checkPoison } from './outage/poison.ts';
import type { FaultReport } from './report.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the route never rests',
  'all at once after the outage',
  'tries burnt while nobody answers',
  '552 5.2.2 taken as final',
  'the fallback ignored',
];

/**
 * Enquiries that crash the courier, days without a mail server, faulty mailboxes; on a simulated clock, with the real
 * store, courier and delivery.
 *
 * @param options.full with the documented numbers: 1,000 enquiries with poison, 5,000 waiting for 72 hours
 */
export async function checkOutage({ full }: { full: boolean }): Promise<FaultReport> {
  const parts: readonly (readonly [string, Findings])[] = [
    ['poison', await checkPoison(full ? 1_000 : 300)],
    ['mail away', await checkMailAway(full ? 5_000 : 400, full ? 72 : 12)],
    ['mailboxes', await checkMailboxes()],
  ];
  return {
    name: 'outage',
    figures: Object.fromEntries(
      parts.flatMap(([part, { figures }]) =>
        Object.entries(figures).map(([name, figure]) => [`${part}: ${name}`, figure]),
      ),
    ),
    failures: parts.flatMap(([part, { failures }]) => failures.map((failure) => `${part}: ${failure}`)),
  };
}
