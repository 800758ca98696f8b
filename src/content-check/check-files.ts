import type { FactName } from '../content-schemas/collections.ts';
import type { Day } from '../hours/days.ts';
import { languages } from '../words/index.ts';
import { type CheckedFact, checkFactFile } from './check-facts.ts';
import { checkPages, type Readability } from './check-pages.ts';
import { byPlace, errorsIn, type Finding, hintsIn, type LaunchRow } from './findings.ts';
import { toText } from './reading/file-text.ts';
import { sortFiles } from './reading/source-files.ts';
import { misnamedHours } from './slips/exception-hours.ts';
import { controlCharacters, oddCharacters } from './slips/odd-characters.ts';

/** The files to check. */
export interface ContentFiles {
  /** Every file of the content folder, by its path with slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Addresses of files that are served unchanged: `/favicon.svg`. */
  readonly publicFiles: ReadonlySet<string>;
  /** Addresses in the last build of this content; left out: none. */
  readonly published?: readonly string[];
}

export interface CheckResult {
  /** By file, then by line. */
  readonly findings: readonly Finding[];
  /** Facts that only staff can fill in or confirm before the site goes public. */
  readonly launch: readonly LaunchRow[];
  readonly readability: readonly Readability[];
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @returns the text of a file, or undefined if it is not UTF-8 */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const notUtf8 =
  'Plik nie jest zapisany w UTF-8, więc polskie litery się zepsują. Zapisz go jeszcze raz z kodowaniem UTF-8.';
const document =
  'To dokument Worda pod inną nazwą, a nie zwykły tekst. Zaznacz w Wordzie cały tekst, wklej go do Notatnika i zapisz pod tą nazwą z kodowaniem UTF-8.';

/** The first bytes of DOCX and DOC files. */
const startsAsDocument = (bytes: Uint8Array | undefined): boolean =>
  [
    [0x50, 0x4b, 3, 4],
    [0xd0, 0xcf, 0x11, 0xe0],
  ].some((start) => start.every((byte, index) => bytes?.[index] === byte));

/**
 * Checks content that is already in memory.
 *
 * @param today the day in Warsaw, `RRRR-MM-DD`
 * @returns all findings
 */
export function checkFiles({ files, publicFiles, published = [] }: ContentFiles, today: Day): CheckResult {
  const sorted = sortFiles([...files.keys()], languages);
  const written = new Map(
    [...sorted.facts, ...sorted.pages].map(({ path }) => [path, textOf(files.get(path))]),
  );
  const unreadable = [...written].filter(
    ([path, text]) => text === undefined || startsAsDocument(files.get(path)),
  );
  const read = [...written].flatMap(([path, text = '']) => [[path, toText(text)] as const]);
  const controls = read.flatMap(([path, text]) => errorsIn(path, controlCharacters(text)));
  const broken = new Set([...unreadable, ...controls.map(({ file }) => [file])].map(([path]) => path));
  const texts = new Map(read.filter(([path]) => !broken.has(path)));

  const facts = new Map<FactName, CheckedFact>();
  for (const file of sorted.facts) {
    const text = texts.get(file.path);
    if (text !== undefined) facts.set(file.name, checkFactFile(file, text, today));
  }
  const pages = checkPages(
    sorted.pages.map((file) => ({ file, text: texts.get(file.path) })),
    {
      publicFiles: new Set([...publicFiles, ...sorted.staffFiles]),
      keys: {
        akty: facts.get('akty')?.keys,
        stawki: facts.get('stawki')?.keys,
        slownik: facts.get('slownik')?.keys,
      },
      factDays: new Map(
        [...facts].flatMap(([name, { checkedOn }]) =>
          checkedOn === undefined ? [] : [[name, checkedOn] as const],
        ),
      ),
      exceptions: facts.get('przerwy')?.exceptions,
      today,
      published,
    },
  );
  const findings = [
    ...sorted.findings,
    ...unreadable.map(
      ([file]): Finding => ({
        severity: 'error',
        file,
        line: 1,
        message: startsAsDocument(files.get(file)) ? document : notUtf8,
      }),
    ),
    ...controls,
    ...[...texts].flatMap(([path, text]) => hintsIn(path, oddCharacters(written.get(path) ?? '', text))),
    ...[...facts.values()].flatMap((fact) => fact.findings),
    ...hintsIn(
      'fakty/przerwy.yaml',
      misnamedHours(texts.get('fakty/przerwy.yaml') ?? '', texts.get('fakty/godziny.yaml') ?? '', today),
    ),
    ...pages.findings,
  ];
  return {
    findings: findings.sort(byPlace),
    launch: [...[...facts.values()].flatMap(({ launch }) => launch), ...pages.launch],
    readability: pages.readability,
  };
}
