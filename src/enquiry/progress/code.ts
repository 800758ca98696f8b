import { timingSafeEqual } from 'node:crypto';
import { deriveKey, keyedBytes } from '../form/signing.ts';
import { createLetters, referenceAlphabet } from '../reference.ts';
import { typedLetters } from './letters.ts';

const codeLength = 6;

/** What a code follows from: the confirmation knows it, and the store. */
export interface CodeSource {
  /** The one that the person was told. */
  readonly reference: string;
  readonly receivedAt: Date;
}

/** Codes, by which a person shows that an enquiry is theirs. Nothing is stored for them. */
export interface Codes {
  /** @returns such as `XT7-K4M`, of the letters of references: no two look alike */
  of(source: CodeSource): string;
  /** Takes the same time whatever is typed. @param typed in any case, with or without dashes and blanks */
  isOf(source: CodeSource, typed: string): boolean;
}

/**
 * @param secret the form's: whoever changes it makes every code worthless
 * @param labels what stands before a code on a page of any language, such as `Kod:`, and so on many a note
 */
export function createCodes(secret: Uint8Array, labels: readonly string[] = []): Codes {
  const typedLabels = labels.map(typedLetters).filter((label) => label !== '');
  const key = deriveKey(secret, 'person-code');
  const lettersOf = ({ reference, receivedAt }: CodeSource): string =>
    createLetters(
      codeLength,
      referenceAlphabet,
      keyedBytes(key, Buffer.from(`${reference} ${receivedAt.getTime()}`)),
    );
  return {
    of(source) {
      const letters = lettersOf(source);
      return `${letters.slice(0, 3)}-${letters.slice(3)}`;
    },
    isOf(source, typed) {
      const all = typedLetters(typed);
      const label = typedLabels.find((one) => all.startsWith(one) && all.length >= one.length + codeLength);
      const letters = all.slice(label?.length ?? 0);
      const given = Buffer.from(letters.slice(0, codeLength + 1).padEnd(codeLength + 1));
      return timingSafeEqual(given, Buffer.from(lettersOf(source).padEnd(codeLength + 1)));
    },
  };
}
