import { anchorsOf } from './anchors.ts';
import { decodePath } from './images.ts';
import { suggestion } from './nearest.ts';
import type { Page } from './page.ts';

/** What a link may lead to. */
export interface Targets {
  /** Pages by language, then by address (without the language's prefix). */
  readonly pages: ReadonlyMap<string, ReadonlyMap<string, Page>>;
  /** Files served as they are: `/favicon.svg`. */
  readonly publicFiles: ReadonlySet<string>;
}

/** Files that the portal makes out of facts. */
const madeFiles = new Set(['/aktualnosci.xml', '/godziny.ics', '/kis.vcf', '/kis.txt']);

/** Pages that the portal makes without a file in the content. */
const madePages = new Set(['/szukaj/']);

/** @returns the address of a page within its language. */
export function addressOf({ folder, name }: Pick<Page, 'folder' | 'name'>): string {
  if (folder === 'aktualnosci') return `/aktualnosci/${name}/`;
  return name === 'start' ? '/' : `/${name}/`;
}

/** @returns all pages as targets; two files with one address cannot be. */
export function targetsOf(pages: readonly Page[], publicFiles: ReadonlySet<string>): Targets {
  const byLanguage = new Map<string, Map<string, Page>>();
  for (const page of pages) {
    const ofLanguage = byLanguage.get(page.language) ?? new Map<string, Page>();
    byLanguage.set(page.language, ofLanguage.set(addressOf(page), page));
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
  const known = pages.get(from.language) ?? new Map<string, Page>();
  if (madePages.has(address) || madeFiles.has(address) || publicFiles.has(decodePath(address))) return undefined;
  const target = known.get(address);
  if (target === undefined) {
    if (known.has(`${address}/`)) return `Adres strony kończy się ukośnikiem. Napisz: ${address}/`;
    return `Nie ma takiej strony: ${address}.${suggestion(address, [...known.keys(), ...publicFiles])}`;
  }
  if (target.draft && !from.draft)
    return `Strona ${address} to szkic i nie ma jej w gotowym portalu. Usuń link albo wiersz „szkic: true” w pliku ${target.path}.`;
  return anchor ? anchorFault(target, anchor) : undefined;
}

function outside(url: string): string | undefined {
  return URL.canParse(url) ? undefined : `Adres ${url} jest błędny. Skopiuj go jeszcze raz z paska przeglądarki.`;
}

/**
 * @param url where a link leads, as it was written
 * @param from the page it stands on
 * @returns what is wrong with the target, or undefined
 */
export function targetFault(url: string, from: Page, targets: Targets): string | undefined {
  if (url === '') return 'Link nie ma adresu. Wpisz go w nawiasie, na przykład: [godziny otwarcia](/kontakt/).';
  if (/^https?:\/\//i.test(url)) return outside(url);
  if (/^mailto:[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(url) || /^tel:\+?[\d-]+$/i.test(url)) return undefined;
  if (url.startsWith('#')) return anchorFault(from, url.slice(1));
  if (url.startsWith('/') && !url.startsWith('//')) return withinSite(url, from, targets);
  const page = `/${url.replace(/^(\.*\/)+|\.md$/g, '')}/`;
  const meant = targets.pages.get(from.language)?.has(page) ? page : '/kontakt/';
  return `Adres „${url}” nie zadziała. Adres strony portalu zaczyna się i kończy ukośnikiem, na przykład ${meant}, a adres innej strony od https://`;
}
