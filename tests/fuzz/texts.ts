import fc from 'fast-check';

const marks = ['\u0301', '\u0334', '\u0323', '\u05b0'] as const;
const steering = [
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u202e',
  '\u2066',
  '\u2028',
  '\u200b',
  '\ufeff',
  '\ud800',
  '\t',
  '\u001b',
] as const;
const markup = [
  '<',
  '>',
  '"',
  "'",
  '&',
  '-->',
  '<!--',
  '](',
  '![',
  '`',
  '~~~',
  ':::',
  '::',
  '{',
  '}',
  '\\',
  '|',
] as const;
const headers = [
  '\r\nBcc: x@x.example',
  '\n.\n',
  '| ',
  '> ',
  'KIS-7MX-4PT',
  '=?utf-8?q?x?=',
  'https://x.example',
] as const;

/** Texts with characters that have a special meaning to some program. */
export const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...marks, ...steering, ...markup, ...headers),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc
        .tuple(fc.constantFrom(...marks, ' ', 'a'), fc.integer({ min: 1, max: 400 }))
        .map(([unit, times]) => unit.repeat(times)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
