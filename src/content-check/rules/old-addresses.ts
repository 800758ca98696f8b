import { oldAddresses } from '../../content-schemas/old-addresses.ts';
import { languagePrefix } from '../../paths.ts';
import { errorsIn, type Finding } from '../findings.ts';
import { nearest } from '../nearest.ts';
import { addressOf } from '../reading/link-targets.ts';
import type { Page } from '../reading/page.ts';
import type { PageFile } from '../reading/source-files.ts';

/** @returns a page's address within the site, with its language's prefix */
export const wholeAddressOf = (page: PageFile): string => languagePrefix(page.language) + addressOf(page);

/** @returns the old addresses of a page; none when one of them is invalid */
export const oldAddressesOf = ({ frontMatter }: Pick<Page, 'frontMatter'>): readonly string[] =>
  oldAddresses.safeParse((frontMatter.value as Readonly<Record<string, unknown>> | null)?.['dawne_adresy'])
    .data ?? [];

/** @returns faults for old addresses that a current page has, or that two pages claim */
export function checkOldAddresses(pages: readonly Page[]): Finding[] {
  const now = new Map(pages.filter(({ draft }) => !draft).map((page) => [wholeAddressOf(page), page]));
  const claimed = new Map<string, Page>();
  return pages.flatMap((page) =>
    oldAddressesOf(page).flatMap((address, index) => {
      const line = page.frontMatter.lineOf(['dawne_adresy', index]);
      const holder = now.get(address);
      const other = claimed.get(address);
      claimed.set(address, other ?? page);
      if (holder !== undefined)
        return errorsIn(page.path, [
          {
            line,
            message: `Pod adresem ${address} jest dziś strona ${holder.path}. Usuń go z dawnych adresów.`,
          },
        ]);
      if (other === undefined) return [];
      return errorsIn(page.path, [
        { line, message: `Dawny adres ${address} ma już strona ${other.path}. Zostaw go tylko na jednej.` },
      ]);
    }),
  );
}

/**
 * @param published every address of the last build, old ones included
 * @returns faults for published addresses that no longer lead anywhere, each with the line that repairs it
 */
export function checkGoneAddresses(
  published: readonly string[],
  files: readonly PageFile[],
  pages: readonly Page[],
): Finding[] {
  const drafts = new Set(pages.filter(({ draft }) => draft).map(({ path }) => path));
  const now = new Map(
    files.filter(({ path }) => !drafts.has(path)).map((file) => [wholeAddressOf(file), file]),
  );
  const named = new Set(pages.flatMap(oldAddressesOf));
  const fresh = [...now.keys()].filter((address) => !published.includes(address));
  return published
    .filter((address) => !now.has(address) && !named.has(address))
    .flatMap((address) => {
      const [only, ...others] = fresh;
      const likely = others.length === 0 ? only : nearest(address, fresh);
      const file = (likely === undefined ? undefined : now.get(likely))?.path ?? 'pl/strony/start.md';
      const page = pages.find(({ path }) => path === file);
      const line = page?.frontMatter.lineOf(['dawne_adresy']) ?? 1;
      const whole = [...new Set([...(page === undefined ? [] : oldAddressesOf(page)), address])].join(', ');
      const where = likely === undefined ? 'w pliku strony, która ją zastępuje,' : `w pliku ${file}`;
      return errorsIn(file, [
        {
          line,
          message: `Strony ${address} już nie ma, a ludzie mają ten adres. Między kreskami --- ${where} wpisz: dawne_adresy: [${whole}]`,
        },
      ]);
    });
}
