import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkContent } from '../../content-check/check-content.ts';
import type { CheckResult } from '../../content-check/check-files.ts';
import type { Finding } from '../../content-check/findings.ts';
import { toText } from '../../content-check/reading/file-text.ts';
import { fieldOnLine } from '../../content-check/reading/yaml-source.ts';
import type { Day } from '../../hours/days.ts';
import { defaultLanguage } from '../../paths.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { plEditingChanges } from '../../words/pl-editing-changes.ts';
import { type Changes, isText } from '../changes/change.ts';
import { shapeOfFact } from '../facts/fact-form.ts';
import { factAt } from '../facts/fact-place.ts';
import type { Shape } from '../facts/shape.ts';
import { anchorsIn } from '../pages/headings.ts';
import { pageAt, pageShapes, titleIn } from '../pages/page-file.ts';
import { inStaffWords, rowInStaffWords, withFormHint } from './finding-words.ts';

const words = plEditing.pages;

/** Name of the control for a page's text. */
export const bodyField = 'body';

/** @returns the field of a finding; undefined when it concerns the whole file */
function fieldOf(path: string, text: string, { line, field }: Finding): string | undefined {
  if (field !== undefined) return field;
  const lines = text.split('\n');
  if (pageAt(path) === undefined) return fieldOnLine(text, line);
  const end = lines.findIndex((one, index) => index > 0 && one.startsWith('---'));
  if (line > end + 1) return bodyField;
  return fieldOnLine(lines.slice(1, end).join('\n'), line - 1);
}

/** @returns the path of the form field for a path of names; an unknown rest is kept */
function fieldAt(shape: Shape, names: readonly string[], done: readonly string[] = []): string[] {
  const [name, ...more] = names;
  if (name === undefined || shape.kind === 'lines') return [...done];
  const below = shape.kind === 'list' ? shape.item : shape.fields.find(({ key }) => key === name);
  return below === undefined ? [...done, ...names] : fieldAt(below, more, [...done, name]);
}

function shapeAt(path: string): { shape: Shape; name: string } | undefined {
  const [page, fact] = [pageAt(path), factAt(path)];
  if (page !== undefined) return { shape: pageShapes[page.folder], name: page.folder };
  return fact && { shape: shapeOfFact(fact), name: fact };
}

/** @returns the control of a field: for a list with one entry a line, the control of the whole list */
function controlOf(path: string, field: string): string {
  const found = shapeAt(path);
  return found === undefined ? field : fieldAt(found.shape, field.split('.')).join('.');
}

/** @returns the path of a field with the file's name, without the indexes of entries */
const placeOf = (path: string, field: string): string =>
  [shapeAt(path)?.name ?? '', ...field.split('.').filter((name) => !/^\d+$/.test(name))].join('.');

/**
 * @param places.content the content folder
 * @param places.publicFolder files that are served unchanged
 * @param published gives the addresses of the last build
 * @returns a check of the content with some changes applied, every finding with its control and in the words of the
 * forms
 */
export function createCheck(
  places: { readonly content: string; readonly publicFolder: string },
  published: () => readonly string[],
): (changes: Changes, today: Day) => Promise<CheckResult> {
  return async (changes, today) => {
    const result = await checkContent(places.content, today, places.publicFolder, published(), changes);
    const textAt = (path: string): string => {
      const changed = changes.get(path);
      if (changed) return new TextDecoder().decode(changed);
      try {
        return readFileSync(join(places.content, path), 'utf8');
      } catch {
        return '';
      }
    };
    const titleOf = (path: string): string => `„${titleIn(textAt(path)) || plEditingChanges.page.untitled}”`;
    /** People do not know the anchors of headings, so the message lists the possible ones to copy. */
    const withHeadings = (message: string, file: string): string => {
      const [, address = '', anchor = ''] =
        /^Na stronie (\S+) nie ma nagłówka #([^.\s]+)\./.exec(message) ?? [];
      if (address === '') return message;
      const name =
        address === '/' ? 'strony/start' : address.replace(/^\/(?!aktualnosci\/.)/, '/strony/').slice(1, -1);
      const path = [pageAt(file)?.language ?? defaultLanguage, defaultLanguage]
        .map((language) => `${language}/${name}.md`)
        .find((one) => textAt(one) !== '');
      const anchors = path === undefined ? [] : anchorsIn(path, textAt(path));
      return words.noHeading(
        `${address}#${anchor}`,
        anchors.map((one) => `${address}#${one}`),
      );
    };
    const findings = result.findings.map((finding): Finding => {
      const { file } = finding;
      const found = isText(file) ? fieldOf(file, toText(textAt(file)), finding) : finding.field;
      const field = found === undefined || found === '' ? undefined : controlOf(file, found);
      const said =
        field === undefined ? finding.message : withFormHint(finding.message, placeOf(file, field));
      const message = withHeadings(inStaffWords(said, titleOf), file);
      return field === undefined ? { ...finding, message } : { ...finding, message, field };
    });
    const launch = result.launch.map((row) => ({
      ...row,
      message: rowInStaffWords(row.message, row.file, titleOf),
    }));
    return { ...result, findings, launch };
  };
}
