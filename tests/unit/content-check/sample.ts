import { readMarkdown } from '../../../src/content-check/reading/front-matter.ts';
import { type Page, toPage } from '../../../src/content-check/reading/page.ts';
import type { PageFile } from '../../../src/content-check/reading/source-files.ts';

/** @returns a Polish page with a text; its first line is the sixth of the file. */
export function pageWith(body: string, file: Partial<PageFile> = {}): Page {
  const reading = readMarkdown(`---\ntytul: Próba\nopis: Próba.\nsprawdzono: 2026-11-22\n---\n${body}\n`);
  if (reading.kind === 'faults') throw new Error(JSON.stringify(reading.faults));
  return toPage(
    { language: 'pl', folder: 'strony', name: 'proba', path: 'pl/strony/proba.md', ...file },
    reading.file,
  );
}
