import { normalizeText } from '../unicode.ts';

/** What no eye sees, but for what joins the parts of an emoji (Unicode, Cf), and controls but tab and line break. */
const unseen = /(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}\ufe0f?)\u200d|(?![\t\n])\p{Cc}/gu;

/**
 * @param text as it was typed or pasted
 * @returns it in NFC, its lines ended by `\n`, without soft hyphens and controls
 */
export const cleanText = (text: string): string =>
  normalizeText(text.replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n').replace(unseen, ''));

/** @returns the text cleaned and on one line, every space an ordinary one */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ').trim();
