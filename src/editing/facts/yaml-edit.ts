import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Edit, editData, inOrder, type Path, valueAt } from './edits.ts';
import { flowText, isTextList, itemLines, scalarText, valueText, write } from './yaml-text.ts';

/**
 * Edits YAML in place: everything that no edit names keeps its bytes (comments, quotes, order, line ends), so that
 * one changed value is one changed line. When an edit cannot be made in place (for example a new key in a group in
 * braces), the smallest possible part is written anew. The result is parsed again and must equal the edited data.
 */

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const parse = (text: string): Document => parseDocument(text, { schema: 'core', prettyErrors: false });

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const nextLine = (text: string, offset: number): number => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
};

const rangeOf = (node: unknown): readonly [number, number, number] =>
  (node as { range?: [number, number, number] | null } | null)?.range ?? [0, 0, 0];

/** @returns the end offset of a value, without the comments and empty lines after it */
function contentEnd(node: unknown): number {
  if (!isCollection(node) || node.flow) return rangeOf(node)[1];
  const last = node.items.at(-1);
  if (isPair(last)) return Math.max(contentEnd(last.value), rangeOf(last.key)[1] + 1);
  return last === undefined ? rangeOf(node)[1] : contentEnd(last);
}

const pairOf = (map: unknown, name: string | number): Pair | undefined =>
  isMap(map) ? map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name)) : undefined;

const nodeAt = (document: Document, path: Path): unknown =>
  path.length === 0 ? document.contents : document.getIn(path, true);

/** @returns the path of the outermost collection in brackets or braces on the way to a path */
function flowAbove(document: Document, path: Path): Path | undefined {
  for (let length = 0; length < path.length; length += 1) {
    const node = nodeAt(document, path.slice(0, length));
    if (isCollection(node) && node.flow) return path.slice(0, length);
  }
  return undefined;
}

interface Place {
  readonly document: Document;
  readonly text: string;
  readonly end: string;
}

const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

/** Replaces the value of a key or of a list entry. */
function replaceValue({ document, text, end }: Place, path: Path, value: unknown): Cut[] {
  const node = nodeAt(document, path);
  const isNested =
    typeof value === 'object' && value !== null && !isTextList(value) && Object.keys(value).length > 0;
  const inline = isScalar(node) || (isCollection(node) && node.flow === true);
  const pair = pairOf(nodeAt(document, path.slice(0, -1)), path.at(-1) ?? '');
  const [from, to] = rangeOf(node);
  if (pair === undefined)
    return inline && !isNested
      ? [{ from, to, text: scalarText(value, false, isScalar(node) ? node : undefined) }]
      : [];
  const [keyFrom, keyTo] = rangeOf(pair.key);
  const colon = text.indexOf(':', keyTo) + 1;
  const below = valueText(value, columnOf(text, keyFrom) + 2, end);
  if (inline && !isNested)
    return from === to || isCollection(node) || typeof value === 'object'
      ? [{ from: colon, to: Math.max(colon, to), text: below }]
      : [{ from, to, text: scalarText(value, false, isScalar(node) ? node : undefined) }];
  if (inline) {
    const lineEnd = nextLine(text, Math.max(colon, to));
    const stop = text[lineEnd - 1] === '\n' ? lineEnd - end.length : lineEnd;
    return [
      { from: colon, to: Math.max(colon, to), text: '' },
      { from: stop, to: stop, text: below },
    ];
  }
  return [{ from: colon, to: contentEnd(node), text: below }];
}

/** Adds a new key to a group, after the last key that usually comes before it. */
function addName(
  { document, text, end }: Place,
  path: Path,
  value: unknown,
  order: readonly string[] = [],
): Cut[] {
  const map = nodeAt(document, path.slice(0, -1)) as YAMLMap | null;
  const name = String(path.at(-1));
  const [first] = map?.items ?? [];
  if (!map || first === undefined) {
    const from = text === '' || text.endsWith('\n') ? text.length : text.length;
    const before = text === '' || text.endsWith('\n') ? '' : end;
    return [{ from, to: from, text: `${before}${name}:${valueText(value, 2, end)}${end}` }];
  }
  const before = order.slice(0, order.indexOf(name));
  const anchor = map.items.findLast(({ key }) => isScalar(key) && before.includes(String(key.value)));
  const column = columnOf(text, rangeOf(first.key)[0]);
  const written = `${name}:${valueText(value, column + 2, end)}`;
  if (anchor === undefined && order.includes(name)) {
    const at = rangeOf(first.key)[0];
    return [{ from: at, to: at, text: `${written}${end}${' '.repeat(column)}` }];
  }
  const last = anchor ?? map.items.at(-1);
  return [
    afterLine(
      text,
      Math.max(contentEnd(last?.value), rangeOf(last?.key)[1] + 1),
      ' '.repeat(column) + written,
      end,
    ),
  ];
}

/** @returns a cut that adds a line after the one with the given offset */
function afterLine(text: string, offset: number, line: string, end: string): Cut {
  const at = nextLine(text, offset);
  const ended = text[at - 1] === '\n';
  return { from: at, to: at, text: ended ? line + end : end + line };
}

