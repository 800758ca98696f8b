import { addressOf } from '../../content-check/reading/link-targets.ts';
import { isNeeded, type PageFile } from '../../content-check/reading/source-files.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import type { PageFolder } from '../../content-schemas/collections.ts';
import type { Day } from '../../hours/days.ts';
import { defaultLanguage } from '../../paths.ts';
import { inPlainLetters } from '../../staff-files/plain-letters.ts';
import { languages } from '../../words/index.ts';
import { cleanText } from '../clean-text.ts';
import { editYamlForm } from '../facts/fact-form.ts';
import { oldAddressesIn, withOldAddresses } from './addresses.ts';
import { pagesLinkingTo, type Texts, withLinksTo, withoutLinksTo } from './links.ts';
import { frontMatterOf, pageAt, pageShapes, withField } from './page-file.ts';
import { keptFresh } from './translations.ts';

/** Creates, renames and removes pages. */

/** First parts of addresses that the site uses itself: a page must not have such a name. */
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

/** @returns the file name of a page, in ASCII letters; empty if the words have no letter that can be written so */
export const nameFrom = (words: string): string =>
  inPlainLetters(cleanText(words)).slice(0, longestName).replace(/-$/, '');

/**
 * @param words the words for the name: a title
 * @param taken paths of all existing files
 * @returns a free path for a new file, in ASCII letters
 */
