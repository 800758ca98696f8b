/** Stretches of a line, and the marks of Markdown round them. */

/** A stretch of a line that looks the same all along. */
export interface Run {
  /** As Markdown. */
  readonly text: string;
  readonly isBold: boolean;
  readonly isStruck: boolean;
  /** Digits that stand higher or lower than the line. */
  readonly raised?: 'sup' | 'sub';
}

const higher = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const lower = '₀₁₂₃₄₅₆₇₈₉';

/** Digits above or below the line would be part of the number before: 8⁰⁰ is a time, m² and H₂O are signs of their own. */
function withRaised(runs: readonly Run[]): Run[] {
  return runs.map(({ raised, ...run }, index) => {
    if (raised === undefined || !/^\s*\d+\s*$/.test(run.text)) return run;
    const before = runs
      .slice(0, index)
      .map(({ text }) => text)
      .join('');
    if (raised === 'sup' && /^[0-5]\d$/.test(run.text) && /(?<!\d)(?:1?\d|2[0-4])$/.test(before))
      return { ...run, text: `.${run.text}` };
    const digits = raised === 'sup' ? higher : lower;
    return { ...run, text: run.text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) };
  });
}

const isBlank = (text: string): boolean => text.trim() === '';

/**
 * Puts a mark round words, never round the blanks beside them, nor where Markdown would not take it for a mark: beside
 * punctuation that touches a letter (CommonMark 0.31, 6.2).
 */
function marked(mark: string, text: string, before: string, after: string): string {
  const [, left = '', inside = '', right = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  const touches = (side: string): boolean => side !== '' && !/[\s\p{P}\p{S}]/u.test(side);
  const sign = '\\\\?[\\p{P}\\p{S}]';
  const [opens = ''] =
    left === '' && touches(before.slice(-1)) ? (new RegExp(`^(?:${sign})+\\s*`, 'u').exec(inside) ?? []) : [];
  const rest = inside.slice(opens.length);
  const [closes = ''] =
    right === '' && touches(after.slice(0, 1)) ? (new RegExp(`\\s*(?:${sign})+$`, 'u').exec(rest) ?? []) : [];
  const words = rest.slice(0, rest.length - closes.length);
  // A bracket of a link belongs to it.
  const isCut = /(?<!\\)\[/.test(opens) || (/(?<!\\)\)/.test(closes) && /\]\(/.test(inside));
  if (isBlank(words) || isCut) return text;
  return `${left}${opens}${mark}${words}${mark}${closes}${right}`;
}

/** @returns what looks alike as one run, its mark round it */
function withMarks(runs: readonly Run[], look: 'isBold' | 'isStruck', mark: string): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    // A blank between two words of one look has it too.
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

/** A colon that a letter of the next stretch would make the beginning of an insert. */
const withSafeColons = (runs: readonly Run[]): Run[] =>
  runs.map((run, index) =>
    /(?<!:):$/.test(run.text) && /^[a-z]/.test(runs[index + 1]?.text ?? '')
      ? { ...run, text: `${run.text.slice(0, -1)}\\:` }
      : run,
  );

/** @returns stretches as one line of Markdown */
export const lineOf = (runs: readonly Run[]): string =>
  withMarks(withMarks(withSafeColons(withRaised(runs)), 'isStruck', '~~'), 'isBold', '**')
    .map(({ text }) => text)
    .join('')
    // Only a link has such a bracket; with an exclamation mark before it, it would be a picture.
    .replace(/!(?=\[)/g, '\\!')
    // What follows a colon and has brackets is an insert, even one that nobody knows: `18:30[link](…)`.
    .replace(/(?<!\\):(?=[\p{L}\p{N}_-]+[[{])/gu, '\\:');
