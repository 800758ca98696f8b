import { toText } from '../../content-check/reading/file-text.ts';
import { readMarkdown } from '../../content-check/reading/front-matter.ts';
import { isNeeded, type PageFile, sortFiles } from '../../content-check/reading/source-files.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { type PageFolder, pageFolders } from '../../content-schemas/collections.ts';
import type { Day } from '../../hours/days.ts';
import { inPlainLetters } from '../../staff-files/names.ts';
import { languages } from '../../words/index.ts';
import { cleanText } from '../clean-text.ts';
import { editYamlForm, yamlForm } from '../facts/fact-form.ts';
import type { Edited, FormReading, Posted } from '../facts/field.ts';
import { type Shape, shapeOf } from '../facts/shape.ts';
import { editYaml } from '../facts/yaml-edit.ts';

/** A page's text is no longer; the longest one of the site has 6,000 characters. */
export const longestBody = 100_000;

/** What the front matter of pages and news is made of. */
export const pageShapes: Readonly<Record<PageFolder, Shape>> = {
  strony: shapeOf(pageFolders.strony.schema),
  aktualnosci: shapeOf(pageFolders.aktualnosci.schema),
};

interface Parts {
  readonly before: string;
  readonly fields: string;
  /** The lower fence, and the empty lines below it. */
  readonly between: string;
  readonly body: string;
}

const pattern =
  /^(\ufeff?---[ \t]*\r?\n)((?:(?!---)[^\n]*\n)*)(---[ \t]*\r?(?:\n|$)(?:[ \t]*\r?\n)*)([\s\S]*)$/;

function cut(text: string): Parts | undefined {
  const [, before, fields, between, body] = pattern.exec(text) ?? [];
  return before === undefined || fields === undefined || between === undefined || body === undefined
    ? undefined
    : { before, fields, between, body };
}

const join = ({ before, fields, between, body }: Parts): string => before + fields + between + body;

/** The form of a page: the fields of its front matter, and the text below them. */
export type PageReading =
  | Extract<FormReading, { kind: 'unreadable' }>
  | (Extract<FormReading, { kind: 'form' }> & { readonly body: string });

/** @returns the form of a page or a piece of news; lines of its text end with `\n` */
export function pageForm(folder: PageFolder, text: string): PageReading {
  const reading = readMarkdown(toText(text));
  const parts = cut(text);
  if (reading.kind === 'faults' || parts === undefined) {
    const [fault] = reading.kind === 'faults' ? reading.faults : [];
    return { kind: 'unreadable', line: fault?.line ?? 1, message: fault?.message ?? '' };
  }
  const form = yamlForm(pageShapes[folder], parts.fields);
  return form.kind === 'form' ? { ...form, body: parts.body.replace(/\r\n?/g, '\n') } : form;
}

