import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import { buildTime } from './build-time.ts';
import type { Deklaracja } from './content-schemas/deklaracja.ts';
import type { Kontakt } from './content-schemas/kontakt.ts';
import type { Linki } from './content-schemas/linki.ts';
import type { Prywatnosc } from './content-schemas/prywatnosc.ts';
import type { Slownik } from './content-schemas/slownik.ts';
import { toActs, toAmounts } from './content-schemas/to-law.ts';
import { toSchedule } from './content-schemas/to-schedule.ts';
import type { Zgloszenia } from './content-schemas/zgloszenia.ts';
import type { Day } from './hours/days.ts';
import type { Schedule } from './hours/schedule.ts';
import { warsawTime } from './hours/warsaw-time.ts';
import type { Act } from './law/acts.ts';
import type { Amount } from './law/amounts.ts';
import { isLanguage, type Language, languagePrefix, languages, words } from './words/index.ts';
import { bindShortWords, mapTexts } from './words/typography.ts';
import type { Words } from './words/words.ts';

/** Everything that must never be written twice, as `content/fakty/` has it. */
export interface Facts {
  readonly kontakt: Kontakt;
  readonly schedule: Schedule;
  readonly amounts: readonly Amount[];
  readonly acts: readonly Act[];
  /** What an act means for the reader, by its key, then by language. */
  readonly meanings: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** How the club's old page cited an act, by its key. */
  readonly formerCitations: ReadonlyMap<string, string>;
  /** Whether staff have confirmed the hours. */
  readonly hoursConfirmed: boolean;
  readonly linki: Linki['linki'];
  readonly slownik: Slownik['slowa'];
  readonly zgloszenia: Zgloszenia;
  readonly deklaracja: Deklaracja;
  readonly prywatnosc: Prywatnosc;
}

/** A page as others refer to it. `path` is its address within the site. */
export interface PageLink {
  readonly path: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly description: string;
  readonly menu: number | undefined;
}

/** A piece of news as lists show it. `day` is `RRRR-MM-DD`. */
export interface NewsLink {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly day: string;
}

/** What every page and component of one language shares. */
export interface Site {
  readonly language: Language;
  readonly words: Words;
  readonly facts: Facts;
  readonly pages: readonly PageLink[];
  /** Days for which a delivered enquiry is kept. */
  readonly retentionDays: number;
  /** Whether a place that only staff can fill is shown as such: while the site's address is not a public one. */
  readonly showGaps: boolean;
  /** The Warsaw day on which the page is made; what is shown as current is current on this day. */
  readonly today: Day;
  readonly news: readonly NewsLink[];
  /** The addresses of the pages of every language. */
  readonly addresses: ReadonlySet<string>;
  /** The languages that have content, with the path of each start page. */
  readonly languages: readonly {
    readonly language: Language;
    readonly name: string;
    readonly path: string;
  }[];
}

export type Page = CollectionEntry<'strony'>;
export type News = CollectionEntry<'aktualnosci'>;

/** Drafts are shown in the live preview only. */
const published = ({ data }: { data: { szkic: boolean } }): boolean => import.meta.env.DEV || !data.szkic;

/** @returns the language and the name of an entry, from its identifier `pl/klub`. */
export function nameOf(entry: { id: string }): { language: Language; name: string } {
  const [language, name] = entry.id.split('/');
  if (!isLanguage(language) || name === undefined) {
    throw new Error(`content/${entry.id}: this folder's language has no file in src/words.`);
  }
  return { language, name };
}

/** Content changes under the live preview; a build and a server read it once. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loaded: Promise<Value> | undefined;
  return () => {
    if (loaded === undefined || import.meta.env.DEV) loaded = load();
    return loaded;
  };
}

/** @returns all published pages, of every language. */
export const allPages = once((): Promise<Page[]> => getCollection('strony', published));

/** @returns all published news, of every language, newest first. */
export const allNews = once(
  async (): Promise<News[]> =>
    (await getCollection('aktualnosci', published)).sort((a, b) => b.id.localeCompare(a.id)),
);

/** @returns the address of a page within the site; `start` is the start page. */
export function pathOf(page: Page): string {
  const { language, name } = nameOf(page);
  return `${languagePrefix(language)}/${name === 'start' ? '' : `${name}/`}`;
}

