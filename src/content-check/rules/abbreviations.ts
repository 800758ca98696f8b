import type { Fault } from '../findings.ts';
import { type Block, lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** A word with several capitals (PUP, ŚDS, MRPiPS), or capitals with dots (Dz.U.). */
const candidates =
  /(?<![\p{L}\p{N}])(?:\p{Lu}\p{Ll}?\.(?:\p{Lu}\p{Ll}?\.?)+|\p{L}*\p{Lu}\p{L}*\p{Lu}\p{L}*)(?![\p{L}\p{N}@])/gu;

/** These abbreviations are better known than the full words. */
const commonlyKnown = new Set(['SMS', 'PDF']);

const isRomanNumeral = (word: string): boolean => /^[IVX]+$/.test(word);

/** At least half of an abbreviation's letters are capitals; in a name such as YouTube fewer are. */
function isAbbreviation(word: string): boolean {
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  const capitals = word.match(/\p{Lu}/gu)?.length ?? 0;
  return capitals >= 2 && capitals * 2 >= letters && !isRomanNumeral(word) && !commonlyKnown.has(word);
}

/** @returns the abbreviations in a text, each with its offset */
export const abbreviationsIn = (text: string): { word: string; at: number }[] =>
  [...text.matchAll(candidates)].flatMap(({ 0: word, index }) =>
    isAbbreviation(word) ? [{ word, at: index }] : [],
  );

/** @returns whether a text explains an abbreviation in one of the usual ways */
export function isExplained(abbreviation: string, text: string): boolean {
  const word = `[„"”]?${abbreviation.replaceAll('.', '\\.')}[”"]?`;
  return [
    // Powiatowy Urząd Pracy (PUP)
    `\\p{L}[”"]? \\(${word}\\)`,
    // PUP (Powiatowy Urząd Pracy)
    `${word} \\(\\p{L}{2}`,
    // PUP, czyli Powiatowy Urząd Pracy; PUP to znaczy…; PUP oznacza…
    `${word},? (?:czyli|to znaczy|to jest|znaczy|oznacza) `,
    // PUP to skrót od: …; … w skrócie PUP; ma skrót PUP; jego skrót to PUP; skrót „PUP” znaczy
    `${word}[^.!?\\n]{0,20} skrót`,
    `skró[tc]\\p{L}*[^.!?\\n]{0,30}${word}(?!\\p{L})`,
  ].some((pattern) => new RegExp(pattern, 'iu').test(text));
}

/**
 * @returns faults for abbreviations that the page does not explain, each once, at their first use; outside official
 * quotations, and on Polish pages only, since other languages explain with other words
 */
export function checkAbbreviations({ language, title, blocks, frontMatter }: Page): Fault[] {
  if (language !== 'pl') return [];
  const titleBlock: Block = { text: title ?? '', line: frontMatter.lineOf(['tytul']), official: false };
  const whole = [titleBlock, ...blocks].map(({ text }) => text.replace(/\s+/g, ' ')).join('\n');
  const told = new Set<string>();
  return [titleBlock, ...blocks].flatMap((block): Fault[] =>
    block.official
      ? []
      : abbreviationsIn(block.text).flatMap(({ word, at }): Fault[] => {
          if (told.has(word) || isExplained(word, whole)) return [];
          told.add(word);
          return [{ line: lineWithin(block, at), message: abbreviationMessage(word) }];
        }),
  );
}

const abbreviationMessage = (word: string): string =>
  `Skrót „${word}” nie jest na tej stronie wyjaśniony. Za pierwszym razem napisz pełną nazwę i skrót w nawiasie: „pełna nazwa (${word})”. Jeśli to nie skrót, pisz małymi literami.`;
