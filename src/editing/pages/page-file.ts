import { toText } from '../../content-check/reading/file-text.ts';
import { readMarkdown } from '../../content-check/reading/front-matter.ts';
import { type PageFile, sortFiles } from '../../content-check/reading/source-files.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { type PageFolder, pageFolders } from '../../content-schemas/collections.ts';
import { yesOrNo } from '../../content-schemas/fields.ts';
import { withLineFeeds } from '../../text.ts';
import { languages } from '../../words/index.ts';
import { cleanText } from '../clean-text.ts';
import { type Data, dataOf } from '../facts/data.ts';
import { editYamlForm, yamlForm } from '../facts/fact-form.ts';
import type { Edited, FormReading, Posted } from '../facts/field.ts';
import { type Shape, shapeOf } from '../facts/shape.ts';
import { fromPlainText } from '../paste/from-plain-text.ts';

/** Longest text of a page in characters; the longest one on the site has 6,000. */
const longestBody = 100_000;

/** The shapes of the front matter of pages and news. */
export const pageShapes: Readonly<Record<PageFolder, Shape>> = {
  strony: shapeOf(pageFolders.strony.schema, 'strony'),
  aktualnosci: shapeOf(pageFolders.aktualnosci.schema, 'aktualnosci'),
};

export interface Parts {
  readonly before: string;
  readonly fields: string;
  /** The lower fence, and the empty lines below it. */
  readonly between: string;
  readonly body: string;
}

const pattern =
  /^(\ufeff?---[ \t]*\r?\n)((?:(?!---)[^\n]*\n)*)(---[ \t]*\r?(?:\n|$)(?:[ \t]*\r?\n)*)([\s\S]*)$/;

/** @returns the parts of a page; undefined when it has no front matter */
export function cut(text: string): Parts | undefined {
  const [, before, fields, between, body] = pattern.exec(text) ?? [];
  return before === undefined || fields === undefined || between === undefined || body === undefined
    ? undefined
    : { before, fields, between, body };
}

/** @returns the parts joined into one file */
export const join = ({ before, fields, between, body }: Parts): string => before + fields + between + body;

/** The form of a page: the fields of its front matter, and its text. */
export type PageReading =
  | Extract<FormReading, { kind: 'unreadable' }>
  | (Extract<FormReading, { kind: 'form' }> & { readonly body: string });

/** @returns the form of a page or a piece of news; lines of its text end with `\n` */
export function pageForm(folder: PageFolder, text: string): PageReading {
  const reading = readMarkdown(toText(text));
  const parts = cut(text);
  if (reading.kind === 'faults' || parts === undefined) {
    const [fault] = reading.kind === 'faults' ? reading.faults : [];
    return { kind: 'unreadable', line: fault?.line ?? 1, message: fault?.message ?? '' };
  }
  const form = yamlForm(pageShapes[folder], parts.fields);
  return form.kind === 'form' ? { ...form, body: withLineFeeds(parts.body) } : form;
}

/** Text pasted without the script keeps the tabs of Word's tables and lists: they are turned into Markdown. */
const withoutTabs = (body: string): string =>
  body
    .split(/(\n{2,})/)
    .map((part) => (part.includes('\t') ? fromPlainText(part) : part))
    .join('');

/** @returns the text for the file; the same bytes when only line ends differ */
function writtenBody(body: string, before: string): string {
  if (withLineFeeds(body) === withLineFeeds(before)) return before;
  const text = `${withoutTabs(cleanText(body))
    .replace(/^\s*\n/, '')
    .trimEnd()}\n`;
  return before.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

/**
 * @param text the whole file
 * @param posted values of the front matter's fields; fields that are left out do not change
 * @param body the new text of the page; left out: it does not change
 * @returns the changed file; @throws when the file cannot be parsed
 */
export function editPage(folder: PageFolder, text: string, posted: Posted, body?: string): Edited {
  const parts = cut(text);
  if (parts === undefined) throw new Error('this page has no front matter');
  if (body !== undefined && body.length > longestBody && withLineFeeds(body) !== withLineFeeds(parts.body)) {
    const message = `Tekst może mieć najwyżej ${longestBody} znaków. Podziel go na dwie strony.`;
    return { kind: 'faults', faults: [{ name: 'body', message }] };
  }
  const fields = editYamlForm(pageShapes[folder], parts.fields, posted);
  if (fields.kind === 'faults') return fields;
  const written = body === undefined ? parts.body : writtenBody(body, parts.body);
  return { kind: 'text', text: join({ ...parts, fields: fields.text, body: written }) };
}

/** @returns the unchecked values of a page's front matter; an empty object when it cannot be parsed */
export function frontMatterOf(text: string): Data {
  const reading = readYaml(toText(cut(text)?.fields ?? ''));
  return dataOf(reading.kind === 'data' ? reading.data.value : undefined);
}

/** @returns the title of a page; empty if it has none */
export function titleIn(text: string | undefined): string {
  const title = frontMatterOf(text ?? '')['tytul'];
  return typeof title === 'string' || typeof title === 'number' ? String(title) : '';
}

/** @returns whether a page with these fields is a draft, by the same rule as on the site */
export const isDraft = ({ szkic }: Data): boolean => yesOrNo.safeParse(szkic).data === true;

/** @returns the text of a page without its front matter */
export const bodyOf = (text: string): string => cut(text)?.body ?? text;

/** @returns a page with a new value in one field of its front matter */
export function withField(path: string, text: string, name: string, value: string): string {
  const folder = pageAt(path)?.folder;
  if (folder === undefined) return text;
  const edited = editPage(folder, text, new Map([[name, value]]));
  return edited.kind === 'text' ? edited.text : text;
}

/** @returns the parsed path of a page, such as `pl/strony/klub.md`; undefined for any other path */
export const pageAt = (path: string): PageFile | undefined => sortFiles([path], languages).pages[0];
