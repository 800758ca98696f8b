import { defaultLanguage, newsPath, personPath } from '../../paths.ts';
import { kindOf } from '../../staff-files/kinds.ts';
import { addressableName } from '../../staff-files/names.ts';
import { suggestion } from '../nearest.ts';
import { anchorsOf } from '../rules/anchors.ts';
import { decodePath } from '../rules/images.ts';
import type { Page } from './page.ts';
import { isNeeded, neededIn, type PageFile } from './source-files.ts';

/** The possible targets of links. */
export interface Targets {
  /** By language, then by address without the language's prefix; undefined for a page that cannot be parsed. */
  readonly pages: ReadonlyMap<string, ReadonlyMap<string, Page | undefined>>;
  /** Files that are served unchanged: `/favicon.svg`. */
  readonly publicFiles: ReadonlySet<string>;
}

/** Files that the site generates from facts (`src/pages`). */
const madeFiles = new Set(['/godziny.ics', '/kis.vcf', '/kis.txt', '/aktualnosci.xml']);

/** Pages that are not Markdown (`src/pages`); every language has them. */
const madePages = [personPath];

/** @returns the address of a page without the language's prefix */
export function addressOf({ folder, name }: Pick<PageFile, 'folder' | 'name'>): string {
  if (folder === 'aktualnosci') return `${newsPath}${name}/`;
  return name === 'start' ? '/' : `/${name}/`;
}

/**
 * @param files every page and piece of news; an unreadable one has a separate message
 * @param pages those that can be parsed
 * @returns all pages as targets; pages that every language needs are assumed to exist
 */
export function targetsOf(
  files: readonly PageFile[],
  pages: readonly Page[],
  publicFiles: ReadonlySet<string>,
): Targets {
  const read = new Map(pages.map((page) => [page.path, page]));
  const byLanguage = new Map<string, Map<string, Page | undefined>>();
  for (const { language } of files) {
    const needed = neededIn(language).map((name) => addressOf({ folder: 'strony', name }));
    byLanguage.set(language, new Map([...needed, ...madePages].map((address) => [address, undefined])));
  }
  for (const file of files) {
    byLanguage.get(file.language)?.set(addressOf(file), read.get(file.path));
  }
  return { pages: byLanguage, publicFiles };
}

function anchorFault(page: Page, anchor: string): string | undefined {
  const anchors = anchorsOf(page);
  const wanted = decodePath(anchor);
  if (anchors.has(wanted)) return undefined;
  return `Na stronie ${addressOf(page)} nie ma nagłówka #${wanted}.${suggestion(wanted, anchors)}`;
}

function withinSite(url: string, from: Page, { pages, publicFiles }: Targets): string | undefined {
  const [path = '', anchor] = url.split('#', 2);
  const address = path.split('?', 1)[0] ?? '';
  const own = pages.get(from.language) ?? new Map<string, Page | undefined>();
  // When a language does not have a page, links lead to the Polish one.
  const known = own.has(address) ? own : new Map([...(pages.get(defaultLanguage) ?? []), ...own]);
  if (madeFiles.has(address) || publicFiles.has(decodePath(address))) return undefined;
  if (address.startsWith('/pliki/'))
    return `W folderze pliki nie ma pliku ${address.slice('/pliki/'.length)}.${suggestion(decodePath(address), publicFiles)}`;
  if (!known.has(address)) {
    if (known.has(`${address}/`)) return `Adres strony kończy się ukośnikiem. Napisz: ${address}/`;
    return `Nie ma takiej strony: ${address}.${suggestion(address, [...known.keys(), ...publicFiles])}`;
  }
  const target = known.get(address);
  if (target === undefined) return undefined;
  // A page that every language needs has a separate message when it is a draft.
  if (target.draft && !from.draft && !isNeeded(target))
    return `Strona ${address} to szkic i nie ma jej w gotowym portalu. Usuń link albo wiersz „szkic: true” w pliku ${target.path}.`;
  return anchor ? anchorFault(target, anchor) : undefined;
}

function outside(url: string): string | undefined {
  if (/^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(url))
    return `Adres ${url} działa tylko na Twoim komputerze. Napisz sam adres strony, na przykład: ${url.replace(/^https?:\/\/[^/]*/i, '') || '/'}`;
  return URL.canParse(url)
    ? undefined
    : `Adres ${url} jest błędny. Skopiuj go jeszcze raz z paska przeglądarki.`;
}

/** @returns the complete address that was most likely meant, or undefined */
function likelyAddress(url: string): string | undefined {
  const mail = /^(?:mailto:)?(?:\/\/)?([^\s@/]+@[^\s@/]+\.[^\s@/]+)$/i.exec(decodePath(url).trim())?.[1];
  if (mail !== undefined) return `mailto:${mail}`;
  const digits = url.replace(/^tel:/i, '').replace(/%20|[\s().-]/g, '');
  if (/^(?:\+|00)?\d{9,11}$/.test(digits))
    return `tel:${digits.replace(/^00/, '+').replace(/^(?=\d{9}$)/, '+48')}`;
  const name = decodePath(url).split(/[\\/]/).at(-1) ?? '';
  if (kindOf(name)) return `/pliki/${addressableName(name)}, a plik włóż do folderu pliki`;
  const web = url.replace(/^(?:h?t?t?p?s?:?\/+)/i, '');
  if (/^www\.[^\s/]+\.\p{L}{2,}/iu.test(web)) return `https://${web}`;
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:pl|com|org|eu|net|info|gov|edu)(?:\/|$)/i.test(web))
    return `https://${web}`;
  return undefined;
}

/**
 * @param url the address of a link, as written
 * @param from the page of the link
 * @returns what is wrong with the target, or undefined
 */
export function targetFault(url: string, from: Page, targets: Targets): string | undefined {
  if (url === '')
    return 'Link nie ma adresu. Wpisz go w nawiasie, na przykład: [godziny otwarcia](/kontakt/).';
  if (/^https?:\/\//i.test(url)) return outside(url);
  if (/^mailto:[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(url) || /^tel:\+?[\d-]+$/i.test(url)) return undefined;
  if (url.startsWith('#')) return anchorFault(from, url.slice(1));
  if (url.startsWith('/') && !url.startsWith('//')) return withinSite(url, from, targets);
  const right = likelyAddress(url);
  if (right !== undefined) return `Adres „${url}” nie zadziała. Napisz: ${right}`;
  const page = `/${url.replace(/^(\.*\/)+|\.md$/g, '')}/`;
  const meant = targets.pages.get(from.language)?.has(page) === true ? page : '/kontakt/';
  return `Adres „${url}” nie zadziała. Adres strony portalu zaczyna się i kończy ukośnikiem, na przykład ${meant}, a adres innej strony od https://`;
}
