import { kindOf } from '../../staff-files/kinds.ts';
import { addressableName, endingOf, isAddressable, isLeftBehind } from '../../staff-files/names.ts';
import { staffFileFaults } from './staff-files.ts';

/** Drawings and icons of the site itself, the only files of their kind in the public folder. */
const ours = new Set(['favicon.svg', 'favicon.ico', 'podglad.svg']);

/** First parts of addresses that the site uses itself, besides its pages. */
const taken = new Set([
  ...['_astro', 'pliki', 'odbior', 'szukaj', 'blad', 'karta', 'czy-dla-mnie', 'livez', 'healthz', 'metrics'],
  ...['robots', 'sitemap-index', 'sitemap-0', 'manifest', 'godziny', 'kis', '404', 'index', '.well-known'],
]);

const moveIt = (name: string): string =>
  `Przenieś go do folderu content/pliki jako „${addressableName(name)}”.`;

/**
 * @param path of a file within the public folder, with slashes
 * @param pages first parts of the addresses of pages: `klub`, `zgloszenie`, `uk`
 * @returns faults of a file that is served unchanged
 */
export async function publicFileFaults(
  path: string,
  bytes: Uint8Array,
  pages: ReadonlySet<string>,
): Promise<string[]> {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.some((part) => isLeftBehind(part) && part !== '.well-known') || ours.has(path)) return [];
  const first = (parts[0] ?? '').toLowerCase().replace(/(?!^)\.[^.]*$/, '');
  const isPage = /^(?:html?|xhtml?|shtml|php)$/.test(endingOf(name));
  if (taken.has(first) || (pages.has(first) && (parts.length > 1 || !kindOf(name))))
    return [
      `Ten plik zastąpiłby to, co portal sam pokazuje pod adresem /${first}. Usuń go z folderu public.`,
    ];
  if (isPage)
    return [
      'Strona HTML z folderu public pokazałaby się obok portalu. Usuń ją, a tekst wpisz w pliku .md w folderze content/pl/strony.',
    ];
  if (!kindOf(name))
    return [
      endingOf(name) === 'svg'
        ? 'Rysunku SVG nie wolno tu wkładać, bo może działać jak program. Zapisz go jako PNG i przenieś do folderu content/pliki.'
        : `Plik „${name}” nie należy do portalu, a każdy mógłby go pobrać. Usuń go z folderu public.`,
    ];
  if (!parts.every(isAddressable))
    return [
      `W nazwie pliku i folderu nie może być odstępów ani ogonków: strona go nie znajdzie. ${moveIt(name)}`,
    ];
  return staffFileFaults(name, bytes);
}
