import * as z from 'zod';
import { comparableAddress } from '../comparable-address.ts';

const example =
  'Napisz adres od ukośnika, tak jak stał w pasku przeglądarki, na przykład: dawne_adresy: [/stara-strona/].';
/** Addresses below these paths are never old addresses of pages. */
const reserved = /^\/(?:odbior|pliki|_astro|healthz|livez|metrics)(?:\/|$)/;

/** @returns an old address in its normal form, with its query; undefined if it is invalid */
function readOldAddress(written: string): string | undefined {
  const local = written.trim().replace(/^https?:\/\/[^/]*/i, '');
  const [path = '', query] = local.split('?', 2);
  if (!path.startsWith('/') || /\s/.test(local)) return undefined;
  const address = comparableAddress(path);
  return address === undefined ? undefined : address + (query ? `?${query.toLowerCase()}` : '');
}

/** `dawne_adresy` of a page or a piece of news: paths in their normal form, some with a query. */
export const oldAddresses = z
  .preprocess(
    (value) => (value === null ? [] : typeof value === 'string' ? [value] : value),
    z.array(
      z.string(example).transform((written, context) => {
        const address = readOldAddress(written);
        const message =
          address === undefined
            ? example
            : reserved.test(address) || address === '/'
              ? `Adres ${written} należy do portalu i nie może być dawnym adresem strony. Usuń go.`
              : undefined;
        if (address !== undefined && message === undefined) return address;
        context.addIssue({ code: 'custom', message: message ?? example });
        return z.NEVER;
      }),
    ),
  )
  .default([])
  .describe(
    'Adresy, pod którymi ta strona była dawniej, na przykład [/stara-strona/]. Kto na nie wejdzie, trafi tutaj.',
  );
