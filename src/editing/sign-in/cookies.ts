/** Names of the cookies of the editing pages. */
export type CookieName = 'redakcja' | 'proba';

export interface Cookies {
  /** @returns the value in a request; undefined when there is none, or two */
  read(header: string | undefined, name: CookieName): string | undefined;
  /** @param maxAgeSeconds absent: until the browser is closed; 0: deletes the cookie */
  write(name: CookieName, value: string, maxAgeSeconds?: number): string;
}

/**
 * Cookies that no script reads, that are not sent with requests of other sites (RFC 6265bis 5.2) and, by `__Host-`,
 * that no other host sets (RFC 6265bis 4.1.3).
 *
 * @param https false only on localhost, where browsers accept neither the prefix nor `Secure` by http
 */
export function createCookies(https: boolean): Cookies {
  const full = (name: CookieName): string => (https ? `__Host-kis-${name}` : `kis-${name}`);
  return {
    read(header = '', name) {
      const start = `${full(name)}=`;
      const found = header.split(/;\s*/).filter((pair) => pair.startsWith(start));
      return found.length === 1 ? found[0]?.slice(start.length) : undefined;
    },
    write: (name, value, maxAgeSeconds) =>
      [
        `${full(name)}=${value}`,
        'Path=/',
        'HttpOnly',
        'SameSite=Strict',
        ...(https ? ['Secure'] : []),
        ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
      ].join('; '),
  };
}
