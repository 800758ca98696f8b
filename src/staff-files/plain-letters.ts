/** Letters that are to Unicode no letters with a mark; German ones by DIN 5007-2, as in passports (ICAO Doc 9303-3, 6). */
const latin: Readonly<Record<string, string>> = {
  ł: 'l',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Letters that Ukrainian and Russian share, and what either has alone. */
const cyrillic: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', д: 'd', е: 'e', ж: 'zh', з: 'z', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n' },
  ...{
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
  },
  ...{ ь: '', ю: 'iu', я: 'ia', г: 'h', ґ: 'g', є: 'ie', и: 'y', і: 'i', ї: 'i', ў: 'u' },
};

/** Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010: at the start of a word, and `зг` not as `ж`. */
const ukrainianStarts: Readonly<Record<string, string>> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' };

/** As in Russian passports (ICAO Doc 9303-3, 6). */
const russian: Readonly<Record<string, string>> = { г: 'g', и: 'i', ё: 'e', ъ: 'ie', ы: 'y', э: 'e' };

/** What only Russian and Belarusian have; a text with none of these letters is read as Ukrainian. */
const isRussian = (text: string): boolean => /[ыэёъ]/.test(text) && !/[іїєґў]/.test(text);

function inLatin(text: string): string {
  const letters = isRussian(text) ? { ...cyrillic, ...russian } : { ...russian, ...cyrillic };
  const starts = isRussian(text) ? {} : ukrainianStarts;
  return text
    .replace(/(?<!\p{L})[єїйюя]/gu, (letter) => starts[letter] ?? letter)
    .replace(isRussian(text) ? /(?!)/ : /зг/g, 'zgh')
    .replace(/\p{L}/gu, (letter) => latin[letter] ?? letters[letter] ?? letter);
}

/** An apostrophe within a word, whichever the keyboard has; it is not written in Latin letters. */
const apostrophe = /(?<=\p{L})['\u2019\u02bc\u2018`\u00b4](?=\p{L})/gu;

/**
 * @param text in any letters: a title, the name of a file
 * @returns it in small Latin letters, digits and hyphens, for an address: `Nowe zajęcia` becomes `nowe-zajecia`,
 * `Заняття` `zaniattia`; empty where none of its letters has a Latin one
 */
export const inPlainLetters = (text: string): string =>
  inLatin(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\p{Cf}/gu, '')
      .replace(apostrophe, ''),
  )
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
