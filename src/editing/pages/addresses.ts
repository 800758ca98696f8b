import { addressOf } from '../../content-check/reading/link-targets.ts';
import type { PageFile } from '../../content-check/reading/source-files.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { oldAddresses } from '../../content-schemas/old-addresses.ts';
import { defaultLanguage } from '../../paths.ts';
import { languages } from '../../words/index.ts';
import { editYaml } from '../facts/yaml-edit.ts';
import { renamedAnchors } from './headings.ts';
import { means, type Texts, withLinksTo, withLinksToHeadings } from './links.ts';
import { bodyOf, cut, frontMatterOf, isDraft, join, pageAt, pageForm } from './page-file.ts';
import { keptFresh } from './translations.ts';

/** Keeps published addresses working when pages are renamed or removed. */

/** @returns the old addresses in a page's front matter, as written */
export function oldAddressesIn(text: string): string[] {
  const written = frontMatterOf(text)['dawne_adresy'] ?? [];
  return (Array.isArray(written) ? written : [written]).map(String);
}

/** @returns an address in a normal form, for comparison */
const comparable = (address: string): string => oldAddresses.safeParse([address]).data?.[0] ?? address;

function withOldAddressesOnly(text: string, addresses: readonly string[]): string {
  const parts = cut(text);
  if (parts === undefined || addresses.length === oldAddressesIn(text).length) return text;
  // What holds no fields has no old addresses either; the content check reports it.
  if (pageForm('strony', text).kind === 'unreadable') return text;
  const path = ['dawne_adresy'];
  const edit =
    addresses.length === 0
      ? ({ kind: 'remove', path } as const)
      : ({ kind: 'set', path, value: addresses } as const);
  return join({ ...parts, fields: editYaml(parts.fields, [edit]) });
}

/** @returns the page with additional old addresses, without duplicates */
export const withOldAddresses = (text: string, addresses: readonly string[]): string =>
  withOldAddressesOnly(text, [...new Set([...oldAddressesIn(text), ...addresses])]);

interface Page {
  readonly file: PageFile;
  readonly address: string;
  readonly isDraft: boolean;
  readonly old: readonly string[];
}

const known = new Map<string, { readonly isDraft: boolean; readonly old: readonly string[] }>();
const mostKnown = 2_000;

function readPage(path: string, text: string): Page | undefined {
  const file = pageAt(path);
  if (file === undefined) return undefined;
  let read = known.get(text);
  if (read === undefined) {
    read = {
      isDraft: isDraft(frontMatterOf(text)),
      old: oldAddressesIn(text).map(comparable),
    };
    if (known.size >= mostKnown) known.clear();
    known.set(text, read);
  }
  return { file, address: wholeAddressOf(file), ...read };
}

const readPages = (texts: Texts): Page[] => [...texts].flatMap(([path, text]) => readPage(path, text) ?? []);

const liveIn = (pages: readonly Page[]): Map<string, Page> =>
  new Map(pages.filter(({ isDraft }) => !isDraft).map((page) => [page.address, page]));

/** @returns the file of a page with that address; undefined when no page can have it */
function fileOf(address: string): PageFile | undefined {
  const [, language = defaultLanguage, folder, name] =
    /^(?:\/([a-z]{2})(?=\/))?\/(aktualnosci\/)?([a-z0-9-]+)\/$/.exec(address) ?? [];
  return name === undefined
    ? undefined
    : pageAt(`${language}/${folder === undefined ? 'strony' : 'aktualnosci'}/${name}.md`);
}

/** The page to which an address redirects when no other page was chosen: the list of news, or the start page. */
function listOf(language: string, isNews: boolean, live: ReadonlyMap<string, Page>): Page | undefined {
  const names = isNews ? ['aktualnosci', 'start'] : ['start'];
  const places = [language, defaultLanguage].flatMap((one) =>
    names.map((name) => `${one}/strony/${name}.md`),
  );
  return places
    .map((place) => [...live.values()].find(({ file }) => file.path === place))
    .find((page) => page !== undefined);
}

