import { createHash } from 'node:crypto';
import { minute } from '../durations.ts';
import { errorCodeOf } from '../error-code.ts';
import type { Log } from '../log.ts';
import { readConfirmationAddress, sealConfirmation } from './form/confirmation-address.ts';
import { createTokens } from './form/form-token.ts';
import type { Intake, Outcome, PageContext } from './form/outcome.ts';
import { parseEnquiry } from './form/parse.ts';
import { deriveKey, keyedBytes, keyedHash } from './form/signing.ts';
import { encodePayload, fingerprint } from './payload.ts';
import { judgeClock } from './progress/notices.ts';
import type { AnswerTime } from './progress/promise.ts';
import { createReference } from './reference.ts';
import { type Channel, type Enquiry, type FormFields, tokenField } from './schema.ts';
import type { Sealer } from './sealing.ts';
import type { AddResult, FrozenPromise, IntakeStore, NewEnquiry } from './store/store.ts';

/** How long a suspect enquiry waits, so that a flood of them is not sent before people's enquiries. */
export const suspectDelayMilliseconds = 15 * minute;

const referenceTries = 5;

export interface IntakeParts {
  readonly store: IntakeStore;
  readonly sealer: Sealer;
  /** The form's secret; every web process has the same. */
  readonly secret: Uint8Array;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  /** Right-hand side of every `Message-ID`: the host of `SITE_URL`. */
  readonly messageIdDomain: string;
  /** Gives the working time of the club and its promise, as of now. */
  readonly answerTime: () => AnswerTime;
}

/** Computes the deadline of the promise as the content has it now, and when the reminder clock first has to act. */
function freezePromise(
  time: AnswerTime,
  reference: string,
  receivedAt: Date,
  channel: Channel,
): FrozenPromise {
  const promise = { ...time.promiseAt(receivedAt), visit: channel === 'visit' };
  const stored = { reference, receivedAt, ...promise, state: 'none', events: [], noticed: [] } as const;
  return { ...promise, lookAt: judgeClock(stored, time, receivedAt).lookAt ?? promise.answerBy };
}

/** An enquiry ready to be stored, under a reference that may already be used. */
interface Prepared {
  readonly enquiry: NewEnquiry;
  /** @returns the same enquiry under its next reference */
  next(): Promise<Prepared>;
}

/**
 * A keyed hash of the content, which cannot be tried by guessing: its key is the form's idempotency key, of which the
 * store has only a hash.
 */
const fingerprintOf = (secret: Uint8Array, idempotencyKey: string, enquiry: Enquiry): Uint8Array =>
  fingerprint(keyedHash(secret, idempotencyKey), enquiry);

const hashOf = (idempotencyKey: string): Uint8Array => createHash('sha256').update(idempotencyKey).digest();

