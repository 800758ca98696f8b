import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Fault } from '../findings.ts';

/** YAML data with line numbers. */
export interface YamlData {
  readonly value: unknown;
  /** @returns the line of the field at a path, or of its nearest existing ancestor */
  lineOf(path: readonly PropertyKey[]): number;
}

export type YamlReading =
  | { readonly kind: 'data'; readonly data: YamlData }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

const badIndent = 'Wcięcie nie pasuje do wierszy wyżej. Wyrównaj początek wiersza tak jak w polach obok.';

const messages: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: 'Wcięcie jest zrobione tabulatorem. Zamień je na odstępy (spacje).',
  DUPLICATE_KEY: 'To pole jest wpisane drugi raz. Zostaw jedno.',
  BAD_INDENT: badIndent,
  BLOCK_AS_IMPLICIT_KEY:
    'Dwukropek w tekście myli zapis. Weź cały tekst w cudzysłów, na przykład: tytul: "Praca: gdzie szukać".',
  MULTILINE_IMPLICIT_KEY:
    'Tego wiersza nie da się odczytać. Każde pole zaczyna się w nowym wierszu: nazwa, dwukropek, odstęp, wartość.',
  BAD_SCALAR_START: 'Wartość zaczyna się od znaku, który ma tu inne znaczenie. Weź ją w cudzysłów.',
  MISSING_CHAR:
    'Tu albo wyżej brakuje znaku, na przykład cudzysłowu na końcu tekstu albo dwukropka po nazwie pola. Dopisz go.',
  BAD_DQ_ESCAPE:
    "Ukośnik \\ w cudzysłowie ma inne znaczenie. Usuń go albo weź tekst w pojedynczy cudzysłów: '…'.",
  MULTIPLE_DOCS: 'Trzy kreski --- wolno wpisać tylko na początku i na końcu opisu strony. Usuń je stąd.',
};
const unreadable =
  'Tego wiersza nie da się odczytać. Porównaj go z wierszami obok albo cofnij ostatnią zmianę.';

/** Mistakes that the parser reports unclearly, or not at all: patterns of a line. */
const oddLines: readonly (readonly [RegExp, string])[] = [
  [
    /^\s*\u00a0|^[^"'#]*?:\u00a0/,
    'W tym wierszu są twarde spacje, pewnie z wklejonego tekstu. Skasuj odstępy na początku i po dwukropku i wpisz zwykłe.',
  ],
  [/^\s*[–—•]\s*[\p{L}_]+:/u, 'Wpis listy zacznij od zwykłego łącznika i odstępu: - od: 2026-12-24'],
  [
    /^\s*(?:- )*[\p{L}_]+:\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'(?!'))\s*[^\s#,]/u,
    'Cudzysłów ma objąć całą wartość, od jej początku do końca. Cudzysłów w środku napisz tak: „…”.',
  ],
];

/** A list in brackets that is not closed on its line, while the next line begins a field. */
const openList = /^[^"'#]*:\s+\[[^\]]*$/;
const startsField = /^\s*(?:- )*[\p{L}\d_-]+:(?:\s|$)/u;

const openListBefore = (lines: readonly string[], faulty: number): number | undefined => {
  for (const line of [faulty, faulty - 1])
    if (openList.test(lines[line] ?? '') && startsField.test(lines[line + 1] ?? 'end:')) return line;
  return undefined;
};

const emptyValue = /^(\s*)(?:- )*[\p{L}\d_-]+:\s*(\[\s*\]|\{\s*\}|null|~|""|'')\s*$/u;

/**
 * The most likely mistake in a formerly empty list: the sign for "empty" was left above its first entry.
 *
 * @param lines of the text
 * @param faulty index of the line at which parsing stopped
 */
function emptyAbove(lines: readonly string[], faulty: number): { line: number; sign: string } | undefined {
  for (const line of [faulty, faulty - 1, faulty - 2]) {
    const [, indent = '', sign] = emptyValue.exec(lines[line] ?? '') ?? [];
    const next =
      lines.slice(line + 1).find((text) => text.trim() !== '' && !text.trim().startsWith('#')) ?? '';
    const deeper = next.startsWith(`${indent} `) || next.trimStart().startsWith('- ');
    if (sign !== undefined && deeper) return { line, sign };
  }
  return undefined;
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];

/** @returns the offset of the field at the end of a path: its key, or for a list item the item */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number | undefined {
  let node = root;
  let found: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (pair === undefined) return found;
      found = startOf(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (node === undefined) return found;
      found = startOf(node) ?? found;
    } else return found;
  }
  return found;
}

