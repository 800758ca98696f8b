/** Longest address that is looked at, in characters. */
const longest = 1_000;

/** Characters that stay at the end of an address copied from a sentence, a mail or a chat. */
const atTheEnd = /(?:[/\s.,;:!?…)\]}>"'`´”’“„»«*\\]|&(?:quot|gt|amp|nbsp);)+$/u;
const atTheStart = /^[/\s([{<"'`„”“‘’«»*]+/u;

/** @returns the percent-decoded text, except encoded slashes; unchanged when it cannot be decoded */
function decode(path: string): string {
  try {
    return decodeURIComponent(path.replace(/%(?=2f|5c)/gi, '%25'));
  } catch {
    return path;
  }
}

/**
 * @param path as somebody typed or copied it, or as an older site had it
 * @returns its normal form: small letters without Polish marks, single slashes, one at the end, without punctuation
 * of a sentence and without `index.php`; undefined when it cannot be the address of a page
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
 * In the old Joomla site an article was named in the query: `index.php?option=com_content&id=5:dla-kogo`.
 *
 * @returns the addresses that a query may mean, the most likely first
 */
export const namedInQuery = (query: string): string[] =>
  query.length > longest
    ? []
    : [...decode(query).matchAll(/=(?:\d+[:-])?([\p{L}][\p{L}\d-]*)(?=&|$)/gu)].flatMap(
        ([, alias = '']) => comparableAddress(`/${alias}`) ?? [],
      );
