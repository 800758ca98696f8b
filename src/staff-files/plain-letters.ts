/** Latin letters that Unicode does not decompose, and German umlauts as in passports (ICAO Doc 9303-3, section 6). */
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

/** Ukrainian letters within a word, by resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010. */
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

/** The letters that the resolution writes in another way at the start of a word. */
const ukrainianStarts: Readonly<Record<string, string>> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' };

/** Letters that Russian passports write in another way (ICAO Doc 9303-3, section 6). */
const russian: Readonly<Record<string, string>> = { г: 'g', и: 'i', ё: 'e', ъ: 'ie', ы: 'y', э: 'e' };

/** A text without a letter that only one of the two languages has is taken as Ukrainian. */
const isRussian = (text: string): boolean => /[ыэёъ]/.test(text) && !/[іїєґў]/.test(text);

function inLatin(text: string): string {
  const letters = isRussian(text) ? { ...cyrillic, ...russian } : { ...russian, ...cyrillic };
  const starts = isRussian(text) ? {} : ukrainianStarts;
  return text
    .replace(/(?<!\p{L})[єїйюя]/gu, (letter) => starts[letter] ?? letter)
    .replace(isRussian(text) ? /(?!)/ : /зг/g, 'zgh')
    .replace(/\p{L}/gu, (letter) => latin[letter] ?? letters[letter] ?? letter);
}

/** The apostrophe within a Ukrainian word, as different keyboards write it; the resolution leaves it out. */
const apostrophe = /(?<=\p{L})['\u2019\u02bc\u2018`\u00b4](?=\p{L})/gu;

/**
 * @param text a title or the name of a file, in any alphabet
 * @returns the text in small Latin letters, digits and hyphens, for an address: `Nowe zajęcia` becomes `nowe-zajecia`,
 * `Заняття` becomes `zaniattia`; empty where no letter can be written in Latin
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