/** @returns the intake that gets submitted forms */
export function createIntake(parts: IntakeParts): Intake {
  const { store, clock, random, log } = parts;
  const tokens = createTokens({ key: deriveKey(parts.secret, 'form-token'), clock, random });
  const confirmationKey = deriveKey(parts.secret, 'confirmation');
  const fingerprintKey = deriveKey(parts.secret, 'content-fingerprint');
  const nameKey = deriveKey(parts.secret, 'enquiry-name');

  /** Number of enquiries that will be stored in a moment. */
  let preparing = 0;

  /**
   * References are derived from the form's key, so that the same form gets the same reference wherever it is stored:
   * in the store, in the spool, or in a new store after damage.
   */
  async function prepare(
    enquiry: Enquiry,
    page: PageContext,
    suspect: boolean,
    idempotencyKey: string,
  ): Promise<Prepared> {
    const receivedAt = clock();
    const keyHash = hashOf(idempotencyKey);
    const bytes = keyedBytes(nameKey, keyHash);
    const withNextReference = async (): Promise<Prepared> => {
      const reference = createReference(bytes);
      const content = encodePayload({
        enquiry,
        topicName: page.topicNames[enquiry.topic],
        pageLanguage: page.pageLanguage,
        reference,
      });
      return {
        enquiry: {
          reference,
          keyHash,
          contentHash: fingerprintOf(fingerprintKey, idempotencyKey, enquiry),
          topic: enquiry.topic,
          receivedAt,
          suspect,
          messageId: `<${Buffer.from(keyedHash(nameKey, idempotencyKey)).toString('hex', 0, 16)}@${parts.messageIdDomain}>`,
          content: await parts.sealer.seal(content),
          firstAttemptAt: new Date(receivedAt.getTime() + (suspect ? suspectDelayMilliseconds : 0)),
          promise: freezePromise(parts.answerTime(), reference, receivedAt, enquiry.channel),
        },
        next: withNextReference,
      };
    };
    return withNextReference();
  }

  /** Stores under the form's reference, or under its next one when that is already used. */
  async function add(
    prepared: Prepared,
  ): Promise<{ readonly result: AddResult; readonly tried: NewEnquiry }> {
    let { enquiry: tried, next } = prepared;
    let result = await store.add(tried, preparing > 0);
    for (let tries = 1; result.kind === 'reference-taken' && tries < referenceTries; tries += 1) {
      ({ enquiry: tried, next } = await next());
      result = await store.add(tried);
    }
    return { result, tried };
  }

  const accepted = (reference: string, receivedAt: Date, channel: Channel): Outcome => ({
    kind: 'accepted',
    reference,
    confirmation: sealConfirmation(confirmationKey, { reference, receivedAt, channel }),
  });

  async function keep(prepared: Prepared, channel: Channel, token: string): Promise<Outcome> {
    const { result, tried } = await add(prepared);
    switch (result.kind) {
      case 'added':
        log('info', 'enquiry-stored', {
          reference: tried.reference,
          state: tried.suspect ? 'suspect' : 'waiting',
        });
        return accepted(tried.reference, tried.receivedAt, channel);
      case 'already-stored':
        return accepted(result.reference, result.receivedAt, channel);
      case 'conflict':
        return { kind: 'conflict', reference: result.reference, token: tokens.issue() };
      case 'reference-taken':
        log('error', 'enquiry-not-stored', { cause: 'reference-taken' });
        return { kind: 'unavailable', token };
    }
  }

  function tokenFor(fields?: FormFields): string {
    const submitted = fields?.get(tokenField)?.[0];
    return submitted !== undefined && tokens.read(submitted).kind === 'valid' ? submitted : tokens.issue();
  }

  return {
    issueToken: tokenFor,
    issueSentBackToken: (fields) => tokens.issueSentBack(fields.get(tokenField)?.[0]),
    wasSentBack(fields) {
      const reading = tokens.read(fields.get(tokenField)?.[0]);
      return reading.kind === 'valid' && reading.sentBack;
    },
    async receive(fields, page, manner): Promise<Outcome> {
      const submitted = fields.get(tokenField)?.[0];
      const reading = tokens.read(submitted);
      // A valid token stays with the form through every correction: because of its key, a second press stores nothing
      // twice.
      const token = tokenFor(fields);
      const parsed = parseEnquiry(fields);
      if (parsed.kind === 'invalid') return { kind: 'invalid', errors: parsed.errors, token };
      const { channel } = parsed.enquiry;
      const suspect = parsed.honeypotFilled || manner === 'suspect';
      try {
        if (reading.kind === 'expired') {
          const earlier = await store.lookUp(
            hashOf(reading.key),
            fingerprintOf(fingerprintKey, reading.key, parsed.enquiry),
          );
          if (earlier?.kind === 'already-stored')
            return accepted(earlier.reference, earlier.receivedAt, channel);
        }
        if (reading.kind !== 'valid') return { kind: 'token-refused', token };
        preparing += 1;
        const prepared = await prepare(parsed.enquiry, page, suspect, reading.key).finally(() => {
          preparing -= 1;
        });
        return await keep(prepared, channel, token);
      } catch (error) {
        log('error', 'enquiry-not-stored', { cause: errorCodeOf(error) });
        return { kind: 'unavailable', token };
      }
    },
    readConfirmation: (address) => readConfirmationAddress(confirmationKey, address),
  };
}
