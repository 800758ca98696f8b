import { inPlainLetters } from './plain-letters.ts';

/** What systems and programs leave behind without being asked: hidden files, lists of thumbnails, locks of Word. */
const leftBehind = /^(?:\..*|~.*|.*~|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|.*\.tmp)$/i;

/** @returns whether nobody means anything by a file or folder of this name */
export const isLeftBehind = (name: string): boolean => leftBehind.test(name);

/** What an address may hold without percent signs (RFC 3986, 2.3), from a letter or a digit on. */
const addressable = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** @returns whether a file of this name can be asked for at the address that is written like it */
export const isAddressable = (name: string): boolean => addressable.test(name);

/** @returns the ending of a name, in small letters, without its dot; nothing if it has none */
export const endingOf = (name: string): string => (/\.([^.]+)$/.exec(name)?.[1] ?? '').toLowerCase();

/** @returns a name without its ending */
export function baseOf(name: string): string {
  const ending = endingOf(name);
  return ending === '' ? name : name.slice(0, -ending.length - 1);
}

/**
 * @returns the name that a file should have to be asked for: `Zdjęcie (1).JPG` becomes `zdjecie-1.jpg`; one without
 * Latin letters is called by what it is
 */
export function addressableName(name: string): string {
  const base = inPlainLetters(baseOf(name)) || 'plik';
  const ending = inPlainLetters(endingOf(name));
  return ending === '' ? base : `${base}.${ending}`;
}
