import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { FormState, Intake, PageContext, SubmissionProblem } from '../enquiry/form/outcome.ts';
import { type FormFields, repeatableFields, switchField, tokenField } from '../enquiry/schema.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { isCrossSite } from '../http/cross-site.ts';
import type { Admission, RateLimit } from '../http/rate-limit.ts';
import { type FormReading, readForm } from '../http/read-form.ts';
import { confirmationPath } from './paths.ts';

/** What a POST of the form has become, before any page is rendered. */
export type PostResult =
  /** Stored. `location`: the address of the confirmation. */
  | { readonly kind: 'accepted'; readonly location: string }
  /** Nothing was judged: the form as it was filled in, to be shown in the language `to`, if the site has it. */
  | {
      readonly kind: 'to-language';
      readonly to: string;
      readonly form: FormState;
      readonly whole: boolean;
    }
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

/**
 * Begins at once: what comes before a body is read is kept piece by piece, and costs hundreds of times its size.
 *
 * @returns what the form's body holds; undefined when the client went away
 */
export const readEnquiryForm = (request: IncomingMessage): Promise<FormReading | undefined> =>
  readForm(request, repeatableFields);

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

  function admit({ headersDistinct, socket }: IncomingMessage, fields: FormFields): Promise<Admission> {
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
        const token =
          problem === 'cross-site' ? intake.issueSentBackToken(fields) : intake.issueToken(fields);
        // The token of the page with 429 is the one that lets its next POST through.
        if (problem === 'too-many') rateLimit.offerSecondStep(token);
        return { kind: 'not-accepted', form: { token, submission: { fields, problem } }, whole };
      };
      const to = fields.get(switchField)?.[0] ?? '';
      if (to !== '' && reading.problem === undefined) {
        return {
          kind: 'to-language',
          to,
          form: { token: intake.issueToken(fields), submission: { fields } },
          whole,
        };
      }
      if (comesFromElsewhere(request, origins) && !isPressedAgain(request, fields))
        return refuse('cross-site');
      if (reading.problem !== undefined) return refuse(reading.problem);
      const admission = await admit(request, fields);
      if (admission === 'one-more-step') return refuse('too-many');
      const outcome = await intake.receive(fields, pageOf(prefix), admission);
      if (outcome.kind === 'accepted')
        return { kind: 'accepted', location: `${prefix}${confirmationPath}?z=${outcome.confirmation}` };
      return {
        kind: 'not-accepted',
        form: { token: outcome.token, submission: { fields }, refusal: outcome },
        whole,
      };
    },
  };
}
