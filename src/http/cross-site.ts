/**
 * Tells whether a POST comes from another site's page. There are no cookies, so the only risk is spam sent by
 * visitors' browsers; old and text browsers that send neither header are accepted, because the form's token is
 * checked as well.
 *
 * @param headers `origin`: RFC 6454 7, may be `null`; `fetchSite`: `Sec-Fetch-Site`, W3C Fetch Metadata
 * @param origins the origins of our own forms
 */
export function isCrossSite(
  headers: { readonly origin: string | undefined; readonly fetchSite: string | undefined },
  origins: readonly string[],
): boolean {
  const { origin, fetchSite } = headers;
  if (origin !== undefined && origins.includes(origin)) return false;
  if (fetchSite === 'same-origin') return false;
  return origin !== undefined || fetchSite !== undefined;
}
