/**
 * What the server needs before a word is read: the words of all languages are half of what it would load at its start.
 */

/** The language without a prefix in the address, and the one staff read. */
export const defaultLanguage = 'pl';

/** @returns the prefix of a language in addresses: empty for the default language, else `/uk` */
export const languagePrefix = (language: string): string =>
  language === defaultLanguage ? '' : `/${language}`;
