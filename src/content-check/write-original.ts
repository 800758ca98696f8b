import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PageFolder, pageFolderNames } from '../content-schemas/collections.ts';
import { defaultLanguage } from '../paths.ts';
import { toText } from './reading/file-text.ts';
import { readMarkdown } from './reading/front-matter.ts';
import { hashOf } from './rules/translations.ts';

/** The result of marking translations as up to date. */
export type Written =
  | { readonly kind: 'done'; readonly files: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): Written => ({ kind: 'refused', message });

/** @returns folder and name of a page from `pl/strony/klub`, with or without `.md` and the content's folder */
function pageOf(written: string): { folder: PageFolder; name: string } | undefined {
  const [, folder, name] =
    /(?:^|\/)pl\/([a-z]+)\/([a-z0-9-]+)(?:\.md)?$/.exec(written.replaceAll('\\', '/')) ?? [];
  const known = pageFolderNames.find((one) => one === folder);
  return known === undefined || name === undefined ? undefined : { folder: known, name };
}

/** @returns a file's text with the hash in its front matter; everything else, line ends too, is unchanged */
function withOriginal(text: string, hash: string): string | undefined {
  const line = `oryginal: "${hash}"`;
  const parts = /^(\ufeff?---[^\S\n]*\r?\n)([\s\S]*?)(\r?\n?)(---[^\S\n]*(?:\r?\n|$))/.exec(text);
  if (parts === null) return undefined;
  const [whole, start = '', fields = '', end = '', fence = ''] = parts;
  const newLine = start.endsWith('\r\n') ? '\r\n' : '\n';
  const written = /^oryginal[^\S\n]*:.*$/m;
  const changed = written.test(fields)
    ? fields.replace(written, (old) => line + (old.endsWith('\r') ? '\r' : ''))
    : `${fields}${newLine}${line}`;
  return start + changed + (end === '' ? newLine : end) + fence + text.slice(whole.length);
}

/**
 * Writes the hash of the current Polish page into its translations.
 *
 * @param content the content folder
 * @param polish the Polish page: `pl/strony/klub`
 * @param language only this translation; default: all
 * @returns the files written, by their paths within the content folder, or why none was
 */
export async function writeOriginal(content: string, polish: string, language?: string): Promise<Written> {
  const page = pageOf(polish);
  if (page === undefined)
    return refused(`Nie rozumiem, o którą stronę chodzi: ${polish}. Wzór: pl/strony/klub`);
  const path = `${page.folder}/${page.name}.md`;
  const read = (folder: string) => readFile(join(content, folder, path), 'utf8').catch(() => undefined);
  const original = await read(defaultLanguage);
  if (original === undefined) return refused(`Nie ma strony ${defaultLanguage}/${path}.`);
  const reading = readMarkdown(toText(original));
  if (reading.kind === 'faults') return refused(`Najpierw popraw stronę ${defaultLanguage}/${path}.`);
  const hash = hashOf(reading.file);
  const folders = (await readdir(content)).filter(
    (folder) => /^[a-z]{2}$/.test(folder) && folder !== defaultLanguage && folder === (language ?? folder),
  );
  const files: string[] = [];
  for (const folder of folders) {
    const text = await read(folder);
    if (text === undefined) continue;
    const changed = withOriginal(text, hash);
    if (changed === undefined) return refused(`W pliku ${folder}/${path} brakuje pól między kreskami ---.`);
    await writeFile(join(content, folder, path), changed);
    files.push(`${folder}/${path}`);
  }
  return files.length === 0
    ? refused(`Nie ma tłumaczenia strony ${defaultLanguage}/${path}.`)
    : { kind: 'done', files };
}
