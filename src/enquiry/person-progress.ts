import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import { type AdditionPayload, encodeAddition } from './addition.ts';
import { createTokens } from './form/form-token.ts';
import { readPhone } from './form/parse.ts';
import { deriveKey, keyedHash } from './form/signing.ts';
import { createCodes } from './progress/code.ts';
import { standingSteps } from './progress/steps.ts';
import { readReference } from './reference.ts';
import type { FieldErrorCode } from './schema.ts';
import type { Sealer } from './sealing.ts';
import type { AdditionKind, NewAddition, Progress, ProgressStore } from './store/progress-store.ts';

/** Everything that the person's page `/zgloszenie/stan/` may show: dates, and nothing that was typed. */
export interface PersonView {
  /** The reference that the person was told. */
  readonly reference: string;
  readonly receivedAt: Date;
  /** When a mail server took it for the club's mailbox. */
  readonly deliveredAt?: Date;
  /** It could not be delivered, and is not tried any more. */
  readonly stuck: boolean;
  /** When a person took it up. */
  readonly takenAt?: Date;
  /** When staff tried to reach the person, each time. */
  readonly triedAt: readonly Date[];
  readonly contactedAt?: Date;
  readonly closedAt?: Date;
  /** The end of the promise; undefined: nothing was promised. */
  readonly promisedUntil?: Date;
  /** The promise is broken: until its end nobody had spoken to the person, or tried to. */
  readonly overdue: boolean;
  readonly withdrawnAt?: Date;
  readonly nobodyCalledAt?: Date;
}

/** One of the three things a person may add. `phone` is as typed. */
export type PersonAction =
  | { readonly kind: 'phone'; readonly phone: string; readonly token?: string }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'nobody-called' };

/**
 * `added`: stored, and staff get it as a mail. `already`: it was stored by an earlier press. `too-many`: five new
 * numbers are stored already. `invalid`: the number has to be corrected.
 */
export type PersonOutcome =
  | { readonly kind: 'added' | 'already' | 'too-many'; readonly view: PersonView }
  | { readonly kind: 'invalid'; readonly error: FieldErrorCode; readonly view: PersonView };

/**
 * What a person can do with their reference and code. Each promise rejects when the store does not answer: then
 * nothing was added, and the page says so and shows the telephone number.
 */
export interface PersonProgress {
  /** @returns the code for the confirmation, such as `XT7-K4M` */
  codeOf(confirmation: { readonly reference: string; readonly receivedAt: Date }): string;
  /** @returns a token for a hidden field of the form for a new number: two presses of one form add one number once */
  issueToken(): string;
  /**
   * Both as typed: in upper or lower case, with or without hyphens and spaces, Cyrillic look-alikes as Latin.
   *
   * @returns undefined when they are wrong, unknown or erased, without any difference
   */
  read(typedReference: string, typedCode: string): Promise<PersonView | undefined>;
  /** Adds to the enquiry. @returns undefined as `read` does */
  add(typedReference: string, typedCode: string, action: PersonAction): Promise<PersonOutcome | undefined>;
}

function viewOf(progress: Progress, now: Date): PersonView {
  const {
    toldReference,
    receivedAt,
    deliveredAt,
    answerBy,
    promised,
    visit,
    state,
    withdrawnAt,
    nobodyCalledAt,
  } = progress;
  const steps = standingSteps(progress.events);
  const firstOf = (...wanted: readonly string[]) => steps.find(({ step }) => wanted.includes(step))?.at;
  const takenAt = steps[0]?.at;
  // After „nobody called”, earlier steps may be noted again.
  const contactedAt = state === 'contacted' || state === 'closed' ? firstOf('contacted') : undefined;
  const closedAt = state === 'closed' ? firstOf('closed') : undefined;
  const promisedUntil = promised ? answerBy : undefined;
  const cameInTime = (by: Date) => steps.some(({ step, at }) => step !== 'taken' && at <= by);
  return {
    reference: toldReference,
    receivedAt,
    ...(deliveredAt === undefined ? {} : { deliveredAt }),
    stuck: progress.parked,
    ...(takenAt === undefined ? {} : { takenAt }),
    triedAt: steps.filter(({ step }) => step === 'tried').map(({ at }) => at),
    ...(contactedAt === undefined ? {} : { contactedAt }),
    ...(closedAt === undefined ? {} : { closedAt }),
    ...(promisedUntil === undefined ? {} : { promisedUntil }),
    overdue:
      promisedUntil !== undefined &&
      promisedUntil <= now &&
      !visit &&
      withdrawnAt === undefined &&
      !cameInTime(promisedUntil),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    ...(nobodyCalledAt === undefined ? {} : { nobodyCalledAt }),
  };
}

