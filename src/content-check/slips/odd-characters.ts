import type { Fault } from '../findings.ts';

/**
 * Control characters except tab and line break (Unicode Cc): pages cannot show them, and YAML parsers refuse them.
 */
const controls = /(?![\t\n])\p{Cc}/u;
/** Invisible characters: soft hyphens, zero-width spaces, direction marks (Unicode Cf), and line separators. */
const invisible = /[\p{Cf}\u2028\u2029]/u;
const joinsEmoji = /\p{Extended_Pictographic}\ufe0f?\u200d/gu;

const lineWith = (text: string, pattern: RegExp): number | undefined => {
  const index = text.split('\n').findIndex((line) => pattern.test(line));
  return index < 0 ? undefined : index + 1;
};

const at = (line: number | undefined, message: string): Fault[] =>
  line === undefined ? [] : [{ line, message }];

/** @returns a fault for the first line with a control character that makes the file unreadable */
export const controlCharacters = (text: string): Fault[] =>
  at(
    lineWith(text, controls),
    'W tym wierszu jest niewidoczny znak sterujący, pewnie z wklejonego tekstu. Skasuj ten wiersz i wpisz go od nowa.',
  );

/**
 * @param written the text of the file
 * @param text the same after normalisation
 * @returns hints for characters that are probably there by accident
 */
export const oddCharacters = (written: string, text: string): Fault[] => [
  ...at(
    lineWith(text.replace(joinsEmoji, ''), invisible),
    'W tym wierszu są niewidoczne znaki, na przykład miękki łącznik z Worda. Skasuj wiersz i wpisz go od nowa.',
  ),
  ...at(
    lineWith(text, /\ufffd|[ÄÅĂĹ][\u00a0-\u00bf…‡™›šżźś„‚Ľ]/),
    'W tym wierszu są zepsute litery, na przykład \ufffd albo Ä™ zamiast ę. Wpisz je od nowa i zapisz plik z kodowaniem UTF-8.',
  ),
  ...at(
    lineWith(written, /\p{L}\p{M}/u) === undefined || written === written.normalize('NFC')
      ? undefined
      : lineWith(written, /[acelnoszACELNOSZ][\u0301\u0307\u0328]/),
    'Litery z ogonkami są tu zapisane jako dwa znaki, tak jak robią to niektóre programy. Portal je łączy; wyszukiwanie w tym pliku może ich nie znaleźć. Najlepiej wpisz tekst od nowa.',
  ),
];
