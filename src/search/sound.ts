/** Letters and groups of letters that people confuse, mapped to one letter for each sound; others do not change. */
const sounds: Readonly<Record<string, string>> = {
  // Latin letters in Polish, in transliterated Ukrainian, and in English spelling.
  ...{
    shch: 's',
    szcz: 's',
    sz: 's',
    sh: 's',
    rz: 'z',
    zh: 'z',
    cz: 'h',
    ts: 'c',
    ch: 'h',
    kh: 'h',
    ph: 'f',
    ck: 'k',
  },
  ...{ ie: 'e', ye: 'e', je: 'e', g: 'h', w: 'v', q: 'k', x: 'ks', y: 'i', j: 'i' },
  // Cyrillic letters, Ukrainian and Russian; marks and є are folded already.
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'h',
    д: 'd',
    е: 'e',
    ж: 'z',
    з: 'z',
    и: 'i',
    і: 'i',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
  },
  ...{
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'c',
    ч: 'h',
    ш: 's',
    щ: 's',
    ь: '',
    ъ: '',
  },
  ...{ ы: 'i', э: 'e', ю: 'iu', я: 'ia' },
};
const spelled = new RegExp(
  Object.keys(sounds)
    .sort((one, other) => other.length - one.length)
    .join('|'),
  'gu',
);

/**
 * @param folded a folded word
 * @returns its approximate sound, in Latin letters: the same for «робота» and `robota`, `psyholog` and `psycholog`,
 * `adress` and `address`
 */
export const soundOf = (folded: string): string =>
  folded.replace(spelled, (letters) => sounds[letters] ?? letters).replace(/(.)\1+/gu, '$1');

/** In shorter words one other letter gives another word. */
const shortestSlip = 5;
const shortestSwap = 4;

/** @returns whether the words differ by one letter (added, missing or wrong), or by two swapped neighbours */
export function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const longer = long.length - short.length;
  if (longer > 1 || short.length < shortestSwap) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = (text: string, skipped: number): string => text.slice(at + skipped);
  const swapped =
    longer === 0 &&
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    rest(short, 2) === rest(long, 2);
  return swapped || (long.length >= shortestSlip && rest(short, 1 - longer) === rest(long, 1));
}
