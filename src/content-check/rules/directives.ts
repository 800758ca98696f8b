import {
  containerDirectives,
  drawingNames,
  leafDirectives,
  textDirectives,
} from '../../markdown/directives.ts';
import type { Fault } from '../findings.ts';
import { nearest, suggestion } from '../nearest.ts';
import { lineOf, type MdastNode, type Placed } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** Keys for directives, by the file of facts that defines them; undefined when that file has faults. */
export interface KnownKeys {
  readonly akty: ReadonlySet<string> | undefined;
  readonly stawki: ReadonlySet<string> | undefined;
  readonly slownik: ReadonlySet<string> | undefined;
}

/** Directives with a key, and the file that defines the key. */
const keyed: Readonly<Record<string, keyof KnownKeys>> = { akt: 'akty', stawka: 'stawki', slowo: 'slownik' };

/** The keys that an insert may use, and the Polish words for "in" and "from" the place where they are defined. */
interface KeySource {
  readonly within: string;
  readonly from: string;
  /** Undefined when the file that defines them has faults. */
  readonly known: ReadonlySet<string> | undefined;
}

function keySourceOf(name: string, keys: KnownKeys): KeySource | undefined {
  if (name === 'rysunek')
    return { within: 'Na liście rysunków', from: 'z listy rysunków', known: new Set(drawingNames) };
  const file = keyed[name];
  if (file === undefined) return undefined;
  return { within: `W pliku fakty/${file}.yaml`, from: `z pliku fakty/${file}.yaml`, known: keys[file] };
}

const leafNames: readonly string[] = leafDirectives;
const textNames: readonly string[] = textDirectives;
const containerNames = Object.keys(containerDirectives);

/** The spelling of every insert. */
const spellings = new Map([
  ...leafNames.map((name) => [name, `::${name}`] as const),
  ...textNames.map((name) => [name, `:${name}`] as const),
  ...containerNames.map((name) => [name, `:::${name}`] as const),
]);

const places = new Map([
  ...leafNames.map((name) => [name, 'sama w wierszu'] as const),
  ...textNames.map((name) => [name, 'w zdaniu'] as const),
  ...containerNames.map(
    (name) => [name, 'w wierszu nad tekstem, a pod nim zamyka ją ::: w osobnym wierszu'] as const,
  ),
]);

type Directive = MdastNode & { type: 'leafDirective' | 'textDirective' | 'containerDirective' };

const namesOf = { leafDirective: leafNames, textDirective: textNames, containerDirective: containerNames };
const marksOf = { leafDirective: '::', textDirective: ':', containerDirective: ':::' };

/**
 * The parser reads a colon in a sentence ("7:30", "e-mail:x") as a directive; ours have a similar name, or braces.
 */
const isMeant = ({ type, name, attributes }: Directive): boolean =>
  type !== 'textDirective' ||
  Object.keys(attributes ?? {}).length > 0 ||
  nearest(name, spellings.keys()) !== undefined;

function unknownName({ type, name }: Directive): string {
  const meant = spellings.has(name) ? name : undefined;
  if (meant !== undefined)
    return `Wstawka „${name}” stoi ${places.get(meant)}. Napisz: ${spellings.get(meant)}`;
  const near = nearest(name, spellings.keys());
  const remedy =
    near === undefined ? `Znamy te: ${namesOf[type].join(', ')}.` : `Może chodziło o: ${spellings.get(near)}`;
  return `Nie znamy wstawki ${marksOf[type]}${name}. ${remedy}`;
}

function attributeFault({ name, attributes, type }: Directive, keys: KnownKeys): string | undefined {
  const written = Object.entries(attributes ?? {});
  const source = keySourceOf(name, keys);
  const pattern = `${marksOf[type]}${name}{klucz=…}`;
  const strange = written.find(([key]) => source === undefined || key !== 'klucz');
  if (strange !== undefined)
    return source === undefined
      ? `Wstawka ${marksOf[type]}${name} nie przyjmuje nic w klamrach. Usuń klamry { } i to, co w nich jest.`
      : `Wstawka ${name} nie zna pola „${strange[0]}”. Napisz: ${pattern}`;
  if (source === undefined) return undefined;
  const key = attributes?.['klucz'];
  const { within, from, known } = source;
  if (!key) return `Wstawka ${name} nie mówi, o co chodzi. Napisz: ${pattern} z kluczem ${from}.`;
  if (known === undefined || known.has(key)) return undefined;
  return `${within} nie ma klucza „${key}”.${suggestion(key, known) || ` Są tam: ${[...known].join(', ')}.`}`;
}

