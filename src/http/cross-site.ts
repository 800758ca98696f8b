/**
 * Tells whether a POST comes from another site's page. There are no cookies, so what is at stake is spam sent by
 * visitors' browsers; old and text browsers that send neither header are let through, for the form's token is
 * still to be judged.
 *
 * @param headers `origin`: RFC 6454 7, may be `null`; `fetchSite`: `Sec-Fetch-Site`, W3C Fetch Metadata
 * @param origins where our own forms come from
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
