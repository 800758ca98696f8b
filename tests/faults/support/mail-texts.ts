/** Lines that are known to break in mail; `#` stands for random letters. */
const lineKinds: readonly ((
  letters: (count: number) => string,
  pick: (below: number) => number,
) => string)[] = [
  () => '',
  () => '.',
  () => '..',
  (letters) => `.${letters(20)}`,
  (letters) => `From ${letters(10)}`,
  (letters) => `>From ${letters(10)}`,
  (letters) => `${letters(12)}   `,
  (letters) => `${letters(5)}\t`,
  (letters) => `\t${letters(5)}`,
  (letters, pick) => letters(400 + pick(200)),
  (letters) => letters(70),
  (letters) => letters(76),
  (letters) => `=${letters(3)}=20=`,
  (letters) => `-- ${letters(3)}`,
  (letters) => `| ${letters(8)}`,
  () => '=?utf-8?Q?=C5=BC?=',
  () => 'x'.repeat(1_050),
  () => '-- ',
];

const alphabets: readonly (readonly string[])[] = [
  [...'abc xyz ,.;:=?!_-'],
  [...'zażółć gęślą jaźń'],
  [...'Доброго дня їєґ'],
  [...'مرحبا أريد موعدا'],
  [...'שלום עליכם'],
  [...'你好我需要帮助。'],
  ['e\u0301', 'a\u0328\u0301', 'z\u0307', 'o\u0308', '각'.normalize('NFD'), ' '],
  ['😀', '👨‍👩‍👧‍👦', '👩🏽‍🚒', '🇵🇱', '❤️', ' '],
  ['\u00a0', '\u00ad', '\u200b', '\u200d', '\ue000', '\ufffd', '\u{10fffd}', 'a'],
];

/**
 * @param seed the same seed gives the same text
 * @returns a text of at most 2,000 code points, of lines that begin and end with a word
 */
export function mailText(seed: number): string {
  let state = seed;
  const pick = (below: number) => {
    // Numerical Recipes' linear congruential generator: it only has to be repeatable.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const letters = (count: number) => {
    const alphabet = alphabets[pick(alphabets.length)] ?? [];
    return Array.from({ length: count }, () => alphabet[pick(alphabet.length)] ?? '').join('');
  };
  const lines = Array.from(
    { length: 1 + pick(12) },
    () => lineKinds[pick(lineKinds.length)]?.(letters, pick) ?? '',
  );
  const text = Array.from(lines.join('\n')).slice(0, 1_970).join('');
  return `początek ${seed}\n${text}\nkoniec`;
}
