import type { IncomingMessage } from 'node:http';
import { presses, type StaffPage } from '../../enquiry/progress-pages.ts';
import type { StaffProgress } from '../../enquiry/staff-progress.ts';
import type { FormReading } from '../../http/read-form.ts';
import type { SlowDown } from '../../http/slow-down.ts';
import { problemOf } from './own-form.ts';

/** The result of pressing a button on the staff's page. */
export type StaffResult =
  /** No enquiry has this token. */
  | { readonly kind: 'unknown' }
  /** `status`: the body could not be read. */
  | { readonly kind: 'unreadable'; readonly status: 400 | 413 | 415 }
  /** Noted: the client is redirected to the same address. */
  | { readonly kind: 'noted' }
  | { readonly kind: 'not-noted'; readonly page: StaffPage };

/** Requests of staff who follow the link in a mail. */
export interface PostStaff {
  /**
   * Changes nothing. @returns undefined when no enquiry has this token; @throws when the store does not
   * answer
   */
  read(token: string): Promise<StaffPage | undefined>;
  /**
   * A genuine token is never slowed down.
   *
   * @returns the milliseconds until this client may try that token; 0: now, and a wrong token is then counted
   */
  tryToken(request: IncomingMessage, token: string | undefined): number;
  /** @throws when the store does not answer: then nothing was noted */
  press(
    token: string,
    request: IncomingMessage,
    reading: FormReading,
    origins: readonly string[],
  ): Promise<StaffResult>;
}

const unreadable = { malformed: 400, 'too-large': 413, 'unsupported-type': 415 } as const;
const count = /^\d{1,4}$/;

/**
 * @param parts.roles the keys of those who may take an enquiry up
 * @param parts.byClient slows down clients that try wrong tokens
 * @param parts.clientOf gives the client's prefix
 */
export function createPostStaff(parts: {
  progress: StaffProgress;
  roles: () => readonly string[];
  byClient: SlowDown;
  clientOf: (request: IncomingMessage) => string;
}): PostStaff {
  const { progress, roles, byClient, clientOf } = parts;

  async function read(token: string): Promise<StaffPage | undefined> {
    const view = await progress.read(token);
    return view && { view };
  }

  return {
    read,
    tryToken: (request, token) =>
      token !== undefined && progress.isGenuine(token) ? 0 : byClient.try(clientOf(request)),
    async press(token, request, reading, origins) {
      const page = await read(token);
      if (page === undefined) return { kind: 'unknown' };
      const problem = problemOf(request, reading, origins);
      if (problem === 'cross-site') return { kind: 'not-noted', page: { ...page, problem } };
      if (problem !== undefined) return { kind: 'unreadable', status: unreadable[problem] };
      const field = (name: string) => reading.fields.get(name)?.[0] ?? '';
      const [who, seen] = [field('who'), field('seen')];
      const step = presses.find((each) => each === field('step'));
      if (who === '') return { kind: 'not-noted', page: { ...page, problem: 'missing-who' } };
      if (!roles().includes(who)) return { kind: 'not-noted', page: { ...page, problem: 'unknown-who' } };
      if (step === undefined) return { kind: 'not-noted', page: { ...page, problem: 'unknown-step', who } };
      const pressed = await progress.press(token, {
        step,
        who,
        ...(count.test(seen) ? { seen: Number(seen) } : {}),
      });
      if (pressed === undefined) return { kind: 'unknown' };
      const { result, view } = pressed;
      return result === 'changed' ? { kind: 'noted' } : { kind: 'not-noted', page: { view, result, who } };
    },
  };
}
