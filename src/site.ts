import { type CollectionEntry, getCollection, getEntry } from 'astro:content';
import {
  factFiles,
  factNames,
  type PageFolder,
  pageFolders,
  type Facts as TranslatedFacts,
  toFacts,
  type WrittenFacts,
} from './content-schemas/collections.ts';
import type { Notice } from './content-schemas/notices.ts';

import type { Day } from './hours/days.ts';
import type { Schedule } from './hours/schedule.ts';
import { type Deviation, upcomingDeviations } from './hours/upcoming.ts';
import { warsawTime } from './hours/warsaw-time.ts';
import { languagePrefix, newsPath } from './paths.ts';
import { type PageSettings, readPageSettings } from './settings/settings.ts';
import { isLanguage, type Language, languages, words } from './words/index.ts';
import { typesetFacts } from './words/typography.ts';
import type { Words } from './words/words.ts';

export type { Notice };

/** All facts of `content/fakty/`, with the schedule. */
export interface Facts extends TranslatedFacts {
  /** The week of `hours` with its `exceptions`. */
  readonly schedule: Schedule;
}

/** Data that every page and component of one language needs. */
export interface Site {
  readonly language: Language;
  readonly words: Words;
  readonly facts: Facts;
  readonly pages: readonly Page[];
  /** Days for which an enquiry is kept after it was closed. */
  readonly retentionDays: number;
  /** Days for which an enquiry that nobody closes is kept after it was sent. */
  readonly unansweredDays: number;
  /** Whether missing facts of staff are shown as gaps: while the site's address is not a public one. */
  readonly showGaps: boolean;
  /** The day in Warsaw for which the page is made; current facts are current on this day. */
  readonly today: Day;
  /** The current news, newest first. */
  readonly news: readonly News[];
  /** The doors of the start page: each a need, and the page in the site's language that answers it. */
  readonly doors: Page['doors'];
  /** Deviations from the ordinary week within two weeks. */
  readonly deviations: readonly Deviation[];
  /** Urgent notices of today. */
  readonly notices: readonly Notice[];
  /** The addresses of the pages of every language. */
  readonly addresses: ReadonlySet<string>;
  /** The languages that have content, with the path of each start page. */
  readonly languages: readonly {
    readonly language: Language;
    readonly name: string;
    readonly path: string;
  }[];
}

/** A file in a folder of pages: its address, and its front matter. */
export type Entry<Folder extends PageFolder> = ReturnType<(typeof pageFolders)[Folder]['translate']> & {
  readonly language: Language;
  /** The file's name without `.md`. */
  readonly name: string;
  /** Its address within the site. */
  readonly path: string;
  /** Hash of its text, by which translations know whether it has changed. */
  readonly textHash: string;
  /** For Astro's `render`. */
  readonly entry: CollectionEntry<Folder>;
};
export type Page = Entry<'strony'>;
export type News = Entry<'aktualnosci'>;

/** Name of the start page: its address is that of its language. */
const startPage = 'start';

let readOnce: PageSettings | undefined;
function settings(): PageSettings {
  readOnce ??= readPageSettings(process.env);
  return readOnce;
}

/** @returns the moment for which a static page is built */
export const timeOfBuild = (): Date => settings().sourceDate ?? new Date();

/** In `npm run dev` content may change; a build and a server load it once. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loaded: Promise<Value> | undefined;
  return () => {
    if (loaded === undefined || import.meta.env.DEV) loaded = load();
    return loaded;
  };
}

/** @returns the language and the name of an entry, from its identifier `pl/klub`. */
function placeOf({ id }: { id: string }): { language: Language; name: string } {
  const [language, name] = id.split('/');
  if (!isLanguage(language) || name === undefined) {
    throw new Error(`${id}: this folder's language has no file in src/words.`);
  }
  return { language, name };
}

/** Whether drafts are shown, as in a preview. */
const isPreview = (): boolean => import.meta.env.DEV || settings().showsDrafts;

/** Drafts are shown in a preview only. */
const isPublished = ({ draft }: { draft: boolean }): boolean => !draft || isPreview();

