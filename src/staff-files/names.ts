import { inPlainLetters } from './plain-letters.ts';

/** Files that systems and programs create automatically: hidden files, thumbnail lists, locks of Word. */
const leftBehind = /^(?:\..*|~.*|.*~|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|.*\.tmp)$/i;

/** @returns whether a file or folder of this name was created automatically */
export const isLeftBehind = (name: string): boolean => leftBehind.test(name);

/** Characters that need no percent-encoding in an address (RFC 3986, 2.3), beginning with a letter or a digit. */
const addressable = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** @returns whether the address of a file of this name is the name itself */
export const isAddressable = (name: string): boolean => addressable.test(name);

/** @returns the extension of a name, in small letters, without its dot; empty if there is none */
export const endingOf = (name: string): string => (/\.([^.]+)$/.exec(name)?.[1] ?? '').toLowerCase();

/** @returns a name without its extension */
export function baseOf(name: string): string {
  const ending = endingOf(name);
  return ending === '' ? name : name.slice(0, -ending.length - 1);
}

/**
 * @returns a file name that can be used in an address: `Zdjęcie (1).JPG` becomes `zdjecie-1.jpg`; `plik` if no letter
 * of the name can be written in Latin
 */
export function addressableName(name: string): string {
  const base = inPlainLetters(baseOf(name)) || 'plik';
  const ending = inPlainLetters(endingOf(name));
  return ending === '' ? base : `${base}.${ending}`;
}
