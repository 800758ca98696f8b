import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { FormState, Intake, PageContext, SubmissionProblem } from '../enquiry/form/outcome.ts';
import { tokenField } from '../enquiry/schema.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { isCrossSite } from '../http/cross-site.ts';
import type { Admission, RateLimit } from '../http/rate-limit.ts';
import type { FormReading } from '../http/read-form.ts';
import type { Fields } from '../http/urlencoded.ts';
import { confirmationPath } from './paths.ts';

/** What a POST of the form has become, before any page is rendered. */
export type PostResult =
  /** Stored. `location`: the address of the confirmation. */
  | { readonly kind: 'accepted'; readonly location: string }
  /** `whole`: as in `FormReading`. */
  | { readonly kind: 'not-accepted'; readonly form: FormState; readonly whole: boolean };

/** Reads, judges and stores what the form sends. */
export interface PostEnquiry {
  /** @returns what a page is drawn from that nothing was sent to */
  emptyForm(): FormState;
  /**
   * @param reading what the form's body holds
   * @param from.origins where our own forms come from
   * @param from.prefix of the form's address: nothing, or `/uk`
   */
  take(
    request: IncomingMessage,
    reading: FormReading,
    from: { readonly origins: readonly string[]; readonly prefix: string },
  ): Promise<PostResult>;
}

/** @param parts.pageOf what an enquiry carries of the page with this prefix */
export function createPostEnquiry(parts: {
  intake: Intake;
  rateLimit: RateLimit;
  trustedProxies: BlockList;
  pageOf: (prefix: string) => PageContext;
}): PostEnquiry {
  const { intake, rateLimit, trustedProxies, pageOf } = parts;

  function admit({ headersDistinct, socket }: IncomingMessage, fields: Fields): Promise<Admission> {
    const address = clientAddress(
      socket.remoteAddress ?? '',
      headersDistinct['x-forwarded-for']?.join(','),
      trustedProxies,
    );
    return rateLimit.admit(clientPrefix(address), fields.get(tokenField)?.[0]);
  }

  const comesFromElsewhere = ({ headers }: IncomingMessage, origins: readonly string[]) =>
    isCrossSite({ origin: headers.origin, fetchSite: headers['sec-fetch-site'] }, origins);

  return {
    emptyForm: () => ({ token: intake.issueToken() }),
    async take(request, reading, { origins, prefix }) {
      const { fields, whole } = reading;
      // Nothing more is taken off the wire than is wanted.
      if (!whole) request.socket.pause();
      const refuse = (problem: SubmissionProblem): PostResult => {
        const token = intake.issueToken(fields);
        // The token of the page with 429 is the one that lets its next POST through.
        if (problem === 'too-many') rateLimit.offerSecondStep(token);
        return { kind: 'not-accepted', form: { token, submission: { fields, problem } }, whole };
      };
      if (comesFromElsewhere(request, origins)) return refuse('cross-site');
      if (reading.problem !== undefined) return refuse(reading.problem);
      const admission = await admit(request, fields);
      if (admission === 'one-more-step') return refuse('too-many');
      const outcome = await intake.receive(fields, pageOf(prefix), admission);
      if (outcome.kind === 'accepted')
        return { kind: 'accepted', location: `${prefix}${confirmationPath}?z=${outcome.confirmation}` };
      return { kind: 'not-accepted', form: { token: outcome.token, submission: { fields }, refusal: outcome }, whole };
    },
  };
}
