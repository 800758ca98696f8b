import type { Coding } from './accept-encoding.ts';
import { contentTypeOf } from './content-types.ts';
import { type Answer, emptyAnswer } from './response.ts';

/** One compressed or uncompressed form of a file, ready to be sent. */
export interface Representation {
  readonly coding: Coding;
  /** Strong (RFC 9110 8.8.1): a hash of the bytes. */
  readonly etag: string;
  readonly body: Uint8Array;
  /** The headers that describe this form when its body is sent. */
  readonly contentHeaders: Answer['headers'];
  /**
   * The whole file (200) with its validators, and the 304 for it. Made once, because nearly every response is one
   * of them.
   */
  readonly whole: Answer;
  readonly unchanged: Answer;
}

export interface StaticFile {
  /** Whole seconds, as `Last-Modified` is. */
  readonly lastModified: Date;
  /** `Vary`, unless the file has only one form. */
  readonly variation: Answer['headers'];
  /** Smallest first. */
  readonly representations: readonly Representation[];
  /** The codings of these representations, in the same order. */
  readonly codings: readonly Coding[];
}

export interface StaticFiles {
  /** @param path a path within the site, for example `/klub/` */
  find(path: string): StaticFile | undefined;
  /**
   * @param path the requested path; its first folder is the language, or a folder with its own error pages
   * @returns the page for an error, in the default language when the language of the path has none
   */
  errorPage(path: string, status: number): StaticFile | undefined;
  /** The prefixes of the languages: `/uk` and so on, and the empty string for the default language. */
  readonly prefixes: readonly string[];
}

const formEndings: readonly (readonly [Coding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
];
const errorFile = /^(?:([a-z]+)\/)?blad\/(\d{3})\/index\.html$/;
/** Astro's own page for unknown addresses is only needed on hosts without our server. */
const unserved = /(?:^|\/)404\.html$/;
const hidden = /(?:^|\/)\.(?!well-known\/)/;

const pageCaching = 'public, max-age=0, must-revalidate';
const hashedCaching = 'public, max-age=31536000, immutable';

/** The content of a file to be served. */
export interface SourceFile {
  readonly content: Uint8Array;
  /** Hash of the content, in characters that an ETag may have (RFC 9110 8.8.3). */
  readonly hash: string;
}

function load(name: string, sources: ReadonlyMap<string, SourceFile>, modified: Date): StaticFile {
  const forms = formEndings.flatMap(([coding, ending]) => {
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

const isCompressedForm = (name: string, names: ReadonlyMap<string, SourceFile>): boolean =>
  /\.(?:br|gz)$/.test(name) && names.has(name.slice(0, -3));

/**
 * @param sources prerendered files with their compressed forms, by their paths within the site without the first slash
 * @param modified when they were built
 */
export function createStaticFiles(sources: ReadonlyMap<string, SourceFile>, modified: Date): StaticFiles {
  const files = new Map<string, StaticFile>();
  const errorPages = new Map<string, StaticFile>();
  for (const name of sources.keys()) {
    if (isCompressedForm(name, sources) || hidden.test(name) || unserved.test(name)) continue;
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
