const vowel = '[aąeęioóuyаеєиіїоуюя]';
const consonant = '(?:sz|cz|rz|ch|dz|dż|dź|[b-df-hj-np-tv-zćłńśźżбвгґджзйклмнпрстфхцчшщ])';
/** After a vowel, or after the first of two consonants, when a consonant and a vowel follow. */
const syllable = new RegExp(`(?<=${vowel}|${vowel}${consonant})(?=${consonant}${vowel})`, 'giu');
const longWord = /[\p{L}\u00ad]{12,}/gu;
/** Fewest letters before and after a hyphen. */
const fewest = 4;
const softHyphen = '\u00ad';

/**
 * Marks with soft hyphens where a long word may be divided in a narrow place, because most browsers know no rules for
 * Polish or Ukrainian. Words that already have soft hyphens stay unchanged.
 *
 * @returns the text with soft hyphens in words of twelve letters and more
 */
export const partLongWords = (text: string): string =>
  text.replace(longWord, (word) =>
    word.includes(softHyphen)
      ? word
      : word.replace(syllable, (_, place: number) =>
          place >= fewest && word.length - place >= fewest ? softHyphen : '',
        ),
  );
