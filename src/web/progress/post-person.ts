import type { IncomingMessage } from 'node:http';
import type { PersonAction, PersonProgress } from '../../enquiry/person-progress.ts';
import type { PersonPage } from '../../enquiry/progress-pages.ts';
import { type FormFields, tokenField } from '../../enquiry/schema.ts';
import { additionKinds } from '../../enquiry/store/progress-store.ts';
import { errorCodeOf } from '../../error-code.ts';
import type { FormReading } from '../../http/read-form.ts';
import type { SlowDown } from '../../http/slow-down.ts';
import type { Log } from '../../log.ts';
import { problemOf } from './own-form.ts';

/** Longest value of a field, in characters: far more than any of them needs. */
const longestField = 200;

const fieldNames = ['reference', 'code', 'action', 'phone', tokenField] as const;
type FieldName = (typeof fieldNames)[number];

/** Answers a person who asks for the state of their enquiry. */
export interface PostPerson {
  /**
   * @param clientOf tells where the request comes from
   * @param origins where our own forms come from
   * @returns the values of the page
   */
  answer(request: IncomingMessage, reading: FormReading, origins: readonly string[]): Promise<PersonPage>;
}

/**
 * @param typed the value of the reference field
 * @returns it in one form, so that other spellings of the same reference are slowed down together
 */
const comparable = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

function actionOf(field: (name: FieldName) => string): PersonAction | undefined {
  const kind = additionKinds.find((each) => each === field('action'));
  if (kind !== 'phone') return kind && { kind };
  const token = field(tokenField);
  return { kind, phone: field('phone'), ...(token === '' ? {} : { token }) };
}

/**
 * @param parts.byReference slows tries down by the reference as typed
 * @param parts.byClient slows tries down by client
 * @param parts.clientOf gives the client's prefix
 */
export function createPostPerson(parts: {
  progress: PersonProgress;
  byReference: SlowDown;
  byClient: SlowDown;
  clientOf: (request: IncomingMessage) => string;
  /** @returns whether accepted enquiries in the spool still wait to be stored */
  waitBesideStore: () => boolean;
  log: Log;
}): PostPerson {
  const { progress, byReference, byClient, clientOf, log } = parts;

  async function look(fields: FormFields, field: (name: FieldName) => string): Promise<PersonPage> {
    const [reference, code] = [field('reference'), field('code')];
    const action = actionOf(field);
    if (action === undefined) {
      const view = await progress.read(reference, code);
      return view === undefined
        ? { kind: 'not-found' }
        : { kind: 'found', view, reference, code, token: progress.issueToken() };
    }
    const outcome = await progress.add(reference, code, action);
    if (outcome === undefined) return { kind: 'not-found' };
    const { kind } = action;
    const done =
      outcome.kind === 'invalid'
        ? ({ kind: 'phone', outcome: 'invalid', error: outcome.error, typed: field('phone') } as const)
        : ({ kind, outcome: outcome.kind } as const);
    // A telephone number that was not accepted keeps the token of its form.
    const token = done.outcome === 'invalid' ? fields.get(tokenField)?.[0] : undefined;
    return {
      kind: 'found',
      view: outcome.view,
      reference,
      code,
      token: token ?? progress.issueToken(),
      done,
    };
  }

  return {
    async answer(request, reading, origins) {
      const { fields } = reading;
      const field = (name: FieldName) => (fields.get(name)?.[0] ?? '').trim();
      const problem = problemOf(request, reading, origins);
      if (problem !== undefined) return { kind: 'empty', problem };
      if (fieldNames.some((name) => field(name).length > longestField))
        return { kind: 'empty', problem: 'too-large' };
      const missing = (['reference', 'code'] as const).filter((name) => field(name) === '');
      if (missing.length > 0) return { kind: 'empty', missing, reference: field('reference') };
      const kept = fieldNames.map((name) => [name, field(name)] as const).filter(([, value]) => value !== '');
      const [typed, client] = [comparable(field('reference')), clientOf(request)];
      // The client limit is checked first, so a client that is slowed down does not use up the limit of a
      // reference.
      const wait = byClient.try(client) || byReference.try(typed);
      if (wait > 0) return { kind: 'slow', seconds: Math.ceil(wait / 1000), kept };
      try {
        const page = await look(fields, field);
        // Accepted enquiries in the spool cannot be found yet; the answer is the same for everybody.
        if (page.kind === 'not-found' && parts.waitBesideStore()) return { kind: 'unavailable', kept };
        if (page.kind === 'found') {
          byClient.giveBack(client);
          byReference.giveBack(typed);
        }
        return page;
      } catch (fault) {
        log('error', 'progress-failed', { cause: errorCodeOf(fault) });
        byClient.giveBack(client);
        byReference.giveBack(typed);
        return { kind: 'unavailable', kept };
      }
    },
  };
}
