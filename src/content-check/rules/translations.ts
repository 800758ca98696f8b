import { freshnessOf, originalHash, originalOf } from '../../content-schemas/translation.ts';
import { defaultLanguage } from '../../paths.ts';
import type { Fault } from '../findings.ts';
import type { Page } from '../reading/page.ts';

const field = ({ frontMatter }: Page, name: string): string | null => {
  const value = (frontMatter.value as Readonly<Record<string, unknown>> | null)?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
};

const polishOriginal = (page: Page, pages: readonly Page[]): Page | undefined =>
  pages.find(
    (other) => other.language === defaultLanguage && other.folder === page.folder && other.name === page.name,
  );

/** @returns the hash of a Polish page for its translations */
export const hashOf = ({ frontMatter, body }: Pick<Page, 'frontMatter' | 'body'>): string =>
  originalHash(originalOf(frontMatter.value, body));

const command = (page: Page): string =>
  `npm run check:content -- --translated pl/${page.folder}/${page.name} --language=${page.language}`;

/** @returns a fault when the Polish page of a translation has changed since, or the translation has no hash */
export function staleTranslation(page: Page, pages: readonly Page[]): Fault[] {
  const polish = page.language === defaultLanguage ? undefined : polishOriginal(page, pages);
  if (polish === undefined) return [];
  const written = field(page, 'oryginal');
  if (freshnessOf(written, hashOf(polish)) === 'fresh') return [];
  const why =
    written === null
      ? `Nie wiadomo, z którego tekstu strony ${polish.path} jest to tłumaczenie.`
      : `Polska strona ${polish.path} jest nowsza niż to tłumaczenie. Portal pisze o tym nad jego tekstem.`;
  return [
    {
      line: page.frontMatter.lineOf(['oryginal']),
      field: 'oryginal',
      message: `${why} Porównaj obie strony, popraw tłumaczenie, jeśli trzeba, i uruchom: ${command(page)}`,
    },
  ];
}

/** @returns a row until somebody who knows both languages has confirmed a translation */
export function unconfirmedTranslation(page: Page, pages: readonly Page[]): Fault[] {
  if (page.language === defaultLanguage || polishOriginal(page, pages) === undefined) return [];
  if (field(page, 'potwierdzil') !== null) return [];
  return [
    {
      line: page.frontMatter.lineOf(['potwierdzil']),
      message:
        'potwierdzil – Tego tłumaczenia nie sprawdziła jeszcze osoba, która zna oba języki. Gdy sprawdzi, wpisz jej rolę, bez nazwiska.',
    },
  ];
}
