import { isDeepStrictEqual } from 'node:util';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { defaultLanguage } from '../../paths.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { plEditingChanges } from '../../words/pl-editing-changes.ts';
import { dataOf, itemsOf } from '../facts/data.ts';
import { valueIn } from '../facts/fact-form.ts';
import { factAt } from '../facts/fact-place.ts';
import { dayText } from '../facts/titles.ts';
import type { Texts } from '../pages/links.ts';
import { frontMatterOf, pageAt, titleIn } from '../pages/page-file.ts';

const words = plEditing.pages;

/** The titles of content files for staff, and the addresses where they are edited and shown. */

/** @returns the title of a page; its kind if it has none, because staff do not know file names */
export const plainTitleOf = (path: string, text: string | undefined): string =>
  titleIn(text) || words.untitled[pageAt(path)?.folder ?? 'strony'];

/** @returns the title of a content file for staff; pictures and documents have the names that staff gave them */
export function titleOf(path: string, text: string | undefined): string {
  const fact = factAt(path);
  if (fact !== undefined) return plEditing.facts.titles[fact];
  if (pageAt(path) === undefined) return path.split('/').at(-1) ?? path;
  return titleIn(text) === '' ? plainTitleOf(path, text) : `„${titleIn(text)}”`;
}

/** @returns the same, extended to be unique: `Wiadomość „Kurs” (29 listopada 2026 r.)` */
export function wholeTitleOf(path: string, text: string | undefined): string {
  const page = pageAt(path);
  if (page === undefined) return titleOf(path, text);
  const { [page.folder]: kind, about } = plEditingChanges.page;
  const language = page.language === defaultLanguage ? '' : (plEditingChanges.language[page.language] ?? '');
  const day = page.folder === 'aktualnosci' ? dayText(frontMatterOf(text ?? '')['data']) : '';
  const title = about(kind, titleIn(text) || plEditingChanges.page.untitled, language);
  return day === '' ? title : `${title} (${day})`;
}

/** A page or a piece of news in a path of the editing pages. */
export const pagePattern = '^\\/strona\\/([a-z]{2})\\/(strony|aktualnosci)\\/([a-z0-9-]+)\\/';

/** @returns the file that `pagePattern` found */
export const pathAt = ([language = '', folder = '', name = '']: readonly string[]): string =>
  `${language}/${folder}/${name}.md`;

/** @returns the address where a file of the content is edited */
export function editPathOf(path: string): string {
  const fact = factAt(path);
  if (fact !== undefined) return `/fakty/${fact}/`;
  return pageAt(path) === undefined ? '/pliki/' : `/strona/${path.replace(/\.md$/, '')}/`;
}

/** Of each file of facts the page on which it is seen best; null: no page shows it, or none that a preview can show. */
const seenAt: Readonly<Record<string, string | null>> = {
  stawki: '/prace-spolecznie-uzyteczne/',
  akty: '/podstawy-prawne/',
  linki: '/przydatne-linki/',
  pomoc: '/przydatne-linki/',
  slownik: null,
  deklaracja: '/deklaracja-dostepnosci/',
  prywatnosc: '/prywatnosc/',
  komunikat: '/',
  szukanie: null,
  pytania: null,
  zgloszenia: null,
};

/** What a text writes where it puts in an entry of the glossary, or shows a file of staff. */
function signsOf(path: string, before: string, after: string): RegExp[] {
  const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (factAt(path) !== 'slownik')
    return factAt(path) === undefined ? [new RegExp(`\\(/${escaped(path)}[)\\s"#]`)] : [];
  const entriesIn = (text: string): unknown[] => itemsOf(dataOf(valueIn(text))['slowa']);
  const old = entriesIn(before);
  return entriesIn(after)
    .filter((entry) => !old.some((other) => isDeepStrictEqual(entry, other)))
    .map(
      (entry) => new RegExp(`:slowo\\[[^\\]]*\\]\\{klucz="?${escaped(String(dataOf(entry)['klucz']))}"?\\}`),
    );
}

/**
 * @param path of a file of the content that changes; @param texts of all pages as they are to be
 * @returns the address of the page on which the change is seen; undefined where none shows it
 */
export function seenPathOf(path: string, before: string, after: string, texts: Texts): string | undefined {
  const page = pageAt(path);
  if (page !== undefined) return wholeAddressOf(page);
  const fact = factAt(path);
  const known = fact === undefined ? null : seenAt[fact];
  if (known !== null) return known ?? '/kontakt/';
  const signs = signsOf(path, before, after);
  const found = [...texts].find(([, text]) => signs.some((sign) => sign.test(text)));
  const using = found && pageAt(found[0]);
  return using && wholeAddressOf(using);
}

/** @returns the address of the list of a file's earlier versions */
export const versionsPathOf = (path: string): string =>
  `/historia/plik/?${new URLSearchParams({ plik: path })}`;

/** @returns the address where a draft of a file is reviewed and published */
export const reviewPathOf = (path: string): string => `/publikuj/?${new URLSearchParams({ plik: path })}`;

/** @returns where a page of the site is shown as it is to be. @param address of the page */
export const previewPathOf = (path: string, address: string): string =>
  `/podglad/?${new URLSearchParams({ adres: address, plik: path })}`;
