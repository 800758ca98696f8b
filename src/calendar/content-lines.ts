import { withLineFeeds } from '../text.ts';

/** One property, its value escaped, not yet folded; for example `SUMMARY:Klub otwarty`. */
export type ContentLine = string;

/** Octets of a line without its line break: RFC 5545, 3.1, and RFC 2426, 2.6. */
const longestLine = 75;

const encoder = new TextEncoder();

/**
 * @param text any text; control characters other than line breaks are left out, no value may hold them
 * @returns the text as the value of a TEXT property (RFC 5545, 3.3.11; RFC 2426, 4)
 */
export const escapeText = (text: string): string =>
  withLineFeeds(text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be left out
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** @returns a line in pieces of at most 75 octets of UTF-8, no character parted. */
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

/** @returns the lines of a calendar or a card as its file has them: folded, each ended by CRLF. */
export const toFile = (lines: readonly ContentLine[]): string =>
  lines.map((line) => `${fold(line)}\r\n`).join('');
