import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { KeptJson } from './kept-json.ts';

const hour = 60 * 60 * 1000;
export const sessionMilliseconds = 12 * hour;
export const rememberedMilliseconds = 30 * 24 * hour;
/** Devices of one person; one more signs the oldest out. */
const mostOfPerson = 20;
const tokenBytes = 32;

const sessionSchema = z.object({
  /** SHA-256 of the token that only the browser has. */
  id: z.string(),
  /** Who: SHA-256 of the address, or `local` by a one-time link. */
  person: z.string(),
  /** What the browser calls itself, in few words. */
  device: z.string(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type Session = z.infer<typeof sessionSchema>;
export const sessionsSchema = z.array(sessionSchema);

/** Who came in by a one-time link. */
export const localPerson = 'local';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** @returns how the person with this address is called in files: no address */
export const personOf = (address: string): string => sha256(address.trim().toLowerCase());

export interface Sessions {
  /**
   * Opens a new session, always under a token of its own, so that none that was known before becomes one.
   *
   * @returns the token for the browser's cookie; only its hash is kept
   */
  open(person: string, device: string, remembered: boolean): Promise<string>;
  /** @returns the session of a token, unless it is over or its person may no longer come in */
  find(token: string): Session | undefined;
  ofPerson(person: string): readonly Session[];
  /** Ends a session of that person; another's stays. */
  close(id: string, person: string): Promise<void>;
}

/**
 * @param parts.mayEnter asked each time, so that who was taken out of `EDITORS` is out at once
 */
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
