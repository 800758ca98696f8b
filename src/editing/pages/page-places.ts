import { addressOf } from '../../content-check/reading/link-targets.ts';
import { isNeeded } from '../../content-check/reading/source-files.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import type { PageFolder } from '../../content-schemas/collections.ts';
import type { Day } from '../../hours/days.ts';
import { inPlainLetters } from '../../staff-files/names.ts';
import { cleanText } from '../clean-text.ts';
import { editYamlForm } from '../facts/fact-form.ts';
import { oldAddressesIn, withOldAddresses } from './addresses.ts';
import { pagesLinkingTo, type Texts, withLinksTo, withoutLinksTo } from './links.ts';
import { frontMatterOf, pageAt, pageShapes } from './page-file.ts';

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
  const next = pageAt(to) ?? file;
  const moved = new Map<string, string | null>([
    [path, null],
    [to, known ? withOldAddresses(text, [wholeAddressOf(file)]) : text],
  ]);
  for (const other of pagesLinkingTo(path, texts))
    moved.set(other, withLinksTo(texts.get(other) ?? '', addressOf(file), addressOf(next)));
  return { kind: 'moved', path: to, texts: moved };
}

/** @returns a piece of news moved to the name that its day asks for; nothing changes where it has it */
export function moveToItsDay(path: string, texts: Texts, known: boolean): Moved {
  const name = pageAt(path)?.name.replace(/^\d{4}-\d{2}-\d{2}-/, '') ?? '';
  return renamePage(path, name, texts, known);
}

/**
 * @param heir path of the page that answers at its addresses from now on; needed where people have them
 * @param linksLead whether links to it lead to the heir; else their words stay without a link
 * @returns what changes when a page is taken away
 */
export function removePage(path: string, texts: Texts, heir?: string, linksLead = true): Moved {
  const file = pageAt(path);
  const text = texts.get(path);
  if (file === undefined || text === undefined) return { kind: 'fault', message: 'Tej strony już nie ma.' };
  if (isNeeded(file))
    return {
      kind: 'fault',
      message: 'Tej strony nie można usunąć, bo prowadzą do niej stałe linki portalu.',
    };
  const taken = new Map<string, string | null>([[path, null]]);
  const [next, heirText] = [heir && pageAt(heir), heir && texts.get(heir)];
  if (heir !== undefined && next && heirText !== undefined && heirText !== '') {
    const old = [wholeAddressOf(file), ...oldAddressesIn(text)];
    taken.set(
      heir,
      withOldAddresses(
        heirText,
        old.filter((address) => address !== wholeAddressOf(next)),
      ),
    );
  }
  const [from, to] = [addressOf(file), next ? addressOf(next) : '/'];
  for (const other of pagesLinkingTo(path, texts)) {
    const linked = taken.get(other) ?? texts.get(other) ?? '';
    taken.set(
      other,
      linksLead && next ? withLinksTo(linked, from, to, false) : withoutLinksTo(linked, from, to),
    );
  }
  return { kind: 'moved', path: heir ?? path, texts: taken };
}
