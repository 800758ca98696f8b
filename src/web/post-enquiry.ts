import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { FormState, Intake, PageContext, SubmissionProblem } from '../enquiry/form/outcome.ts';
import { type FormFields, repeatableFields, switchField, tokenField } from '../enquiry/schema.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { isCrossSite } from '../http/cross-site.ts';
import type { Admission, RateLimit } from '../http/rate-limit.ts';
import { type FormReading, readForm } from '../http/read-form.ts';
import { confirmationPath } from '../paths.ts';

/** The result of a POST of the form, before any page is rendered. */
export type PostResult =
  /** Stored. `location`: the address of the confirmation. */
  | { readonly kind: 'accepted'; readonly location: string }
  /**
   * The person changed the language, and nothing was judged: the form is shown with its values in the language
   * `to`, if the site has it.
   */
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
  /** @returns the values of an empty form page */
  emptyForm(): FormState;
  /**
   * @param reading the parsed body
   * @param from.origins the origins of our own forms
   * @param from.prefix the language prefix of the form's address: empty, or `/uk`
   */
  take(
    request: IncomingMessage,
    reading: FormReading,
    from: { readonly origins: readonly string[]; readonly prefix: string },
  ): Promise<PostResult>;
}

/**
 * Starts reading at once: Node buffers unread chunks one by one, which takes hundreds of times their size.
 *
 * @returns the parsed body; undefined when the client disconnected
 */
export const readEnquiryForm = (request: IncomingMessage): Promise<FormReading | undefined> =>
  readForm(request, repeatableFields);

/** @param parts.pageOf gives what an enquiry stores about the page with this prefix */
export function createPostEnquiry(parts: {
  intake: Intake;
  rateLimit: RateLimit;
  trustedProxies: BlockList;
  pageOf: (prefix: string) => PageContext;
}): PostEnquiry {
  const { intake, rateLimit, trustedProxies, pageOf } = parts;

  /**
   * A browser that hides the origin of a form (RFC 6454 7.3), by a setting or an extension, always hides it, so
   * pressing again, as the page of the 403 asks, must work. Only a form on that page has this token.
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
      // Stops reading from the socket.
      if (!whole) request.socket.pause();
      const refuse = (problem: SubmissionProblem): PostResult => {
        const token =
          problem === 'cross-site' ? intake.issueSentBackToken(fields) : intake.issueToken(fields);
        // With the token of the 429 page the next POST is accepted.
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
