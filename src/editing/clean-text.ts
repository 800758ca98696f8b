import { normalizeText } from '../unicode.ts';

/**
 * Invisible characters (Unicode Cf) except joiners within an emoji, and control characters except tab and line break.
 */
const unseen = /(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|(?![\t\n])\p{Cc}/gu;

/**
 * @param text as typed or pasted
 * @returns it in NFC, with `\n` as line ends, without soft hyphens and control characters
 */
export const cleanText = (text: string): string =>
  normalizeText(text.replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n').replace(unseen, ''));

/** @returns the text cleaned, in one line, with ordinary spaces only */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();
