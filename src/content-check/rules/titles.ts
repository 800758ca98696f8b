import { type Finding, hintsIn } from '../findings.ts';
import type { Page } from '../reading/page.ts';

const dayLength = 'RRRR-MM-DD'.length;

const plain = (title: string): string => title.trim().toLowerCase().replace(/\s+/g, ' ');

/**
 * News of different days may have the same title, for example „Wigilia w klubie” every year: lists and addresses show
 * the day.
 */
const isOfAnotherDay = (one: Page, other: Page): boolean =>
  one.folder === 'aktualnosci' &&
  other.folder === 'aktualnosci' &&
  one.name.slice(0, dayLength) !== other.name.slice(0, dayLength);

/** @returns faults for pages with the same title as another page of their language; not for the first of them */
export function checkTitles(pages: readonly Page[]): Finding[] {
  const known = new Map<string, Page[]>();
  return pages.flatMap((page): Finding[] => {
    if (page.title === undefined || plain(page.title) === '') return [];
    const key = `${page.language}/${plain(page.title)}`;
    const others = known.get(key) ?? [];
    known.set(key, [...others, page]);
    const other = others.find((one) => !isOfAnotherDay(one, page));
    if (other === undefined) return [];
    const message = `Taki tytuł ma już strona ${other.path}. Każda strona musi mieć inny tytuł.`;
    return [{ severity: 'error', file: page.path, line: page.frontMatter.lineOf(['tytul']), message }];
  });
}

const menuPlace = ({ frontMatter }: Page): unknown =>
  (frontMatter.value as Readonly<Record<string, unknown>> | null)?.['menu'];

/** @returns hints for pages with the same place in the menu as another page of their language */
export function checkMenu(pages: readonly Page[]): Finding[] {
  const first = new Map<string, Page>();
  return pages.flatMap((page): Finding[] => {
    const place = menuPlace(page);
    if (typeof place !== 'number' || page.draft) return [];
    const key = `${page.language}/${place}`;
    const other = first.get(key);
    first.set(key, other ?? page);
    if (other === undefined) return [];
    const message = `Miejsce ${place} w menu ma już strona ${other.path}. Portal pokaże obie, ale nie wiadomo, która będzie pierwsza. Wpisz inną liczbę.`;
    return hintsIn(page.path, [{ line: page.frontMatter.lineOf(['menu']), message }]);
  });
}
