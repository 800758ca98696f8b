import { createHash } from 'node:crypto';
import * as z from 'zod';
import { hour } from '../../durations.ts';
import type { KeptJson } from './kept-json.ts';

export const sessionMilliseconds = 12 * hour;
export const rememberedMilliseconds = 30 * 24 * hour;
/** Limit of devices of one person; one more signs the oldest out. */
const mostOfPerson = 20;
const tokenBytes = 32;

const sessionSchema = z.object({
  /** SHA-256 of the token, which only the browser has. */
  id: z.string(),
  /** The person: SHA-256 of the address, or `local` after a one-time link. */
  person: z.string(),
  /** The name of the browser and its system, in few words. */
  device: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;
export const sessionsSchema = z.array(sessionSchema);

/** The person who came by a one-time link. */
export const localPerson = 'local';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** @returns the name of the person with this address in files: a hash */
export const personOf = (address: string): string => sha256(address.trim().toLowerCase());

export interface Sessions {
  /**
   * Opens a new session, always with a new token, so that no token known before becomes valid (session fixation).
   *
   * @returns the token for the cookie; only its hash is stored
   */
  open(person: string, device: string, remembered: boolean): Promise<string>;
  /** @returns the session of a token, unless it has ended or its person is no longer allowed */
  find(token: string): Session | undefined;
  ofPerson(person: string): readonly Session[];
  /** Ends a session, if it belongs to that person. */
  close(id: string, person: string): Promise<void>;
}

/** @param parts.mayEnter is asked each time, so that a person who is removed from `EDITORS` is signed out at once */
export function createSessions(parts: {
  kept: KeptJson<readonly Session[]>;
  mayEnter: (person: string) => boolean;
  clock: () => Date;
  random: (bytes: number) => Uint8Array;
}): Sessions {
  const { kept, mayEnter, clock, random } = parts;
  const holds = ({ person, until }: Session): boolean =>
    mayEnter(person) && clock().getTime() < Date.parse(until);
  const live = (): readonly Session[] => kept.get().filter(holds);
  return {
    async open(person, device, remembered) {
      const token = Buffer.from(random(tokenBytes)).toString('base64url');
      const now = clock().getTime();
      const length = remembered ? rememberedMilliseconds : sessionMilliseconds;
      const session: Session = {
        id: sha256(token),
        person,
        device,
        since: new Date(now).toISOString(),
        until: new Date(now + length).toISOString(),
      };
      const own = live().filter((one) => one.person === person);
      const others = live().filter((one) => one.person !== person);
      await kept.set([...others, ...own.slice(1 - mostOfPerson), session]);
      return token;
    },
    find(token) {
      const id = sha256(token);
      return kept.get().find((one) => one.id === id && holds(one));
    },
    ofPerson: (person) => live().filter((one) => one.person === person),
    close: (id, person) => kept.set(live().filter((one) => one.id !== id || one.person !== person)),
  };
}
