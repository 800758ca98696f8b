import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { factAt } from '../facts/fact-place.ts';
import { frontMatterOf, pageAt } from '../pages/page-file.ts';

/** What files of the content are called for staff, where they are edited and where they are seen. */

/** @returns what a file of the content is called for staff */
export function titleOf(path: string, text: string | undefined): string {
  const fact = factAt(path);
  if (fact !== undefined) return plEditing.facts.titles[fact];
  const title = frontMatterOf(text ?? '')['tytul'];
  if (typeof title === 'string' && title !== '') return `„${title}”`;
  return path.split('/').at(-1) ?? path;
}

/** A page or a piece of news in a path of the editing pages. */
export const pagePattern = '^\\/strona\\/([a-z]{2})\\/(strony|aktualnosci)\\/([a-z0-9-]+)\\/';

/** @returns the file that `pagePattern` found */
export const pathAt = ([language = '', folder = '', name = '']: readonly string[]): string =>
  `${language}/${folder}/${name}.md`;

/** @returns where a file of the content is edited */
export function editPathOf(path: string): string {
  const fact = factAt(path);
  if (fact !== undefined) return `/fakty/${fact}/`;
  return pageAt(path) === undefined ? '/pliki/' : `/strona/${path.replace(/\.md$/, '')}/`;
}

/** Of each file of facts the page on which it is seen best. */
const seenAt: Readonly<Record<string, string>> = {
  stawki: '/prace-spolecznie-uzyteczne/',
  akty: '/podstawy-prawne/',
  linki: '/przydatne-linki/',
  pomoc: '/przydatne-linki/',
  slownik: '/klub/',
  deklaracja: '/deklaracja-dostepnosci/',
  prywatnosc: '/prywatnosc/',
  komunikat: '/',
};

/** @returns the address of the page on which a file of the content is seen */
export function seenPathOf(path: string): string {
  const page = pageAt(path);
  if (page !== undefined) return wholeAddressOf(page);
  const fact = factAt(path);
  return fact === undefined ? '/' : (seenAt[fact] ?? '/kontakt/');
}

/** @returns where the former versions of a file are listed */
export const versionsPathOf = (path: string): string =>
  `/historia/plik/?${new URLSearchParams({ plik: path })}`;

/** @returns where a draft of a file is reviewed and published */
export const reviewPathOf = (path: string): string => `/publikuj/?${new URLSearchParams({ plik: path })}`;

/** @returns where a page of the site is shown as it is to be */
export const previewPathOf = (path: string): string =>
  `/podglad/?${new URLSearchParams({ adres: seenPathOf(path), plik: path })}`;