/**
 * Whether a closing line ends the container; the parser closes an open one at the end of the text without a message.
 */
function isClosed(node: MdastNode, lines: readonly string[]): boolean {
  const last = node.position?.end.line ?? 1;
  return last > lineOf(node) && /^[\s>]*:{3,}\s*$/.test(lines[last - 1] ?? '');
}

function faultOf({ node, ancestors }: Placed, lines: readonly string[], keys: KnownKeys): string | undefined {
  if (!isDirective(node)) return undefined;
  if (!namesOf[node.type].includes(node.name)) return isMeant(node) ? unknownName(node) : undefined;
  if (node.type === 'containerDirective') {
    const outer = ancestors.findLast(({ type }) => type === 'containerDirective');
    if (outer !== undefined)
      return `Wyżej jest wstawka otwarta w wierszu ${lineOf(outer)} i jeszcze nie zamknięta. Zamknij ją przed tym wierszem: dopisz :::`;
    if (!isClosed(node, lines))
      return `Wstawka :::${node.name} nie jest zamknięta. Pod jej ostatnim wierszem dopisz pusty wiersz, a pod nim :::`;
  }
  return attributeFault(node, keys);
}

const isDirective = (node: MdastNode): node is Directive =>
  node.type === 'leafDirective' || node.type === 'textDirective' || node.type === 'containerDirective';

/** A line that was parsed as plain text although it looks like an insert. */
interface Remnant {
  readonly line: number;
  readonly text: string;
  readonly kind: 'closing' | 'insert';
}

const remnantsIn = (node: MdastNode): Remnant[] =>
  node.type !== 'text'
    ? []
    : node.value.split('\n').flatMap((text, index): Remnant[] => {
        const line = lineOf(node) + index;
        if (/^\s*:{3,}\s*$/.test(text)) return [{ line, text, kind: 'closing' }];
        return /:{2,}\s*\p{L}/u.test(text) ? [{ line, text, kind: 'insert' }] : [];
      });

function remnantMessage({ text, kind }: Remnant): string {
  if (kind === 'closing')
    return 'Ten wiersz ::: niczego nie zamyka. Usuń go albo dopisz wyżej początek, na przykład :::wazne';
  const [written = '', name = ''] = /:{2,}\s*([\p{L}-]+)/u.exec(text) ?? [];
  const known = nearest(name, spellings.keys()) ?? '';
  const key = /klucz\s*[=:]\s*["„”']?([\p{L}\d-]+)/u.exec(text)?.[1];
  if (key !== undefined && keySourceOf(known, { akty: undefined, stawki: undefined, slownik: undefined }))
    return `Wstawki „${written}” nie da się odczytać. Klucz stoi w klamrach, bez odstępu przed nimi: ${spellings.get(known)}{klucz=${key}}`;
  const right = spellings.get(known) ?? '::godziny';
  if (textNames.includes(known))
    return `Wstawki „${written}” nie da się odczytać. W zdaniu, z jednym dwukropkiem i bez odstępu po nim, napisz: ${right}`;
  return `Wstawki „${written}” nie da się odczytać. Ma stać sama w wierszu, bez odstępu po dwukropkach: ${right}`;
}

/** @returns faults for unknown or misplaced inserts, wrong or missing keys, and unclosed containers */
export function checkDirectives({ nodes, body }: Page, keys: KnownKeys): Fault[] {
  const lines = body.split('\n');
  const faults = nodes.flatMap((placed): Fault[] => {
    const message = faultOf(placed, lines, keys);
    return message === undefined ? [] : [{ line: lineOf(placed.node), message }];
  });
  const remnants = nodes.flatMap(({ node }) => remnantsIn(node));
  // A closing line without an opening one follows from a broken opening line above it; one message is enough.
  const broken = [...faults, ...remnants.filter(({ kind }) => kind === 'insert')];
  const told = remnants.filter(
    ({ kind, line }) => kind === 'insert' || !broken.some((other) => other.line < line),
  );
  return [...faults, ...told.map((remnant) => ({ line: remnant.line, message: remnantMessage(remnant) }))];
}
