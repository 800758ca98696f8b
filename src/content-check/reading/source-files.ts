import {
  type FactName,
  factFiles,
  factNames,
  type PageFolder,
  pageFolderNames,
} from '../../content-schemas/collections.ts';
import { defaultLanguage } from '../../paths.ts';
import { isLeftBehind } from '../../staff-files/names.ts';
import { inPlainLetters } from '../../staff-files/plain-letters.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import type { Finding } from '../findings.ts';
import { nearest, suggestion } from '../nearest.ts';

/** A file of facts: `fakty/godziny.yaml`. */
export interface FactFile {
  readonly name: FactName;
  readonly path: string;
}

/** A page or a piece of news: `pl/strony/klub.md`. */
export interface PageFile {
  readonly language: string;
  readonly folder: PageFolder;
  /** The file's name without `.md`. */
  readonly name: string;
  readonly path: string;
}

/** Pages to which the site itself links: without them the build stops or links are broken. */
export const neededPages = [
  'start',
  'zgloszenie',
  'kontakt',
  'aktualnosci',
  'prywatnosc',
  'deklaracja-dostepnosci',
  'mapa-strony',
] as const;

/** The same for a language other than Polish: links to other missing pages lead to the Polish ones. */
const neededInTranslation: readonly string[] = [
  'start',
  'zgloszenie',
  'kontakt',
  'prywatnosc',
  'deklaracja-dostepnosci',
];

/** @returns the names of the pages that a language must have */
export const neededIn = (language: string): readonly string[] =>
  language === defaultLanguage ? neededPages : neededInTranslation;

/** @returns whether the site itself links to this page */
export const isNeeded = ({ folder, name, language }: PageFile): boolean =>
  folder === 'strony' && neededIn(language).includes(name);

/** A picture or a document uploaded by staff: `pliki/ulotka.pdf`. */
interface StaffFile {
  /** Its address: `/pliki/ulotka.pdf`. */
  readonly address: string;
}

export interface Sorted {
  readonly facts: readonly FactFile[];
  readonly pages: readonly PageFile[];
  /** Addresses of the pictures and documents of staff. */
  readonly staffFiles: readonly string[];
  readonly findings: readonly Finding[];
}

const isOneOf = <Name extends string>(names: readonly Name[], name: string | undefined): name is Name =>
  (names as readonly (string | undefined)[]).includes(name);

const error = (file: string, message: string): Finding => ({ severity: 'error', file, line: 1, message });

/** Handbooks for staff: how to edit, and how to take enquiries up. */
const handbooks = ['README.md', 'ZGLOSZENIA.md'];

/** Temporary files of systems and programs, and the handbooks, are not content. */
const isIgnored = (path: string): boolean => handbooks.includes(path) || path.split('/').some(isLeftBehind);

const asPageName = (name: string): string =>
  inPlainLetters(name.replace(/(?:\.(?:md|txt|markdown|mdx))+$/i, '')) || 'nazwa-strony';

/** The suffix that Windows, macOS and telephones add to the name of a copy. */
const copyMark = /\s\(\d+\)|[\s_–—-]+(?:kopia|copy)(?=[\s.(]|$)/iu;

/** @returns a second remedy when the name looks like that of a copy; else an empty text */
const orRemove = (name: string): string =>
  copyMark.test(name) ? ' Jeśli to kopia innego pliku, usuń go.' : '';

function factFile(path: string, name: string): FactFile | Finding {
  const known = name.endsWith('.yaml') ? name.slice(0, -'.yaml'.length) : undefined;
  if (isOneOf(factNames, known)) return { name: known, path };
  const files = factNames.map((fact) => `${fact}.yaml`);
  return error(
    path,
    `Nie znamy pliku „${name}”. W tym folderze są: ${files.join(', ')}.${suggestion(name, files)}${orRemove(name)}`,
  );
}

function pageFile(path: string, language: string, folder: PageFolder, name: string): PageFile | Finding {
  if (!name.endsWith('.md')) {
    const remedy = /\.(md|txt|markdown|mdx)$/i.test(name)
      ? `Zmień nazwę na „${asPageName(name)}.md”.`
      : `Przenieś go stąd. Pliki do pobrania i obrazy leżą w folderze ${staffFolder}.`;
    return error(path, `W tym folderze mogą być tylko strony, pliki z końcówką .md. ${remedy}`);
  }
  const base = name.slice(0, -'.md'.length);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(base)) {
    return error(
      path,
      `W nazwie pliku mogą być tylko małe litery bez ogonków, cyfry i łączniki. Zmień „${name}” na „${asPageName(name)}.md”.${orRemove(name)}`,
    );
  }
  return { language, folder, name: base, path };
}