/**
 * Parses YAML 1.2 with its core schema, in which `2026-02-30` and `25:99` stay texts.
 *
 * @param text the YAML
 * @param linesBefore number of lines of the file before the text
 * @returns the data, or the first fault: further ones mostly follow from it
 */
export function readYaml(text: string, linesBefore = 0): YamlReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'core', lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number | undefined): number =>
    offset === undefined ? 1 : lines.linePos(offset).line + linesBefore;
  const fault = (offset: number | undefined, message: string): YamlReading => ({
    kind: 'faults',
    faults: [{ line: lineAt(offset), message }],
  });

  for (const [pattern, message] of oddLines) {
    const odd = text.split('\n').findIndex((line) => pattern.test(line));
    if (odd >= 0) return { kind: 'faults', faults: [{ line: odd + 1 + linesBefore, message }] };
  }
  const [error] = document.errors;
  if (error !== undefined) {
    const written = text.split('\n');
    const faulty = lines.linePos(error.pos[0]).line - 1;
    const left = emptyAbove(written, faulty);
    const open = openListBefore(written, faulty);
    if (open !== undefined) {
      const missing =
        'Na końcu tego wiersza brakuje ]. Lista w jednym wierszu ma oba nawiasy: [praca, robota].';
      return { kind: 'faults', faults: [{ line: open + 1 + linesBefore, message: missing }] };
    }
    // A wrongly indented entry is parsed as a continuation of the text above it.
    const isEntry = /^\s*- /.test(written[faulty] ?? '');
    if (left === undefined && isEntry && error.code === 'BLOCK_AS_IMPLICIT_KEY')
      return fault(error.pos[0], badIndent);
    if (left === undefined) return fault(error.pos[0], messages[error.code] ?? unreadable);
    const message = `Usuń ${left.sign} z tego wiersza: to znaczy „puste”, a pod spodem są wpisy. Zostaw samą nazwę pola i dwukropek.`;
    return { kind: 'faults', faults: [{ line: left.line + 1 + linesBefore, message }] };
  }
  let special: number | undefined;
  let strangeKey: number | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key)) return undefined;
      strangeKey = startOf(key) ?? 0;
      return visit.BREAK;
    },
    Node(_, node) {
      const tagged = node.tag !== undefined && !node.tag.startsWith('tag:yaml.org');
      if (!isAlias(node) && !tagged && !('anchor' in node && node.anchor)) return undefined;
      special = startOf(node) ?? 0;
      return visit.BREAK;
    },
  });
  if (special !== undefined)
    return fault(
      special,
      'Znaki *, & i ! na początku wartości mają tu inne znaczenie. Weź wartość w cudzysłów.',
    );
  if (strangeKey !== undefined) return fault(strangeKey, unreadable);
  return {
    kind: 'data',
    data: { value: document.toJS(), lineOf: (path) => lineAt(offsetOf(document.contents, path)) },
  };
}

/**
 * @param line of the text, from 1
 * @returns the path of the field that begins on this line, the innermost one: `wyjatki.2.od`; undefined when none
 * begins there
 */
export function fieldOnLine(text: string, line: number): string | undefined {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { schema: 'core', lineCounter: lines, prettyErrors: false });
  const begins = (offset: number | undefined) => offset !== undefined && lines.linePos(offset).line === line;
  const below = (node: unknown, path: readonly string[]): string | undefined => {
    const parts = isMap(node)
      ? node.items.map(({ key, value }) => [key, value, String(isScalar(key) ? key.value : '')] as const)
      : isSeq(node)
        ? node.items.map((item, index) => [item, item, String(index)] as const)
        : [];
    for (const [start, value, name] of parts) {
      const inner = below(value, [...path, name]);
      if (inner !== undefined) return inner;
      if (begins(startOf(start))) return [...path, name].join('.');
    }
    return undefined;
  };
  return below(contents, []);
}
