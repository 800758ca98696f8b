const vowel = '[aąeęioóuyаеєиіїоуюя]';
const consonant = '(?:sz|cz|rz|ch|dz|dż|dź|[b-df-hj-np-tv-zćłńśźżбвгґджзйклмнпрстфхцчшщ])';
/** Behind a vowel, or behind the first of two consonants, where one consonant and a vowel follow. */
const syllable = new RegExp(`(?<=${vowel}|${vowel}${consonant})(?=${consonant}${vowel})`, 'giu');
const longWord = /[\p{L}\u00ad]{12,}/gu;
/** Fewer letters are not left alone on a line. */
const fewest = 4;
const softHyphen = '\u00ad';

/**
 * Tells browsers, most of which know no rules of Polish or Ukrainian, where a word too long for a narrow place may be
 * parted. A word whose writer has said so is left alone.
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