function sortOne(path: string, languages: readonly string[]): FactFile | PageFile | StaffFile | Finding {
  const [top = '', second = '', third, ...deeper] = path.split('/');
  if (top === 'fakty' && third === undefined && second !== '') return factFile(path, second);
  if (top === staffFolder && third === undefined && second !== '') return { address: `/${path}` };
  if (
    isOneOf(languages, top) &&
    isOneOf(pageFolderNames, second) &&
    third !== undefined &&
    deeper.length === 0
  )
    return pageFile(path, top, second, third);
  const folders = ['fakty', staffFolder, ...languages];
  if (second === '')
    return error(
      path,
      `Nie znamy pliku „${top}”. Tu są tylko foldery: ${folders.join(', ')}. Przenieś plik do jednego z nich.`,
    );
  if (!folders.includes(top))
    return error(
      path,
      `Nie znamy folderu „${top}”. Znamy te: ${folders.join(', ')}.${suggestion(top, folders)}`,
    );
  if (languages.includes(top) && !isOneOf(pageFolderNames, second)) {
    const what = third === undefined ? 'pliku' : 'folderu';
    return error(
      path,
      `Nie znamy ${what} „${second}”. W tym folderze są foldery: ${pageFolderNames.join(', ')}.${suggestion(second, pageFolderNames)}`,
    );
  }
  const wrong = languages.includes(top) ? (third ?? '') : second;
  return error(path, `Tu nie może być folderu „${wrong}”. Przenieś plik o jeden folder wyżej.`);
}

/** @returns faults for needed files that are missing; a file with a misspelled name was reported already */
function missingFiles(
  facts: readonly FactFile[],
  pages: readonly PageFile[],
  strange: readonly string[],
  languages: readonly string[],
): Finding[] {
  const wantedFacts = factNames
    .filter((name) => !factFiles[name].isOptional && !facts.some((fact) => fact.name === name))
    .map((name) => `fakty/${name}.yaml`);
  const wantedPages = languages.flatMap((language) =>
    neededIn(language)
      .filter(
        (name) =>
          !pages.some((page) => page.language === language && page.folder === 'strony' && page.name === name),
      )
      .map((name) => `${language}/strony/${name}.md`),
  );
  return [...wantedFacts, ...wantedPages]
    .filter((path) => nearest(path, strange) === undefined)
    .map((path) =>
      error(
        path,
        'Brakuje tego pliku, a portal go potrzebuje. Przywróć go, na przykład z poprzedniej wersji.',
      ),
    );
}

/**
 * @param paths every file of the content folder, with slashes
 * @param @param known languages of the interface; only those with a folder need pages
 * @returns the kind of each file; unknown and missing files as errors
 */
export function sortFiles(paths: readonly string[], known: readonly string[]): Sorted {
  const sorted = paths.filter((path) => !isIgnored(path)).map((path) => sortOne(path, known));
  const findings = sorted.filter((one): one is Finding => 'severity' in one);
  const facts = sorted.filter(
    (one): one is FactFile => !('severity' in one) && !('folder' in one) && !('address' in one),
  );
  const staffFiles = sorted.flatMap((one) => ('address' in one ? [one.address] : []));
  const pages = sorted.filter((one): one is PageFile => 'folder' in one);
  const used = known.filter(
    (language, index) => index === 0 || pages.some((page) => page.language === language),
  );
  const strange = findings.map(({ file }) => file);
  return { facts, pages, staffFiles, findings: [...findings, ...missingFiles(facts, pages, strange, used)] };
}
