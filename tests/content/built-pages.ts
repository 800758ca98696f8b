import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { HtmlValidate } from 'html-validate';

export interface BuiltPage {
  /** Address within the site. */
  readonly path: string;
  readonly file: string;
  readonly html: string;
}

/**
 * @param build the folder of a build
 * @returns every HTML page in it, bodies of errors included
 * @throws if there is no build
 */
export async function readPages(build: string): Promise<BuiltPage[]> {
  const client = join(build, 'client');
  const files = (await readdir(client, { recursive: true })).filter((name) => name.endsWith('.html'));
  if (files.length < 20) throw new Error(`${build} holds no built site`);
  return Promise.all(
    files.map(async (name) => ({
      path: `/${relative(client, join(client, name))
        .split(sep)
        .join('/')
        .replace(/index\.html$/, '')}`,
      file: join(client, name),
      html: await readFile(join(client, name), 'utf8'),
    })),
  );
}

/** @returns the errors in their HTML, one a line */
export async function htmlFaults(pages: readonly BuiltPage[]): Promise<string[]> {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: {
      // Astro writes "<!DOCTYPE html>" and void elements without a slash; both are valid HTML.
      'doctype-style': 'off',
      'void-style': 'off',
      // Long pages are not an error in the markup.
      'long-title': 'off',
      // Non-breaking spaces in telephone numbers are written as such.
      'tel-non-breaking': 'off',
    },
  });
  const faults: string[] = [];
  for (const { path, html } of pages) {
    const { results } = await validator.validateString(html);
    for (const { messages } of results)
      faults.push(
        ...messages.map(
          ({ ruleId, message, line, column }) => `${path} ${line}:${column} ${ruleId}: ${message}`,
        ),
      );
  }
  return faults;
}

/** @returns links within the site to a page, file or anchor that does not exist, one a line */
export async function linkFaults(build: string, pages: readonly BuiltPage[]): Promise<string[]> {
  const known = new Map(pages.map((page) => [page.path, page.html]));
  const rendered = /^(?:\/[a-z]{2})?\/(?:zgloszenie(?:\/stan)?|szukaj)\/$/;
  const faults: string[] = [];
  for (const { path, html } of pages) {
    for (const [, raw = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const target = raw.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
      if (/^(https?:|mailto:|tel:)/.test(target)) continue;
      const [address = '', anchor] = target.split('#');
      const page = known.get(address === '' ? path : address);
      if (page === undefined && !rendered.test(address)) {
        const file = await stat(join(build, 'client', address)).catch(() => undefined);
        if (!file?.isFile()) faults.push(`${path} → ${target}: no such page`);
      } else if (anchor && page && !page.includes(`id="${decodeURIComponent(anchor)}"`)) {
        faults.push(`${path} → ${target}: no such place on the page`);
      }
    }
  }
  return faults;
}