/** A dummy enquiry, so that an unknown reference takes as long to check as a known one. */
const nobody = { reference: 'KIS-333-333', receivedAt: new Date(0) };

interface PersonProgressParts {
  readonly store: ProgressStore;
  readonly sealer: Sealer;
  /** The form's secret; every process has the same. */
  readonly secret: Uint8Array;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  /** The label before a code on the pages, in each language. */
  readonly codeLabels: readonly string[];
  /** Right-hand side of every `Message-ID`: the host of `SITE_URL`. */
  readonly messageIdDomain: string;
}

/** @returns what the person's page reads and adds, over a store whose contents only the courier can open */
export function createPersonProgress(parts: PersonProgressParts): PersonProgress {
  const { store, sealer, secret, clock, random, log } = parts;
  const codes = createCodes(secret, parts.codeLabels);
  const tokens = createTokens({ key: deriveKey(secret, 'addition-token'), clock, random });
  const key = deriveKey(secret, 'addition');

  /** Two people may have been told the same reference; their codes differ. */
  async function find(typedReference: string, typedCode: string): Promise<Progress | undefined> {
    const reference = readReference(typedReference);
    const told = await store.toldAs(reference ?? nobody.reference);
    const mine = told.filter((one) =>
      codes.isOf({ reference: one.toldReference, receivedAt: one.receivedAt }, typedCode),
    );
    if (told.length === 0) codes.isOf(nobody, typedCode);
    return reference === undefined ? undefined : mine[0];
  }

  /**
   * Additions that can exist only once have a key derived from their enquiry; a number has one derived from its form
   * and the number: a person who goes back and corrects it sends another one with the same form.
   */
  function seedOf({ reference }: Progress, action: PersonAction, { phone }: AdditionPayload): string {
    if (action.kind !== 'phone') return `${reference} ${action.kind}`;
    const reading = tokens.read(action.token);
    const form = reading.kind === 'valid' ? reading.key : Buffer.from(random(16)).toString('hex');
    return `${reference} phone ${form} ${JSON.stringify(phone)}`;
  }

  async function write(
    progress: Progress,
    action: PersonAction,
    payload: AdditionPayload,
  ): Promise<NewAddition> {
    const { reference: about, topic } = progress;
    const receivedAt = clock();
    const keyHash = createHash('sha256')
      .update(keyedHash(key, seedOf(progress, action, payload)))
      .digest();
    const name = Buffer.from(keyHash).toString('hex');
    const suffix: Readonly<Record<AdditionKind, string>> = {
      phone: `phone-${name.slice(0, 8)}`,
      withdraw: 'withdraw',
      'nobody-called': 'nobody-called',
    };
    return {
      kind: action.kind,
      about,
      reference: `${about}.${suffix[action.kind]}`,
      keyHash,
      contentHash: new Uint8Array(0),
      topic,
      receivedAt,
      messageId: `<${name.slice(8, 40)}@${parts.messageIdDomain}>`,
      content: await sealer.seal(encodeAddition(payload)),
      firstAttemptAt: receivedAt,
    };
  }

  async function addTo(progress: Progress, action: PersonAction): Promise<PersonOutcome> {
    const view = () => viewOf(progress, clock());
    const phone = action.kind === 'phone' ? readPhone(action.phone) : { value: undefined };
    if ('error' in phone) return { kind: 'invalid', error: phone.error, view: view() };
    if (action.kind === 'phone' && phone.value === undefined)
      return { kind: 'invalid', error: 'missing', view: view() };
    const payload = { kind: action.kind, ...(phone.value === undefined ? {} : { phone: phone.value }) };
    const addition = await write(progress, action, payload);
    const result = await store.addTo(addition);
    const after = await store.progress(progress.reference);
    // The enquiry was erased meanwhile.
    if (result === 'unknown' || after === undefined)
      throw Object.assign(new Error('the enquiry is gone'), { code: 'ENQUIRY_GONE' });
    if (result === 'added')
      log('info', 'addition-stored', { reference: progress.reference, state: action.kind });
    return { kind: result, view: viewOf(after, clock()) };
  }

  return {
    codeOf: codes.of,
    issueToken: () => tokens.issue(),
    async read(...typed) {
      const progress = await find(...typed);
      return progress && viewOf(progress, clock());
    },
    async add(typedReference, typedCode, action) {
      const progress = await find(typedReference, typedCode);
      return progress && addTo(progress, action);
    },
  };
}
