import type { Coding } from './accept-encoding.ts';
import { contentTypeOf } from './content-types.ts';
import { type Answer, emptyAnswer } from './response.ts';

/** One form of a file, as it goes over the wire. */
export interface Representation {
  readonly coding: Coding;
  /** Strong (RFC 9110 8.8.1): a hash of the very bytes. */
  readonly etag: string;
  readonly body: Uint8Array;
  /** What tells of this form in an answer that holds it. */
  readonly contentHeaders: Answer['headers'];
  /** All of it, with its validators; and 304 in its place. Made once, since nearly every answer is one of them. */
  readonly whole: Answer;
  readonly unchanged: Answer;
}

export interface StaticFile {
  /** Whole seconds, as `Last-Modified` is. */
  readonly lastModified: Date;
  /** `Vary`, unless the file looks the same to everyone. */
  readonly variation: Answer['headers'];
  /** Smallest first. */
  readonly representations: readonly Representation[];
  /** Of these representations, in their order. */
  readonly codings: readonly Coding[];
}

export interface StaticFiles {
  /** @param path a path within the site, for example `/klub/` */
  find(path: string): StaticFile | undefined;
  /**
   * @param path the path that was asked for; its first folder tells the language, or has pages for errors of its own
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
const errorFile = /^(?:([a-z]+)\/)?blad\/(\d{3})\/index\.html$/;
/** Astro's own page for unknown addresses is for hosts without our front. */
const unserved = /(?:^|\/)404\.html$/;
const hidden = /(?:^|\/)\.(?!well-known\/)/;

const pageCaching = 'public, max-age=0, must-revalidate';
const hashedCaching = 'public, max-age=31536000, immutable';

/** A file to be served, as it was read. */
export interface SourceFile {
  readonly content: Uint8Array;
  /** Tells its content from any other, in characters that an ETag may have (RFC 9110 8.8.3). */
  readonly hash: string;
}

function load(name: string, sources: ReadonlyMap<string, SourceFile>, modified: Date): StaticFile {
  const forms = twins.flatMap(([coding, ending]) => {
    const source = sources.get(name + ending);
    return source === undefined ? [] : [{ coding, source }];
  });
  const variation: Answer['headers'] = forms.length > 1 ? { Vary: 'Accept-Encoding' } : {};
  const lastModified = new Date(Math.floor(modified.getTime() / 1000) * 1000);

  function represent({ coding, source }: (typeof forms)[number]): Representation {
    const body = source.content;
    const etag = `"${source.hash}"`;
    const contentHeaders: Answer['headers'] = {
      'Content-Type': contentTypeOf(name),
      ...(coding === 'identity' ? {} : { 'Content-Encoding': coding }),
      ...variation,
    };
    const validators = {
      'Cache-Control': name.startsWith('_astro/') ? hashedCaching : pageCaching,
      ...variation,
      ETag: etag,
      'Last-Modified': lastModified.toUTCString(),
    };
    const headers = { ...contentHeaders, 'Accept-Ranges': 'bytes', ...validators };
    const whole: Answer = { status: 200, headers, body, kept: true };
    const unchanged: Answer = { ...emptyAnswer(304, validators), kept: true };
    return { coding, etag, body, contentHeaders, whole, unchanged };
  }

  const representations = forms.map(represent).sort((a, b) => a.body.length - b.body.length);
  return { lastModified, variation, representations, codings: representations.map(({ coding }) => coding) };
}

const isTwin = (name: string, names: ReadonlyMap<string, SourceFile>): boolean =>
  /\.(?:br|gz)$/.test(name) && names.has(name.slice(0, -3));

/**
 * @param sources prerendered files with their compressed twins, by their paths within the site without the first slash
 * @param modified when they were made
 */
export function createStaticFiles(sources: ReadonlyMap<string, SourceFile>, modified: Date): StaticFiles {
  const files = new Map<string, StaticFile>();
  const errorPages = new Map<string, StaticFile>();
  for (const name of sources.keys()) {
    if (isTwin(name, sources) || hidden.test(name) || unserved.test(name)) continue;
    const [isErrorPage, language = '', status = ''] = errorFile.exec(name) ?? [];
    const file = load(name, sources, modified);
    if (isErrorPage) errorPages.set(`${language && `/${language}`} ${status}`, file);
    else files.set(`/${name.replace(/(^|\/)index\.html$/, '$1')}`, file);
  }
  const folders = [...errorPages.keys()].map((key) => key.split(' ')[0] ?? '');
  const prefixes = [...new Set(['', ...folders.filter((folder) => /^\/[a-z]{2}$/.test(folder))])];
  return {
    find: (path) => files.get(path),
    errorPage(path, status) {
      const prefix = /^\/[a-z]+(?=\/)/.exec(path)?.[0] ?? '';
      return errorPages.get(`${prefix} ${status}`) ?? errorPages.get(` ${status}`);
    },
    prefixes,
  };
}