/** @returns the address of a piece of news within the site. */
export function newsPathOf(news: News): string {
  const { language, name } = nameOf(news);
  return `${languagePrefix(language)}/aktualnosci/${name}/`;
}

const loadFacts = once(async (): Promise<Facts> => {
  const [kontakt, godziny, przerwy, stawki, akty, linki, slownik, zgloszenia, deklaracja, prywatnosc] =
    await Promise.all([
      getEntry('kontakt', 'kontakt'),
      getEntry('godziny', 'godziny'),
      getEntry('przerwy', 'przerwy'),
      getEntry('stawki', 'stawki'),
      getEntry('akty', 'akty'),
      getEntry('linki', 'linki'),
      getEntry('slownik', 'slownik'),
      getEntry('zgloszenia', 'zgloszenia'),
      getEntry('deklaracja', 'deklaracja'),
      getEntry('prywatnosc', 'prywatnosc'),
    ]);
  if (
    !kontakt ||
    !godziny ||
    !przerwy ||
    !stawki ||
    !akty ||
    !linki ||
    !slownik ||
    !zgloszenia ||
    !deklaracja ||
    !prywatnosc
  ) {
    throw new Error('W content/fakty/ brakuje pliku. Uruchom: npm run check:content');
  }
  const register = mapTexts(akty.data.akty, bindShortWords);
  return {
    kontakt: kontakt.data,
    schedule: toSchedule(godziny.data, przerwy.data),
    hoursConfirmed: godziny.data.potwierdzil !== null,
    amounts: toAmounts(stawki.data.stawki),
    acts: toActs(register),
    meanings: new Map(register.map(({ klucz, znaczenie }) => [klucz, znaczenie])),
    formerCitations: new Map(
      register.flatMap(({ klucz, na_dawnej_stronie: former }) => (former === null ? [] : [[klucz, former]])),
    ),
    linki: mapTexts(linki.data.linki, bindShortWords),
    slownik: mapTexts(slownik.data.slowa, bindShortWords),
    zgloszenia: mapTexts(zgloszenia.data, bindShortWords),
    deklaracja: deklaracja.data,
    prywatnosc: prywatnosc.data,
  };
});

type Lists = Pick<Site, 'pages' | 'news' | 'addresses' | 'languages'>;

async function loadLists(language: Language): Promise<Lists> {
  const [pages, news] = await Promise.all([allPages(), allNews()]);
  return {
    pages: pages
      .filter((page) => nameOf(page).language === language)
      .map((page) => ({
        path: pathOf(page),
        title: page.data.tytul,
        shortTitle: page.data.nazwa_w_menu ?? page.data.tytul,
        description: page.data.opis,
        menu: page.data.menu,
      }))
      .sort((a, b) => (a.menu ?? 99) - (b.menu ?? 99) || a.path.localeCompare(b.path)),
    news: news
      .filter((entry) => nameOf(entry).language === language)
      .map((entry) => ({
        path: newsPathOf(entry),
        title: entry.data.tytul,
        description: entry.data.opis,
        day: entry.data.data,
      })),
    addresses: new Set(pages.map(pathOf)),
    languages: pages
      .filter((page) => nameOf(page).name === 'start')
      .map((page) => ({
        language: nameOf(page).language,
        name: words[nameOf(page).language].languageName,
        path: pathOf(page),
      })),
  };
}

/** What all pages of a language share, put together once and not again for each page. */
const listsOf: ReadonlyMap<string, () => Promise<Lists>> = new Map(
  languages.map((language) => [language, once(() => loadLists(language))]),
);

/**
 * @param language the language of the page to be rendered
 * @param now the moment it is read; of a static page, the moment it is built
 * @returns what its layout and components need; @throws when a file of facts is missing
 */
export async function loadSite(language: Language, now: Date = buildTime(process.env)): Promise<Site> {
  const [facts, lists] = await Promise.all([loadFacts(), listsOf.get(language)?.() ?? loadLists(language)]);
  return {
    ...lists,
    language,
    words: words[language],
    facts,
    showGaps: !(import.meta.env.SITE ?? '').startsWith('https:'),
    today: warsawTime(now).day,
    retentionDays: Number(process.env['RETENTION_DAYS'] ?? 30),
  };
}