/**
 * @param before the texts of all published pages
 * @param after the same pages with the changes
 * @param published every address of the last build
 * @returns the complete texts that have to change too: pages that take over the addresses of removed ones, pages with
 * an old address that is in use again, and texts with links to removed pages or renamed headings
 */
export function addressesKept(
  before: Texts,
  after: Texts,
  published: readonly string[] = [],
): Map<string, string> {
  const [old, fresh] = [readPages(before), readPages(after)];
  const [wasLive, live] = [liveIn(old), liveIn(fresh)];
  const next = new Map(after);
  const textOf = (page: Page): string => next.get(page.file.path) ?? '';

  const newcomers = fresh.filter(({ file, isDraft }) => !isDraft && !before.has(file.path));
  const moved = (gone: Page): Page | undefined =>
    newcomers.find(
      ({ file, address }) =>
        file.folder === gone.file.folder &&
        (gone.old.includes(address) ||
          bodyOf(after.get(file.path) ?? '') === bodyOf(before.get(gone.file.path) ?? '')),
    );
  const named = (address: string): Page | undefined => fresh.find((page) => page.old.includes(address));

  function heirOf(address: string): Page | undefined {
    const owner = wasLive.get(address) ?? old.find((page) => page.old.includes(address));
    if (owner === undefined) {
      const language = languages.find((one) => address.startsWith(`/${one}/`)) ?? defaultLanguage;
      return listOf(language, address.includes('/aktualnosci/'), live);
    }
    const standing = live.get(owner.address);
    if (standing?.file.path === owner.file.path) return standing;
    return (
      named(owner.address) ??
      moved(owner) ??
      listOf(owner.file.language, owner.file.folder === 'aktualnosci', live)
    );
  }

  const had = new Set([...wasLive.keys(), ...old.flatMap((page) => page.old), ...published.map(comparable)]);
  for (const address of had) {
    if (live.has(address) || named(address) !== undefined) continue;
    const heir = heirOf(address);
    if (heir !== undefined) next.set(heir.file.path, withOldAddresses(textOf(heir), [address]));
  }

  // When two pages claim one address, the newly added page wins, then the page that added the claim now.
  const claims = (page: Page): number =>
    before.has(page.file.path) ? (before.get(page.file.path) === after.get(page.file.path) ? 2 : 1) : 0;
  const claimed = new Set<string>();
  for (const page of [...fresh].sort((one, other) => claims(one) - claims(other))) {
    const written = oldAddressesIn(textOf(page));
    const kept = written.filter((one) => {
      const address = comparable(one);
      if (live.has(address) || claimed.has(address)) return false;
      claimed.add(address);
      return true;
    });
    if (kept.length < written.length) next.set(page.file.path, withOldAddressesOnly(textOf(page), kept));
  }

  for (const page of live.values())
    for (const address of oldAddressesIn(textOf(page)).map(comparable)) {
      const gone = fileOf(address);
      if (gone === undefined) continue;
      const [from, to] = [addressOf(gone), addressOf(page.file)];
      for (const { file } of fresh) {
        const text = next.get(file.path) ?? '';
        if (text.includes(from) && means(file.language, gone, after) && !after.has(gone.path))
          next.set(file.path, withLinksTo(text, from, to, newcomers.includes(page)));
      }
    }
  for (const { file, old: formerly } of fresh) {
    const former =
      before.get(file.path) ??
      before.get(old.find(({ address }) => formerly.includes(address))?.file.path ?? '');
    const names = renamedAnchors(file.path, former ?? '', after.get(file.path) ?? '');
    if (names.size === 0) continue;
    for (const other of fresh) {
      const text = next.get(other.file.path) ?? '';
      const within = other.file.path === file.path ? withLinksToHeadings(text, '', names) : text;
      if (within.includes('#') && means(other.file.language, file, after))
        next.set(other.file.path, withLinksToHeadings(within, addressOf(file), names));
    }
  }
  const changed = new Map([...next].filter(([path, text]) => after.get(path) !== text));
  for (const [path, text] of keptFresh(after, changed)) changed.set(path, text);
  return changed;
}
