import type { FaultReport } from './report.ts';
import { type Behaviour, behaviours } from './support/mail-behaviours.ts';
import { runCase } from './support/mail-case.ts';
import { makeCertificates } from './support/mail-certificates.ts';
import type { Tls } from './support/mail-script.ts';
import { runSlowSends } from './support/mail-slow.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  '552 5.2.2 taken as final',
  'a drop after the final dot taken as delivered',
  'certificates not verified',
  'a new Message-ID for each try',
  'rubbish taken as a refusal',
];

const ways: readonly Tls[] = ['none', 'direct', 'upgrade'];

/** The short run alternates between the two ways of TLS. */
function waysOf({ over }: Behaviour, place: number, full: boolean): readonly Tls[] {
  const possible = over ?? ways;
  return full || possible.length < 3 ? possible : ['none', place % 2 === 0 ? 'direct' : 'upgrade'];
}

/**
 * All faults of a mail server, over plain connections and verified TLS: state, next try and alarm of the enquiry as
 * `threats.md` says, and in the end it has arrived, each time as the same mail.
 * Seen to fail on: 552 5.2.2 taken as final; a drop after the last dot taken as delivered; a new Message-ID at each
 * try; a certificate not verified; a reply that was not asked for taken as the answer to the mail; a reply without a
 * code taken as a refusal.
 *
 * @param options.full every behaviour over each way of TLS, and the slow ones again on the real clock (some 2 min)
 */
export async function checkMailFaults({ full }: { full: boolean }): Promise<FaultReport> {
  const certificates = await makeCertificates();
  const failures: string[] = [];
  let cases = 0;
  let attempts = 0;
  let longest = 0;
  const run = async (behaviour: Behaviour, tls: Tls, withFallback: boolean) => {
    const result = await runCase(behaviour, tls, certificates, withFallback);
    cases += 1;
    attempts += result.attempts;
    longest = Math.max(longest, result.longestMilliseconds);
    failures.push(...result.failures);
  };
  try {
    for (const [place, behaviour] of behaviours.entries()) {
      for (const tls of waysOf(behaviour, place, full)) await run(behaviour, tls, true);
      if (behaviour.expected === 'refused') await run(behaviour, 'none', false);
    }
    const slow = full ? await runSlowSends(certificates) : undefined;
    failures.push(...(slow?.failures ?? []));
    return {
      name: 'mail server behaviours',
      figures: {
        behaviours: behaviours.length,
        cases,
        attempts,
        longestAttemptSeconds: longest / 1_000,
        ...(slow === undefined
          ? {}
          : { longestRealSendSeconds: Math.round(slow.longestMilliseconds / 1_000) }),
      },
      failures,
    };
  } finally {
    certificates.forget();
  }
}
