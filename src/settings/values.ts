import { BlockList, isIP } from 'node:net';
import { isMailAddress, isPublicMailAddress } from '../mail-address.ts';
import { type Topic, topics } from '../topics.ts';

/** How many POSTs of the form one client prefix may send in a span of time before one more step is required. */
export interface EnquiryRate {
  readonly limit: number;
  readonly windowMilliseconds: number;
}

/** The database of the enquiries. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  /** `url` contains a password: never put it into a message. */
  | { readonly kind: 'postgres'; readonly url: string };

/** @returns the database in words, without a password */
export function describeDatabase(place: DatabasePlace): string {
  if (place.kind === 'sqlite') return place.file;
  const { host, pathname } = new URL(place.url);
  return `PostgreSQL at ${host}${pathname}`;
}

/** A host name for mail servers and browsers, without a full stop at its end (RFC 1123 2.1). */
export const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;
const windowUnits: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** @returns the number, if it has at most six digits and is within the limits */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

/** One e-mail address without a name. */
export const readMailAddress = (text: string): string | undefined => (isMailAddress(text) ? text : undefined);

/** Comma-separated addresses, in small letters, without duplicates; with full domain names, as the sign-in requires. */
export function readMailAddresses(text: string): readonly string[] | undefined {
  const addresses = text.split(',').map((each) => each.trim().toLowerCase());
  return addresses.every(isPublicMailAddress) ? [...new Set(addresses)] : undefined;
}

/** One e-mail address, with or without a name before it. */
export function readSender(text: string): string | undefined {
  const bare = /^[^<>\r\n]+<([^<>]+)>$/.exec(text)?.[1] ?? text;
  return isMailAddress(bare) ? text : undefined;
}

/** An origin: http or https, without a path, a query, or a password. */
export function readSiteUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url?.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  return bare && web && url.pathname === '/' ? url : undefined;
}

/** An address with or without a path; slashes at the end are removed. */
export function readServiceUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  return web && url.search === '' && url.hash === '' ? text.replace(/\/+$/, '') : undefined;
}

/** Whole seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH), up to the year 2286. */
export const readSourceDate = (text: string): Date | undefined =>
  /^\d{1,10}$/.test(text) ? new Date(Number(text) * 1_000) : undefined;

/** Comma-separated `topic=address`, each topic once. */
export function readRoutes(text: string): ReadonlyMap<Topic, string> | undefined {
  const routes = new Map<Topic, string>();
  for (const route of text.split(',')) {
    const [name, address, ...rest] = route.split('=').map((part) => part.trim());
    const topic = topics.find((each) => each === name);
    if (topic === undefined || address === undefined || rest.length > 0) return undefined;
    if (routes.has(topic) || !isMailAddress(address)) return undefined;
    routes.set(topic, address);
  }
  return routes;
}

/** Comma-separated addresses and networks (RFC 4632, RFC 4291). */
export function readNetworks(text: string): BlockList | undefined {
  const networks = new BlockList();
  for (const network of text.split(',').filter((each) => each.trim() !== '')) {
    const [address = '', length, ...rest] = network.trim().split('/');
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const prefix = length === undefined ? bits : wholeNumber(length, 0, bits);
    if (version === 0 || prefix === undefined || rest.length > 0) return undefined;
    networks.addSubnet(address, prefix, version === 4 ? 'ipv4' : 'ipv6');
  }
  return networks;
}

/** A count and a time span, as `20/10m`. */
export function readRate(text: string): EnquiryRate | 'off' | undefined {
  if (text === 'off') return 'off';
  const [, count = '', span = '', unit = ''] = /^(\d+)\/(\d+)([smh])$/.exec(text) ?? [];
  const limit = wholeNumber(count, 1, 100_000);
  const spans = wholeNumber(span, 1, 10_000);
  if (limit === undefined || spans === undefined) return undefined;
  return { limit, windowMilliseconds: spans * (windowUnits[unit] ?? 0) };
}

/** @returns the path of an SQLite file, after `sqlite:` or `sqlite://`, or a PostgreSQL address */
export function readDatabase(text: string): DatabasePlace | undefined {
  const file = /^sqlite:(?:\/\/(?=\/))?([^?#]+)$/.exec(text)?.[1];
  if (file !== undefined) return { kind: 'sqlite', file };
  const url = /^postgres(?:ql)?:\/\/./.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && url.pathname.length > 1 ? { kind: 'postgres', url: text } : undefined;
}

/** Keys in the alphabet of Bech32 (BIP 173), as in an age key file: one in a line, `#` begins a comment. */
export const readKeys =
  (shape: RegExp) =>
  (text: string): readonly string[] | undefined => {
    const keys = text
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'));
    return keys.length > 0 && keys.every((key) => shape.test(key)) ? keys : undefined;
  };

/** At least 32 bytes. */
export const readSecret = (text: string): Uint8Array | undefined => {
  const bytes = new TextEncoder().encode(text);
  return bytes.length >= 32 ? bytes : undefined;
};
