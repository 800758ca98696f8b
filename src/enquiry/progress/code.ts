import { timingSafeEqual } from 'node:crypto';
import { deriveKey, keyedBytes } from '../form/signing.ts';
import { createLetters, referenceAlphabet } from '../reference.ts';
import { typedLetters } from './letters.ts';

const codeLength = 6;

/** The values that a code is derived from: both the confirmation and the store know them. */
export interface CodeSource {
  /** The reference that the person was told. */
  readonly reference: string;
  readonly receivedAt: Date;
}

/** Codes, with which a person proves that an enquiry is theirs. They are not stored. */
export interface Codes {
  /** @returns a code such as `XT7-K4M`, in the letters of references: no two look alike */
  of(source: CodeSource): string;
  /**
   * Takes the same time whatever is typed. @param typed in upper or lower case, with or without hyphens and spaces
   */
  isOf(source: CodeSource, typed: string): boolean;
}

/**
 * @param secret the form's secret: a change of it makes every code invalid
 * @param labels the labels before a code on the pages of all languages, such as `Kod:`, which people often copy too
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
