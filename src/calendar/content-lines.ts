import { withLineFeeds } from '../text.ts';

/** One property with its value escaped, not yet folded; for example `SUMMARY:Klub otwarty`. */
export type ContentLine = string;

/** Longest line in octets, without its line break: RFC 5545, 3.1, and RFC 2426, 2.6. */
const longestLine = 75;

const encoder = new TextEncoder();

/**
 * @param text any text; control characters other than line breaks are removed, because no value may contain them
 * @returns the text as the value of a TEXT property (RFC 5545, 3.3.11; RFC 2426, 4)
 */
export const escapeText = (text: string): string =>
  withLineFeeds(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be left out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** @returns a line folded into pieces of at most 75 octets of UTF-8, never inside a character */
function fold(line: ContentLine): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (octets + more > longestLine) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += more;
  }
  return [...pieces, piece].join('\r\n');
}

/** @returns the file of a calendar or a card: lines folded, each ended by CRLF */
export const toFile = (lines: readonly ContentLine[]): string =>
  lines.map((line) => `${fold(line)}\r\n`).join('');