/** @returns the common data of a page and a piece of news; `addressOf` gives the address after the language's prefix */
function commonOf<Entry extends { id: string; data: { textHash: string } }>(
  entry: Entry,
  addressOf: (name: string) => string,
) {
  const { language, name } = placeOf(entry);
  const path = `${languagePrefix(language)}/${addressOf(name)}`;
  return { language, name, path, textHash: entry.data.textHash, entry };
}

/** @returns all published pages, of every language */
export const allPages = once(async (): Promise<Page[]> => {
  const entries = await getCollection('strony');
  return entries
    .map((entry) => ({
      ...pageFolders.strony.translate(entry.data.fields),
      ...commonOf(entry, (name) => (name === startPage ? '' : `${name}/`)),
    }))
    .filter(isPublished);
});

/** @returns all news except drafts, of every language, newest first, past and future ones included */
export const allNews = once(async (): Promise<News[]> => {
  const entries = await getCollection('aktualnosci');
  return entries
    .map((entry) => ({
      ...pageFolders.aktualnosci.translate(entry.data.fields),
      ...commonOf(entry, (name) => `${newsPath.slice(1)}${name}/`),
    }))
    .filter(isPublished)
    .sort((one, other) => other.entry.id.localeCompare(one.entry.id));
});

/** Whether a piece of news is current on a day in Warsaw. A preview shows future ones as well. */
const isCurrent = ({ day, lastDay }: News, today: Day): boolean =>
  (day <= today || isPreview()) && (lastDay === null || today <= lastDay);

/** @returns the news that have a page on the day for which pages are built */
export const currentNews = async (): Promise<News[]> => {
  const today = warsawTime(timeOfBuild()).day;
  return (await allNews()).filter((news) => isCurrent(news, today));
};

const loadFacts = once(async (): Promise<Facts> => {
  const written = await Promise.all(
    factNames.map(async (name) => {
      const entry = await getEntry(name, name);
      if (!entry && factFiles[name].isOptional)
        return [name, factFiles[name].schema.parse(undefined)] as const;
      if (!entry) throw new Error(`Brakuje pliku fakty/${name}.yaml. Uruchom: npm run check:content`);
      return [name, entry.data] as const;
    }),
  );
  const facts = toFacts(Object.fromEntries(written) as unknown as WrittenFacts, typesetFacts);
  return { ...facts, schedule: { week: facts.hours.week, exceptions: facts.exceptions } };
});

type Lists = Pick<Site, 'pages' | 'news' | 'doors' | 'addresses' | 'languages'>;

async function loadLists(language: Language): Promise<Lists> {
  const [pages, news] = await Promise.all([allPages(), allNews()]);
  return {
    pages: pages
      .filter((page) => page.language === language)
      .sort((one, other) => (one.menu ?? 99) - (other.menu ?? 99) || one.path.localeCompare(other.path)),
    news: news.filter((one) => one.language === language),
    doors: pages.find((page) => page.language === language && page.name === startPage)?.doors ?? [],
    addresses: new Set(pages.map(({ path }) => path)),
    languages: pages
      .filter(({ name }) => name === startPage)
      .map(({ language: other, path }) => ({ language: other, name: words[other].languageName, path }))
      .sort((one, other) => languages.indexOf(one.language) - languages.indexOf(other.language)),
  };
}

/** Data shared by all pages of a language, made once. */
const listsOf: ReadonlyMap<string, () => Promise<Lists>> = new Map(
  languages.map((language) => [language, once(() => loadLists(language))]),
);

/**
 * @param language of the page
 * @param now the moment of reading; for a static page, of the build
 * @returns the data for its layout and components; @throws when a file of facts is missing
 */
export async function loadSite(language: Language, now: Date = timeOfBuild()): Promise<Site> {
  const today = warsawTime(now).day;
  const [facts, lists] = await Promise.all([loadFacts(), listsOf.get(language)?.() ?? loadLists(language)]);
  return {
    ...lists,
    news: lists.news.filter((one) => isCurrent(one, today)),
    notices: facts.notices.filter(({ first, last }) => first <= today && today <= last),
    deviations: upcomingDeviations(facts.schedule, today),
    language,
    words: words[language],
    facts,
    showGaps: !(import.meta.env.SITE ?? '').startsWith('https:'),
    today,
    retentionDays: settings().retentionDays,
    unansweredDays: settings().unansweredDays,
  };
}