function appendItem({ document, text, end }: Place, path: Path, value: unknown): Cut[] {
  const list = nodeAt(document, path);
  if (!isSeq(list) || list.items.length === 0) return [];
  const dash = text.lastIndexOf('-', rangeOf(list.items.at(-1))[0]);
  const lines = itemLines(value, columnOf(text, dash)).join(end);
  const parted =
    list.items.length > 1 &&
    list.items.slice(1).every((item) => (item as { spaceBefore?: boolean }).spaceBefore);
  return [afterLine(text, contentEnd(list), parted ? end + lines : lines, end)];
}

/**
 * An entry is removed with the comment right above it, except the first one, where the comment belongs to the whole
 * list.
 */
function removeItem({ text }: Place, list: YAMLSeq, index: number): Cut[] {
  const item = list.items[index];
  const dash = text.lastIndexOf('-', rangeOf(item)[0]);
  const column = columnOf(text, dash);
  let from = lineStart(text, dash);
  let to = nextLine(text, contentEnd(item));
  const above = () => text.slice(lineStart(text, from - 1), from);
  if (index > 0) {
    while (above().trimStart().startsWith('#') && above().length - above().trimStart().length === column)
      from = lineStart(text, from - 1);
    while (from > 0 && above().trim() === '') from = lineStart(text, from - 1);
  } else while (to < text.length && text.slice(to, nextLine(text, to)).trim() === '') to = nextLine(text, to);
  return [{ from, to, text: '' }];
}

function removeName({ document, text }: Place, path: Path): Cut[] {
  const map = nodeAt(document, path.slice(0, -1)) as YAMLMap;
  const pair = pairOf(map, path.at(-1) ?? '');
  const index = map.items.indexOf(pair as (typeof map.items)[number]);
  const [from] = rangeOf(pair?.key);
  const next = map.items[index + 1];
  if (next !== undefined) return [{ from, to: rangeOf(next.key)[0], text: '' }];
  const to = nextLine(text, Math.max(contentEnd(pair?.value), rangeOf(pair?.key)[1] + 1));
  return [{ from: lineStart(text, from), to, text: '' }];
}

/** @returns the cuts of one edit; undefined when it cannot be made in place */
function cutsFor(place: Place, edit: Edit): Cut[] | undefined {
  const { document } = place;
  const node = nodeAt(document, edit.path);
  const flow = flowAbove(document, edit.path);
  const data: unknown = document.toJS();
  if (flow !== undefined) {
    if (edit.kind === 'set' && isScalar(node) && (typeof edit.value !== 'object' || edit.value === null)) {
      const [from, to] = node.range ?? [0, 0];
      return from === to ? undefined : [{ from, to, text: scalarText(edit.value, true, node) }];
    }
    const [from, to] = rangeOf(nodeAt(document, flow));
    return [{ from, to, text: flowText(valueAt(editData(data, [edit]), flow)) }];
  }
  if (edit.kind === 'set') {
    const parent = nodeAt(document, edit.path.slice(0, -1));
    const isThere = isMap(parent) ? pairOf(parent, edit.path.at(-1) ?? '') !== undefined : isSeq(parent);
    const cuts = isThere
      ? replaceValue(place, edit.path, edit.value)
      : addName(place, edit.path, edit.value, edit.order);
    return cuts.length > 0 ? cuts : undefined;
  }
  if (edit.kind === 'append') {
    if (isSeq(node) && node.items.length > 0 && !node.flow) return appendItem(place, edit.path, edit.value);
    const whole = valueAt(editData(data, [edit]), edit.path);
    return cutsFor(place, { kind: 'set', path: edit.path, value: whole });
  }
  const parent = nodeAt(document, edit.path.slice(0, -1));
  if (!isCollection(parent)) return undefined;
  if (parent.items.length === 1) {
    const nothing = isSeq(parent) ? [] : {};
    return edit.path.length > 1
      ? cutsFor(place, { kind: 'set', path: edit.path.slice(0, -1), value: nothing })
      : undefined;
  }
  return isSeq(parent) ? removeItem(place, parent, Number(edit.path.at(-1))) : removeName(place, edit.path);
}

const applyCuts = (text: string, cuts: readonly Cut[]): string =>
  [...cuts]
    .sort((one, other) => other.from - one.from || other.to - one.to)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);

/** @returns the text after an edit, in place if possible, else written anew by the library */
function applyEdit(text: string, edit: Edit): string {
  const document = parse(text);
  const wanted = editData(document.toJS(), [edit]);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const cuts = cutsFor({ document, text, end }, edit);
  const cut =
    cuts &&
    applyCuts(
      text,
      cuts.map((one) => ({ ...one, text: one.text.replace(/\r?\n/g, end) })),
    );
  if (cut !== undefined) {
    const back = parse(cut);
    if (back.errors.length === 0 && isDeepStrictEqual(back.toJS() ?? {}, wanted)) return cut;
  }
  if (!isMap(document.contents)) return write(wanted) + end;
  if (edit.kind === 'remove') document.deleteIn(edit.path);
  else if (edit.kind === 'set') document.setIn(edit.path, document.createNode(edit.value));
  else document.setIn(edit.path, document.createNode(valueAt(wanted, edit.path)));
  return document.toString({ lineWidth: 0 });
}

/**
 * @param text valid YAML
 * @returns the YAML with the edits made
 */
export function editYaml(text: string, edits: readonly Edit[]): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  return mark + inOrder(edits).reduce(applyEdit, text.slice(mark.length));
}
