import { timingSafeEqual } from 'node:crypto';
import { deriveKey, keyedBytes } from '../form/signing.ts';
import { createLetters, readReference } from '../reference.ts';
import { type Topic, topics } from '../schema.ts';

/** The mailbox that a link was sent to: the one of the topic, or the fallback. Settings may change the address. */
export interface LinkedMailbox {
  readonly topic: Topic;
  readonly route: 'own' | 'fallback';
}

/** The secret part of the address at which staff take an enquiry up. */
export interface StaffLinks {
  /** @returns 32 small letters and digits: a mail program breaks no line in it, and no letter is lost in capitals */
  tokenOf(reference: string, mailbox: LinkedMailbox): string;
  /** @returns the reference that a token names; undefined for what is no token. It proves nothing yet */
  referenceIn(token: string): string | undefined;
  /** @returns whether a token was given out by this site; nothing is looked up. Takes the same time for every token */
  isGenuine(token: string): boolean;
  /** Takes the same time for every token. */
  isOf(reference: string, mailbox: LinkedMailbox, token: string): boolean;
}

const referenceLetters = 6;
/** 130 bits. */
const proofLetters = 26;
/** As in RFC 4648 6, in small letters. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const shape = new RegExp(`^[a-z0-9]{${referenceLetters}}[a-z2-7]{${proofLetters}}$`);

const mailboxes: readonly LinkedMailbox[] = topics.flatMap((topic) => [
  { topic, route: 'own' },
  { topic, route: 'fallback' },
]);

/** @param secret the form's: every process of one site has the same */
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