const lineEnds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** @returns the text as the file is to hold it; the same bytes where nothing but line ends differs */
function writtenBody(body: string, before: string): string {
  if (lineEnds(body) === lineEnds(before)) return before;
  const text = `${cleanText(body)
    .replace(/^\s*\n/, '')
    .trimEnd()}\n`;
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

/**
 * @param text of the whole file
 * @param posted values of the front matter's fields; what is left out stays as it is
 * @param body the new text of the page; left out, it stays as it is
 * @returns the file afterwards; @throws when it cannot be read
 */
export function editPage(folder: PageFolder, text: string, posted: Posted, body?: string): Edited {
  const parts = cut(text);
  if (parts === undefined) throw new Error('this page has no front matter');
  if (body !== undefined && body.length > longestBody && lineEnds(body) !== lineEnds(parts.body)) {
    const message = `Tekst może mieć najwyżej ${longestBody} znaków. Podziel go na dwie strony.`;
    return { kind: 'faults', faults: [{ name: 'body', message }] };
  }
  const fields = editYamlForm(pageShapes[folder], parts.fields, posted);
  if (fields.kind === 'faults') return fields;
  const written = body === undefined ? parts.body : writtenBody(body, parts.body);
  return { kind: 'text', text: join({ ...parts, fields: fields.text, body: written }) };
}

/** @returns the values of a page's front matter as they are written; none of a page that cannot be read */
export function frontMatterOf(text: string): Readonly<Record<string, unknown>> {
  const reading = readYaml(toText(cut(text)?.fields ?? ''));
  const value = reading.kind === 'data' ? reading.data.value : undefined;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** @returns the text of a page without its front matter */
export const bodyOf = (text: string): string => cut(text)?.body ?? text;

/** @returns what a path is, `pl/strony/klub.md`; undefined for what is no page */
export const pageAt = (path: string): PageFile | undefined => sortFiles([path], languages).pages[0];

/** First parts of addresses that are the site's own: no page may be called so. */
const reserved = [
  'szukaj',
  'pliki',
  'odbior',
  'blad',
  'healthz',
  'livez',
  'metrics',
  '404',
  'pl',
  'uk',
  'en',
];
const longestName = 60;

/**
 * @param words of which the name is made: a title
 * @param taken paths of all files there are
 * @returns the path of a new file, in plain letters, which no other one has
 */
export function freePath(
  {
    language,
    folder,
    words,
    day,
  }: { language: string; folder: PageFolder; words: string; day?: Day | undefined },
  taken: Pick<ReadonlySet<string>, 'has'>,
): string {
  const plain = inPlainLetters(cleanText(words)).slice(0, longestName).replace(/-$/, '');
  const name = day === undefined ? plain : `${day}-${plain}`;
  const paths = Array.from({ length: 1_000 }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`));
  const free = paths.find((one) => !reserved.includes(one) && !taken.has(`${language}/${folder}/${one}.md`));
  if (free === undefined) throw new Error('a thousand files have this name');
  return `${language}/${folder}/${free}.md`;
}

/**
 * @param page.day of a piece of news: the day from which it is shown
 * @param page.today the day in Warsaw; a new page was compared with its sources on it
 * @param taken paths of all files there are
 * @returns a new page or piece of news, without text, that is not there yet
 */
export function newPage(
  page: {
    readonly folder: PageFolder;
    readonly language: string;
    readonly title: string;
    readonly description: string;
    readonly today: Day;
    readonly day?: Day;
  },
  taken: Pick<ReadonlySet<string>, 'has'>,
): { readonly path: string; readonly text: string } {
  const { folder, language, title, description, today, day = today } = page;
  const isNews = folder === 'aktualnosci';
  const path = freePath({ language, folder, words: title, day: isNews ? day : undefined }, taken);
  const posted = new Map([
    ['tytul', title],
    ['opis', description],
    isNews ? ['data', day] : ['sprawdzono', today],
  ] as [string, string][]);
  const fields = editYamlForm(pageShapes[folder], '', posted);
  return { path, text: `---\n${fields.kind === 'text' ? fields.text : ''}---\n\n` };
}

/** @returns a page that answers at an old address too; each once */
function withOldAddresses(text: string, addresses: readonly string[]): string {
  const parts = cut(text);
  if (parts === undefined) return text;
  const written = frontMatterOf(text)['dawne_adresy'] ?? [];
  const known = (Array.isArray(written) ? written : [written]).map(String);
  const added = addresses.filter((one) => !known.includes(one));
  if (added.length === 0) return text;
  const value = [...known, ...added];
  return join({ ...parts, fields: editYaml(parts.fields, [{ kind: 'set', path: ['dawne_adresy'], value }]) });
}

const oldAddressesIn = (text: string): string[] => {
  const written = frontMatterOf(text)['dawne_adresy'] ?? [];
  return (Array.isArray(written) ? written : [written]).map(String);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @returns a text whose links and doors lead to another address */
const withLinksTo = (text: string, from: string, to: string): string =>
  text.replace(new RegExp(`(\\]\\(|adres:\\s*["']?)${escaped(from)}(?=[#?)\\s"']|$)`, 'gm'), `$1${to}`);

/** Files of the content by their paths; only what is given is looked at. */
export type Texts = ReadonlyMap<string, string>;

export type Moved =
  | { readonly kind: 'moved'; readonly path: string; readonly texts: ReadonlyMap<string, string | null> }
  | { readonly kind: 'fault'; readonly message: string };

/**
 * Gives a page another address. The old one goes on, where people may have it, and links in other pages follow.
 *
 * @param words of which the new name is made
 * @param texts of all pages of the content
 * @param known whether the page was published, so that people have its address
 */
export function renamePage(path: string, words: string, texts: Texts, known: boolean): Moved {
  const file = pageAt(path);
  const text = texts.get(path);
  if (file === undefined || text === undefined) return { kind: 'fault', message: 'Tej strony już nie ma.' };
  if (isNeeded(file))
    return {
      kind: 'fault',
      message: 'Adresu tej strony nie można zmienić, bo prowadzą do niej stałe linki portalu.',
    };
  const day = file.folder === 'aktualnosci' ? String(frontMatterOf(text)['data'] ?? '') : undefined;
  const others = new Set([...texts.keys()].filter((one) => one !== path));
  const to = freePath(
    { ...file, words: words.replace(/^\d{4}-\d{2}-\d{2}-/, ''), day: day || undefined },
    others,
  );
  if (to === path) return { kind: 'moved', path, texts: new Map() };
  const [from, next] = [wholeAddressOf(file), wholeAddressOf(pageAt(to) ?? file)];
  const moved = new Map<string, string | null>([
    [path, null],
    [to, known ? withOldAddresses(text, [from]) : text],
  ]);
  for (const [other, old] of texts) {
    const linked = other === path ? old : withLinksTo(old, from, next);
    if (linked !== old) moved.set(other, linked);
  }
  return { kind: 'moved', path: to, texts: moved };
}

/** @returns a piece of news moved to the name that its day asks for; nothing changes where it has it */
export function moveToItsDay(path: string, texts: Texts, known: boolean): Moved {
  const name = pageAt(path)?.name.replace(/^\d{4}-\d{2}-\d{2}-/, '') ?? '';
  return renamePage(path, name, texts, known);
}

/**
 * @param heir path of the page that answers at its addresses from now on; needed where people have them
 * @returns what changes when a page is taken away
 */
export function removePage(path: string, texts: Texts, heir?: string): Moved {
  const file = pageAt(path);
  const text = texts.get(path);
  if (file === undefined || text === undefined) return { kind: 'fault', message: 'Tej strony już nie ma.' };
  if (isNeeded(file))
    return {
      kind: 'fault',
      message: 'Tej strony nie można usunąć, bo prowadzą do niej stałe linki portalu.',
    };
  const taken = new Map<string, string | null>([[path, null]]);
  const next = heir === undefined ? undefined : texts.get(heir);
  if (heir !== undefined && next !== undefined)
    taken.set(heir, withOldAddresses(next, [wholeAddressOf(file), ...oldAddressesIn(text)]));
  return { kind: 'moved', path: heir ?? path, texts: taken };
}
