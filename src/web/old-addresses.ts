import { comparableAddress, namedInQuery } from '../comparable-address.ts';

/**
 * @param isPage whether the site has a page at a path
 * @param named old paths, some with a query, as `comparableAddress` writes them, and the pages that replaced them
 * @returns a function that gives where an address without a page redirects to: a path with its query; undefined:
 * nowhere
 */
export function createOldAddresses(
  isPage: (path: string) => boolean,
  named: Readonly<Record<string, string>>,
): (path: string, query: string) => string | undefined {
  const successors = new Map(Object.entries(named));
  return (path, query) => {
    const address = comparableAddress(path);
    if (address === undefined) return undefined;
    const successor = successors.get(address + query.toLowerCase()) ?? successors.get(address);
    if (successor !== undefined && isPage(successor)) return successor;
    const isOldSite = /\/index\.php(?:\/|$)/i.test(path);
    const candidates = isOldSite ? [...namedInQuery(query), address] : [address];
    const page = candidates.find((candidate) => candidate !== path && isPage(candidate));
    return page === undefined ? undefined : page + (isOldSite ? '' : query);
  };
}
