import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import type { Reception, Submission } from '../enquiry/form/outcome.ts';
import { tokenField } from '../enquiry/schema.ts';
import { clientAddress, clientPrefix } from '../http/client-address.ts';
import { isCrossSite } from '../http/cross-site.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { readForm } from '../http/read-form.ts';

/** Prepares what the form's page is rendered with. */
export interface FormDesk {
  /** @returns the parts for a page that nothing was sent to */
  open(): App.Locals;
  /**
   * Reads and judges a POST.
   *
   * @param origins where our own forms come from
   * @returns undefined when the client went away; `whole` as in `FormReading`
   */
  take(
    request: IncomingMessage,
    origins: readonly string[],
  ): Promise<{ readonly locals: App.Locals; readonly whole: boolean } | undefined>;
}

export function createFormDesk(parts: {
  reception: Reception;
  rateLimit: RateLimit;
  trustedProxies: BlockList;
  clock: () => Date;
}): FormDesk {
  const { reception, rateLimit, trustedProxies, clock } = parts;

  async function judge(
    request: IncomingMessage,
    submission: Submission,
    origins: readonly string[],
  ): Promise<Submission> {
    const { headers, socket } = request;
    const fetchSite = headers['sec-fetch-site'];
    const { fields } = submission;
    if (isCrossSite({ origin: headers.origin, fetchSite }, origins)) return { fields, problem: 'cross-site' };
    if (submission.problem !== undefined) return submission;
    const address = clientAddress(
      socket.remoteAddress ?? '',
      request.headersDistinct['x-forwarded-for']?.join(','),
      trustedProxies,
    );
    const admitted = await rateLimit.admit(clientPrefix(address), fields.get(tokenField)?.[0]);
    return admitted ? submission : { fields, problem: 'too-many' };
  }

  /** The token that the page with 429 gets is the one that lets its next POST through. */
  const offeringSecondStep: Reception = {
    ...reception,
    issueToken(fields) {
      const token = reception.issueToken(fields);
      rateLimit.offerSecondStep(token);
      return token;
    },
  };

  return {
    open: () => ({ reception, clock }),
    async take(request, origins) {
      const reading = await readForm(request);
      if (reading === undefined) return undefined;
      // Nothing more is taken off the wire than is wanted.
      if (!reading.whole) request.socket.pause();
      const submission = await judge(request, reading.submission, origins);
      const counter = submission.problem === 'too-many' ? offeringSecondStep : reception;
      return { locals: { reception: counter, clock, submission }, whole: reading.whole };
    },
  };
}
