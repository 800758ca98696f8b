import { comparableAddress, namedInQuery } from '../comparable-address.ts';

/**
 * @param isPage whether a page of ours answers at a path
 * @param named paths, some with a query, as `comparableAddress` writes them, and the pages that took their place
 * @returns gives where an address leads that no page has: path with the query that belongs to it; undefined: nowhere
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
