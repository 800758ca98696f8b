import type { FactName } from '../../content-schemas/collections.ts';
import type { Fault } from '../findings.ts';
import { type Block, lineWithin } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';
import type { YamlData } from '../reading/yaml-source.ts';

const gap = '[\\s\\u00a0.-]?';
/** A Polish number of nine digits in any usual grouping, with or without the country code. */
const telephone = new RegExp(
  `(?<![\\d/.,-])(?:(?:\\+|00)48${gap})?(?:\\(?\\d{2}\\)?${gap}\\d{3}${gap}\\d{2}${gap}\\d{2}|\\d{3}${gap}\\d{3}${gap}\\d{3})(?![\\d/]|[.,]\\d)`,
  'gu',
);

const time = '(?:[01]?\\d|2[0-3])[:.][0-5]\\d';
const hour = '(?:[01]?\\d|2[0-4])(?:[:.][0-5]\\d)?';
/** A span of time; hours without minutes only when the words around them say that they are hours. */
const hours = new RegExp(
  [
    `(?<![\\d.:])${time}\\s*(?:-|–|—|do)\\s*${time}(?![\\d:]|\\.\\d)`,
    `godz\\p{L}*\\.?\\s+(?:od\\s+)?${hour}\\s*(?:-|–|—|do)\\s*${hour}`,
    `(?:czynn|otwar)\\p{L}+[^.!?\\n]{0,40}?\\sod\\s+${hour}\\s+do\\s+${hour}`,
  ].join('|'),
  'giu',
);

const telephoneMessage =
  'Numer telefonu wpisany w tekst zostanie stary, gdy zmieni się w pliku fakty/kontakt.yaml. Jeśli to telefon klubu, napisz zamiast niego :telefon';
const hoursMessage =
  'Godziny wpisane w tekst zostaną stare, gdy zmienią się w pliku fakty/godziny.yaml. Jeśli to godziny otwarcia klubu, usuń je i wstaw w osobnym wierszu ::godziny';

const found = (block: Block, pattern: RegExp, message: string): Fault[] =>
  [...block.text.matchAll(pattern)].map(({ index }) => ({ line: lineWithin(block, index), message }));

/** @returns hints for facts of the club that a page repeats as text, where they become outdated */
export function checkTypedFacts({ blocks, title, frontMatter }: Page): Fault[] {
  const description = (frontMatter.value as Readonly<Record<string, unknown>> | null)?.['opis'];
  const fields: Block[] = [
    { text: title ?? '', line: frontMatter.lineOf(['tytul']), official: false },
    { text: String(description ?? ''), line: frontMatter.lineOf(['opis']), official: false },
  ];
  return [...fields, ...blocks]
    .filter(({ official }) => !official)
    .flatMap((block) => [...found(block, telephone, telephoneMessage), ...found(block, hours, hoursMessage)]);
}

const fieldTelephoneMessage =
  'Numer telefonu wpisany w ten tekst zostanie stary, gdy zmieni się w pliku fakty/kontakt.yaml. Jeśli to telefon klubu, usuń go: stoi na każdej stronie.';
const fieldHoursMessage =
  'Godziny wpisane w ten tekst zostaną stare, gdy zmienią się w pliku fakty/godziny.yaml. Godziny klubu wpisz tam, a dzień krótszy w fakty/przerwy.yaml, w polu „godziny”.';

/** Files whose texts are about other telephones and hours, or that define those of the club. */
const ownFacts: ReadonlySet<FactName> = new Set(['kontakt', 'godziny', 'pomoc', 'pytania']);

/** @returns the texts by language in a file of facts, with their lines */
function textsIn({ value, lineOf }: YamlData): Block[] {
  const walk = (inner: unknown, path: readonly (string | number)[]): Block[] => {
    if (Array.isArray(inner)) return inner.flatMap((item, index) => walk(item, [...path, index]));
    if (inner === null || typeof inner !== 'object') return [];
    const byLanguage = 'pl' in inner;
    return Object.entries(inner).flatMap(([name, item]) =>
      byLanguage && typeof item === 'string'
        ? [{ text: item, line: lineOf([...path, name]), official: false }]
        : walk(item, [...path, name]),
    );
  };
  return walk(value, []);
}

/**
 * @returns hints for the club's telephone and hours repeated in texts of facts; a notice, which ends, may name hours
 */
export const typedFactsInFields = (name: FactName, data: YamlData): Fault[] =>
  ownFacts.has(name)
    ? []
    : textsIn(data).flatMap((block) => [
        ...found(block, telephone, fieldTelephoneMessage),
        ...(name === 'komunikat' ? [] : found(block, hours, fieldHoursMessage)),
      ]);
