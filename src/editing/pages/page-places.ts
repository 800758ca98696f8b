import { isNeeded } from '../../content-check/reading/source-files.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import type { PageFolder } from '../../content-schemas/collections.ts';
import type { Day } from '../../hours/days.ts';
import { inPlainLetters } from '../../staff-files/names.ts';
import { cleanText } from '../clean-text.ts';
import { editYamlForm } from '../facts/fact-form.ts';
import { editYaml } from '../facts/yaml-edit.ts';
import { bodyOf, cut, frontMatterOf, join, pageAt, pageShapes } from './page-file.ts';

/** New pages, and pages that move or go. */

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

/** @returns the old addresses that a page names, as they are written */
export const oldAddressesIn = (text: string): string[] => {
  const written = frontMatterOf(text)['dawne_adresy'] ?? [];
  return (Array.isArray(written) ? written : [written]).map(String);
};

/** @returns a page that answers at more old addresses; each once */
function withOldAddresses(text: string, addresses: readonly string[]): string {
  const parts = cut(text);
  const known = oldAddressesIn(text);
  const value = [...new Set([...known, ...addresses])];
  if (parts === undefined || value.length === known.length) return text;
  return join({ ...parts, fields: editYaml(parts.fields, [{ kind: 'set', path: ['dawne_adresy'], value }]) });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @returns a text whose links and doors lead to another address */
export const withLinksTo = (text: string, from: string, to: string): string =>
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
  if (heir !== undefined && texts.has(heir)) leadOn(path, heir, texts, taken);
  return { kind: 'moved', path: heir ?? path, texts: taken };
}

/** From now on a page answers at the addresses of one that goes, and links lead to it. */
function leadOn(path: string, heir: string, texts: Texts, changes: Map<string, string | null>): void {
  const [file, next] = [pageAt(path), pageAt(heir)];
  if (file === undefined || next === undefined) return;
  const [from, to] = [wholeAddressOf(file), wholeAddressOf(next)];
  const old = [from, ...oldAddressesIn(texts.get(path) ?? '')].filter((address) => address !== to);
  const now = (one: string): string | null => changes.get(one) ?? texts.get(one) ?? null;
  for (const one of new Set([...texts.keys(), ...changes.keys()])) {
    const text = changes.get(one) === null ? null : now(one);
    if (text === null) continue;
    const linked = withLinksTo(one === heir ? withOldAddresses(text, old) : text, from, to);
    if (linked !== text) changes.set(one, linked);
  }
}

/**
 * Changes that take pages away which people may have the addresses of, as an undo does.
 *
 * @param texts of all pages before the changes
 * @returns the changes, with those addresses led on: to the page that comes in its place, else to the list of news or
 *   the start of the site
 */
export function withAddressesKept(
  changes: ReadonlyMap<string, string | null>,
  texts: Texts,
): Map<string, string | null> {
  const kept = new Map(changes);
  for (const [path, text] of changes) {
    const [file, old] = [pageAt(path), texts.get(path)];
    if (text !== null || file === undefined || old === undefined) continue;
    const back = [...changes].find(
      ([one, fresh]) => fresh !== null && !texts.has(one) && pageAt(one) && bodyOf(fresh) === bodyOf(old),
    );
    const list = file.folder === 'aktualnosci' ? 'aktualnosci' : 'start';
    const heir = [back?.[0], `${file.language}/strony/${list}.md`, `pl/strony/${list}.md`].find(
      (one) => one !== undefined && one !== path && (kept.get(one) ?? texts.get(one)) != null,
    );
    if (heir !== undefined) leadOn(path, heir, texts, kept);
  }
  return kept;
}
