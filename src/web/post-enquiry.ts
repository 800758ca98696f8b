import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { FormState, Intake, PageContext, Submission } from '../enquiry/form/outcome.ts';
import { type FormFields, repeatableFields, tokenField } from '../enquiry/schema.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { isCrossSite } from '../http/cross-site.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { readForm } from '../http/read-form.ts';
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
   * @param origins where our own forms come from
   * @param prefix of the form's address: nothing, or `/uk`
   * @returns undefined when the client went away
   */
  take(request: IncomingMessage, origins: readonly string[], prefix: string): Promise<PostResult | undefined>;
}

/** @param parts.pageOf what an enquiry carries of the page with this prefix */
export function createPostEnquiry(parts: {
  intake: Intake;
  rateLimit: RateLimit;
  trustedProxies: BlockList;
  pageOf: (prefix: string) => PageContext;
}): PostEnquiry {
  const { intake, rateLimit, trustedProxies, pageOf } = parts;

  /**
   * A browser that hides where a form comes from (RFC 6454 7.3), by a setting or an extension, hides it every time:
   * what the page of the 403 asks for must be possible. Only who read that page has its token.
   */
  const isPressedAgain = ({ headers }: IncomingMessage, fields: FormFields): boolean =>
    headers.origin === 'null' && headers['sec-fetch-site'] === undefined && intake.wasSentBack(fields);

  async function admit(
    request: IncomingMessage,
    { fields, problem }: Submission,
    origins: readonly string[],
  ): Promise<Submission> {
    const { headers, socket } = request;
    const fetchSite = headers['sec-fetch-site'];
    if (isCrossSite({ origin: headers.origin, fetchSite }, origins) && !isPressedAgain(request, fields))
      return { fields, problem: 'cross-site' };
    if (problem !== undefined) return { fields, problem };
    const address = clientAddress(
      socket.remoteAddress ?? '',
      request.headersDistinct['x-forwarded-for']?.join(','),
      trustedProxies,
    );
    const admitted = await rateLimit.admit(clientPrefix(address), fields.get(tokenField)?.[0]);
    return admitted ? { fields } : { fields, problem: 'too-many' };
  }

  return {
    emptyForm: () => ({ token: intake.issueToken() }),
    async take(request, origins, prefix) {
      const reading = await readForm(request, repeatableFields);
      if (reading === undefined) return undefined;
      const { whole } = reading;
      // Nothing more is taken off the wire than is wanted.
      if (!whole) request.socket.pause();
      const submission = await admit(request, reading, origins);
      if (submission.problem !== undefined) {
        const { fields, problem } = submission;
        const token =
          problem === 'cross-site' ? intake.issueSentBackToken(fields) : intake.issueToken(fields);
        // The token of the page with 429 is the one that lets its next POST through.
        if (problem === 'too-many') rateLimit.offerSecondStep(token);
        return { kind: 'not-accepted', form: { token, submission }, whole };
      }
      const outcome = await intake.receive(submission.fields, pageOf(prefix));
      if (outcome.kind === 'accepted')
        return { kind: 'accepted', location: `${prefix}${confirmationPath}?z=${outcome.confirmation}` };
      return { kind: 'not-accepted', form: { token: outcome.token, submission, refusal: outcome }, whole };
    },
  };
}
