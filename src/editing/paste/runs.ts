/** Parts of a line with one look, and the Markdown marks around them. */

/** A part of a line with one look. */
export interface Run {
  /** As Markdown. */
  readonly text: string;
  readonly isBold: boolean;
  readonly isStruck: boolean;
  /** Set for superscript and subscript. */
  readonly raised?: 'sup' | 'sub';
}

const higher = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const lower = '₀₁₂₃₄₅₆₇₈₉';

/** Superscript digits must not join the number before them: 8⁰⁰ becomes the time 8.00, others become ² and ₂. */
function withRaised(runs: readonly Run[]): Run[] {
  return runs.map(({ raised, ...run }, index) => {
    if (raised === undefined || !/^\s*\d+\s*$/.test(run.text)) return run;
    const before = runs
      .slice(Math.max(0, index - 3), index)
      .map(({ text }) => text)
      .join('');
    if (raised === 'sup' && /^[0-5]\d$/.test(run.text) && /(?<!\d)(?:1?\d|2[0-4])$/.test(before))
      return { ...run, text: `.${run.text}` };
    const digits = raised === 'sup' ? higher : lower;
    return { ...run, text: run.text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) };
  });
}

const isBlank = (text: string): boolean => text.trim() === '';

/** @returns the spaces before the words of a text, the words, and the spaces after them */
export function withEdges(text: string): readonly [before: string, words: string, after: string] {
  const words = text.trim();
  const start = text.length - text.trimStart().length;
  return [text.slice(0, start), words, text.slice(start + words.length)];
}

/** Characters beside which Markdown accepts a mark only at the edge of a word (CommonMark 0.31, 6.2). */
const isEdge = (character: string): boolean => /[\s\p{P}\p{S}]/u.test(character);

/** @returns how many characters at the start are no letters or digits */
function edgeLength(characters: readonly string[]): number {
  const first = characters.findIndex((one) => !isEdge(one));
  return characters.slice(0, first < 0 ? characters.length : first).join('').length;
}

/**
 * Puts a mark around words, without the spaces beside them. Markdown does not accept a mark between a letter and
 * punctuation (CommonMark 0.31, 6.2), so such punctuation stays outside.
 */
function marked(mark: string, text: string, before: string, after: string): string {
  const [left, inside, right] = withEdges(text);
  const touches = (side: string): boolean => side !== '' && !isEdge(side);
  const opens = left === '' && touches(before.slice(-1)) ? edgeLength([...inside]) : 0;
  const rest = inside.slice(opens);
  const closes = right === '' && touches(after.slice(0, 1)) ? edgeLength([...rest].reverse()) : 0;
  const words = rest.slice(0, rest.length - closes);
  const outside = inside.slice(0, opens) + rest.slice(words.length);
  // A link must not be cut.
  if (isBlank(words) || (inside.includes('](') && /(?<!\\)[[)]/.test(outside))) return text;
  return `${left}${inside.slice(0, opens)}${mark}${words}${mark}${rest.slice(words.length)}${right}`;
}

/** @returns neighbouring runs with one look as one run, with its mark around it */
function withMarks(runs: readonly Run[], look: 'isBold' | 'isStruck', mark: string): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    // A space takes the look of the words before it.
    const isSame =
      last !== undefined &&
      (isBlank(run.text) || (last.isBold === run.isBold && last.isStruck === run.isStruck));
    if (isSame) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined.map((run, index) => {
    if (!run[look]) return run;
    const [before, after] = [joined[index - 1]?.text ?? '', joined[index + 1]?.text ?? ''];
    return { ...run, [look]: false, text: marked(mark, run.text, before, after) };
  });
}

/** Escapes a colon that would begin a directive together with the next run. */
const withSafeColons = (runs: readonly Run[]): Run[] =>
  runs.map((run, index) =>
    /(?<!:):$/.test(run.text) && /^[a-z]/.test(runs[index + 1]?.text ?? '')
      ? { ...run, text: `${run.text.slice(0, -1)}\\:` }
      : run,
  );

/** @returns runs as one line of Markdown */
export const lineOf = (runs: readonly Run[]): string =>
  withMarks(withMarks(withSafeColons(withRaised(runs)), 'isStruck', '~~'), 'isBold', '**')
    .map(({ text }) => text)
    .join('')
    // Only links have an unescaped bracket; an exclamation mark before it would make a picture.
    .replace(/!(?=\[)/g, '\\!')
    // A colon, letters or digits and a bracket are a directive, even an unknown one: `18:30[link](…)`.
    .replace(/(?<!\\):(?=[\p{L}\p{N}_-]+[[{])/gu, '\\:');
