/** Longer ones are nobody's address of a page. */
const longest = 1_000;

/** What a sentence, a mail or a chat leaves at the end of an address that is copied out of it. */
const atTheEnd = /(?:[/\s.,;:!?…)\]}>"'`´”’“„»«*\\]|&(?:quot|gt|amp|nbsp);)+$/u;
const atTheStart = /^[/\s([{<"'`„”“‘’«»*]+/u;

/** @returns the text without percent signs, but for those of a slash within a name; as it is where they stand for no text */
function decode(path: string): string {
  try {
    return decodeURIComponent(path.replace(/%(?=2f|5c)/gi, '%25'));
  } catch {
    return path;
  }
}

/**
 * @param path as somebody typed, copied or remembered it, or as an older site had it
 * @returns the one way to write it: small letters without Polish marks, single slashes, one at the end, nothing
 * that a sentence left on it, no `index.php`; undefined for what is no address of a page
 */
export function comparableAddress(path: string): string | undefined {
  if (path.length > longest) return undefined;
  const plain = decode(path)
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\/+/g, '/')
    .replace(atTheStart, '')
    .replace(atTheEnd, '')
    .replace(/(?:^|\/)index\.php$/, '')
    .replace(/^index\.php\//, '');
  return plain === '' ? '/' : `/${plain}/`;
}

/**
 * The old Joomla site names an article in its query: `index.php?option=com_content&id=5:dla-kogo`.
 *
 * @returns the addresses that a query may mean, the likeliest first
 */
export const namedInQuery = (query: string): string[] =>
  query.length > longest
    ? []
    : [...decode(query).matchAll(/=(?:\d+[:-])?([\p{L}][\p{L}\d-]*)(?=&|$)/gu)].flatMap(
        ([, alias = '']) => comparableAddress(`/${alias}`) ?? [],
      );
