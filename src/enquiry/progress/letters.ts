/** Letters of other scripts that look like ours, for what people copy by hand or type on their keyboard. */
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X' },
  ...{ І: 'I', Ї: 'I', Ѕ: 'S', Ј: 'J', З: '3', Ч: '4', Д: 'D' },
  ...{ Α: 'A', Ε: 'E', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ρ: 'P', Τ: 'T', Χ: 'X' },
};

/** Longer than anybody types around six letters. */
const mostTyped = 64;

/**
 * @param typed what somebody typed for a reference or a code
 * @returns its Latin capitals and digits, without spaces and hyphens, look-alikes of other scripts as Latin
 */
export const typedLetters = (typed: string): string =>
  [...typed.slice(0, mostTyped).normalize('NFKC').toUpperCase()]
    .map((letter) => lookAlikes[letter] ?? letter)
    .join('')
    .replace(/[^0-9A-Z]/g, '');