function freePath(
  {
    language,
    folder,
    words,
    day,
  }: { language: string; folder: PageFolder; words: string; day?: Day | undefined },
  taken: Pick<ReadonlySet<string>, 'has'>,
): string {
  const plain = nameFrom(words);
  if (plain === '') throw new Error('no name can be made of these words');
  const name = day === undefined ? plain : `${day}-${plain}`;
  const paths = Array.from({ length: 1_000 }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`));
  const free = paths.find((one) => !reserved.includes(one) && !taken.has(`${language}/${folder}/${one}.md`));
  if (free === undefined) throw new Error('a thousand files have this name');
  return `${language}/${folder}/${free}.md`;
}

/**
 * @param page.title the words for its name, see `nameFrom`
 * @param page.day for a piece of news: the day from which it is shown
 * @param page.today the day in Warsaw, written into a new page as the day of its check
 * @param taken paths of all existing files
 * @param given the path of a translation, which has the same name as the translated page
 * @returns the path and text of a new page or piece of news, without content
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
  given?: string,
): { readonly path: string; readonly text: string } {
  const { folder, language, title, description, today, day = today } = page;
  const isNews = folder === 'aktualnosci';
  const path = given ?? freePath({ language, folder, words: title, day: isNews ? day : undefined }, taken);
  const posted = new Map([
    ['tytul', title],
    ['opis', description],
    isNews ? ['data', day] : ['sprawdzono', today],
  ] as [string, string][]);
  const fields = editYamlForm(pageShapes[folder], '', posted);
  return { path, text: `---\n${fields.kind === 'text' ? fields.text : ''}---\n\n` };
}

export type Moved =
  | { readonly kind: 'moved'; readonly path: string; readonly texts: ReadonlyMap<string, string | null> }
  | { readonly kind: 'fault'; readonly message: string };

/** @returns the paths of a page in all languages that have it */
const inAllLanguages = ({ folder, name }: PageFile, texts: Texts): string[] =>
  languages.map((language) => `${language}/${folder}/${name}.md`).filter((path) => texts.has(path));

const inLanguage = (path: string, language: string): string => path.replace(/^[a-z]{2}/, language);

const isGone: Moved = { kind: 'fault', message: 'Tej strony już nie ma.' };

/**
 * Gives a page a new address, in every language that has it. Published old addresses redirect, links in other pages are
 * updated, and no translation becomes outdated by it.
 *
 * @param words the words for the new name
 * @param texts of all pages of the content
 * @param known whether a page was published, so that people may have its address
 */
export function renamePage(
  path: string,
  words: string,
  texts: Texts,
  known: (path: string) => boolean,
): Moved {
  const file = pageAt(path);
  const text = texts.get(path);
  if (file === undefined || text === undefined) return isGone;
  const family = inAllLanguages(file, texts);
  if (family.some((one) => isNeeded(pageAt(one) ?? file)))
    return {
      kind: 'fault',
      message: 'Adresu tej strony nie można zmienić, bo prowadzą do niej stałe linki portalu.',
    };
  const day = file.folder === 'aktualnosci' ? String(frontMatterOf(text)['data'] ?? '') : undefined;
  const wished = words.replace(/^\d{4}-\d{2}-\d{2}-/, '');
  if (nameFrom(wished) === '')
    return {
      kind: 'fault',
      message: 'Napisz adres literami łacińskimi, na przykład: warsztat-szycia.',
    };
  // Pages with the same name in several languages are translations of each other.
  const others = [...texts.keys()].filter((one) => !family.includes(one));
  const to = freePath(
    { ...file, words: wished, day: day || undefined },
    new Set(others.map((one) => inLanguage(one, file.language))),
  );
  const next = pageAt(to);
  if (to === path || next === undefined) return { kind: 'moved', path, texts: new Map() };
  const nameNow = (one: string): string => (family.includes(one) ? inLanguage(to, one.slice(0, 2)) : one);
  const moved = new Map<string, string | null>(family.map((one) => [one, null]));
  const linking = new Set(family.flatMap((one) => [one, ...pagesLinkingTo(one, texts)]));
  for (const one of linking) {
    const linked = withLinksTo(texts.get(one) ?? '', addressOf(file), addressOf(next));
    const own = pageAt(one);
    if (!family.includes(one) || own === undefined) moved.set(one, linked);
    else {
      const dated = day ? withField(one, linked, 'data', day) : linked;
      moved.set(nameNow(one), known(one) ? withOldAddresses(dated, [wholeAddressOf(own)]) : dated);
    }
  }
  for (const [one, fresh] of keptFresh(texts, moved, nameNow)) moved.set(one, fresh);
  return { kind: 'moved', path: to, texts: moved };
}

/** @returns a piece of news renamed to match its day; no changes when its name already matches */
export function moveToItsDay(path: string, texts: Texts, known: (path: string) => boolean): Moved {
  const name = pageAt(path)?.name.replace(/^\d{4}-\d{2}-\d{2}-/, '') ?? '';
  return renamePage(path, name, texts, known);
}

/**
 * @param heir path of the page to which its addresses will redirect; required when it was published
 * @param linksLead whether links to it are changed to the heir; else their words stay without a link
 * @returns the changes when a page is removed; a Polish one is removed with its translations
 */
export function removePage(path: string, texts: Texts, heir?: string, linksLead = true): Moved {
  const file = pageAt(path);
  if (file === undefined || !texts.has(path)) return isGone;
  if (isNeeded(file))
    return {
      kind: 'fault',
      message: 'Tej strony nie można usunąć, bo prowadzą do niej stałe linki portalu.',
    };
  const going = file.language === defaultLanguage ? inAllLanguages(file, texts) : [path];
  const taken = new Map<string, string | null>(going.map((one) => [one, null]));
  for (const one of going) {
    const own = [heir && inLanguage(heir, one.slice(0, 2)), heir].find(
      (page) => page !== undefined && texts.has(page) && !going.includes(page),
    );
    leaveTo(one, own, texts, linksLead, taken);
  }
  for (const [one, fresh] of keptFresh(texts, taken)) taken.set(one, fresh);
  return { kind: 'moved', path: heir ?? path, texts: taken };
}

/** Adds to `changes` that the addresses of a removed page lead to another one, and that links to it change. */
function leaveTo(
  path: string,
  heir: string | undefined,
  texts: Texts,
  linksLead: boolean,
  changes: Map<string, string | null>,
): void {
  const [file, next] = [pageAt(path), heir === undefined ? undefined : pageAt(heir)];
  const now = (one: string): string => changes.get(one) ?? texts.get(one) ?? '';
  if (file === undefined) return;
  if (heir !== undefined && next) {
    const old = [wholeAddressOf(file), ...oldAddressesIn(texts.get(path) ?? '')];
    const others = old.filter((address) => address !== wholeAddressOf(next));
    changes.set(heir, withOldAddresses(now(heir), others));
  }
  const [from, to] = [addressOf(file), next ? addressOf(next) : '/'];
  for (const other of pagesLinkingTo(path, texts).filter((one) => changes.get(one) !== null))
    changes.set(
      other,
      linksLead && next ? withLinksTo(now(other), from, to, false) : withoutLinksTo(now(other), from, to),
    );
}
