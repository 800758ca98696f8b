import { timingSafeEqual } from 'node:crypto';
import { deriveKey, keyedBytes } from '../form/signing.ts';
import { createLetters, readReference } from '../reference.ts';
import { type Topic, topics } from '../schema.ts';

/** The mailbox that a link was sent to: the topic's one, or the fallback. Its address may change in the settings. */
export interface LinkedMailbox {
  readonly topic: Topic;
  readonly route: 'own' | 'fallback';
}

/** The secret tokens in the addresses of the staff's page. */
export interface StaffLinks {
  /** @returns 32 small letters and digits, so that a mail program breaks no line in it; it stays valid in capitals */
  tokenOf(reference: string, mailbox: LinkedMailbox): string;
  /** @returns the reference in a token; undefined when it has another shape. It proves nothing yet */
  referenceIn(token: string): string | undefined;
  /** @returns whether this site issued the token; the store is not asked. Takes the same time for every token */
  isGenuine(token: string): boolean;
  /** Takes the same time for every token. */
  isOf(reference: string, mailbox: LinkedMailbox, token: string): boolean;
}

const referenceLetters = 6;
/** 26 letters of 5 bits: 130 bits. */
const proofLetters = 26;
/** The base32 alphabet of RFC 4648 6, in small letters. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = new RegExp(`^[a-z0-9]{${referenceLetters}}[a-z2-7]{${proofLetters}}$`);

const mailboxes: readonly LinkedMailbox[] = topics.flatMap((topic) => [
  { topic, route: 'own' },
  { topic, route: 'fallback' },
]);

/** @param secret the form's secret: every process of one site has the same */
export function createStaffLinks(secret: Uint8Array): StaffLinks {
  const key = deriveKey(secret, 'staff-link');
  function tokenOf(reference: string, { topic, route }: LinkedMailbox): string {
    const name = reference.replace(/^KIS|-/g, '').toLowerCase();
    const seed = Buffer.from(`odbior ${reference} ${topic} ${route}`);
    return name + createLetters(proofLetters, alphabet, keyedBytes(key, seed));
  }
  function referenceIn(token: string): string | undefined {
    const small = token.toLowerCase();
    return shape.test(small) ? readReference(small.slice(0, referenceLetters)) : undefined;
  }
  function isOf(reference: string, mailbox: LinkedMailbox, token: string): boolean {
    const given = Buffer.from(token.toLowerCase());
    const expected = Buffer.from(tokenOf(reference, mailbox));
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
  return {
    tokenOf,
    referenceIn,
    isOf,
    isGenuine(token) {
      const reference = referenceIn(token);
      if (reference === undefined) return false;
      return mailboxes.filter((mailbox) => isOf(reference, mailbox, token)).length > 0;
    },
  };
}
