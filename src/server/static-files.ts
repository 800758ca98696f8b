import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Coding } from './accept-encoding.ts';
import { contentTypeOf } from './content-types.ts';

/** One form of a file, as it goes over the wire. */
export interface Representation {
  readonly coding: Coding;
  /** Strong (RFC 9110 8.8.1): a hash of the very bytes. */
  readonly etag: string;
  readonly body: Uint8Array;
}

export interface StaticFile {
  readonly contentType: string;
  readonly cacheControl: string;
  /** Whole seconds, as `Last-Modified` is. */
  readonly lastModified: Date;
  /** Smallest first. */
  readonly representations: readonly Representation[];
}

export interface StaticFiles {
  /** @param path a path within the site, for example `/klub/` */
  find(path: string): StaticFile | undefined;
  /**
   * @param path the path that was asked for; its prefix tells the language
   * @returns the page for an error, in the default language where there is none in the path's
   */
  errorPage(path: string, status: number): StaticFile | undefined;
  /** What may stand before a path: `/uk` and so on, and nothing for the default language. */
  readonly prefixes: readonly string[];
}

const twins: readonly (readonly [Coding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
];
const errorFile = /^(?:([a-z]{2})\/)?blad\/(\d{3})\/index\.html$/;
/** Astro's own page for unknown addresses is for hosts without our front. */
const unserved = /(?:^|\/)404\.html$/;
const hidden = /(?:^|\/)\.(?!well-known\/)/;

const pageCaching = 'public, max-age=300, must-revalidate';
const hashedCaching = 'public, max-age=31536000, immutable';

function represent(coding: Coding, body: Uint8Array): Representation {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { coding, etag: `"${hash}"`, body };
}

function load(directory: string, name: string, names: ReadonlySet<string>): StaticFile {
  const file = join(directory, name);
  return {
    contentType: contentTypeOf(name),
    cacheControl: name.startsWith('_astro/') ? hashedCaching : pageCaching,
    lastModified: new Date(Math.floor(statSync(file).mtimeMs / 1000) * 1000),
    representations: twins
      .filter(([, ending]) => names.has(name + ending))
      .map(([coding, ending]) => represent(coding, readFileSync(file + ending)))
      .sort((a, b) => a.body.length - b.body.length),
  };
}

const isTwin = (name: string, names: ReadonlySet<string>): boolean =>
  /\.(?:br|gz)$/.test(name) && names.has(name.slice(0, -3));

/**
 * Reads all prerendered files, with their compressed twins, into memory.
 *
 * @param directory `dist/client`
 * @throws when it cannot be read
 */
export function loadStaticFiles(directory: string): StaticFiles {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const names = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length))
      .map((name) => name.split(sep).join('/')),
  );
  const files = new Map<string, StaticFile>();
  const errorPages = new Map<string, StaticFile>();
  for (const name of names) {
    if (isTwin(name, names) || hidden.test(name) || unserved.test(name)) continue;
    const [isErrorPage, language = '', status = ''] = errorFile.exec(name) ?? [];
    if (isErrorPage) errorPages.set(`${language && `/${language}`} ${status}`, load(directory, name, names));
    else files.set(`/${name.replace(/(^|\/)index\.html$/, '$1')}`, load(directory, name, names));
  }
  const prefixes = [...new Set(['', ...[...errorPages.keys()].map((key) => key.split(' ')[0] ?? '')])];
  return {
    find: (path) => files.get(path),
    errorPage(path, status) {
      const prefix = /^\/[a-z]{2}(?=\/)/.exec(path)?.[0] ?? '';
      return errorPages.get(`${prefix} ${status}`) ?? errorPages.get(` ${status}`);
    },
    prefixes,
  };
}
