import type { z } from 'zod';
import { pageFolders } from '../content-schemas/collections.ts';
import type { Day } from '../hours/days.ts';
import { errorsIn, type Fault, type Finding, hintsIn, type LaunchRow } from './findings.ts';
import { fieldsIn, readMarkdown } from './reading/front-matter.ts';
import { type Targets, targetsOf } from './reading/link-targets.ts';
import { type Page, toPage } from './reading/page.ts';
import { isNeeded, type PageFile } from './reading/source-files.ts';
import { checkAbbreviations } from './rules/abbreviations.ts';
import { checkActReferences } from './rules/act-references.ts';
import { checkDirectives, type KnownKeys } from './rules/directives.ts';
import { checkDoors } from './rules/doors.ts';
import { type FactDays, olderThanFacts, untried } from './rules/easy-text.ts';
import { checkExplainedWords } from './rules/explained-words.ts';
import { checkHeadings } from './rules/headings.ts';
import { checkImages } from './rules/images.ts';
import { checkLinks } from './rules/links.ts';
import { checkNewsName } from './rules/news-names.ts';
import { checkGoneAddresses, checkOldAddresses } from './rules/old-addresses.ts';
import { checkRawHtml } from './rules/raw-html.ts';
import { checkSentences, easyFog, fogOf } from './rules/readability.ts';
import { checkMenu, checkTitles } from './rules/titles.ts';
import { staleTranslation, unconfirmedTranslation } from './rules/translations.ts';
import { validate } from './schema-faults.ts';
import { cutValues, doneTomorrow, markedFields } from './slips/field-slips.ts';
import { checkPolishAbbreviations } from './slips/polish-abbreviations.ts';
import { checkSpokenDays, type DayRange, untoldClosures } from './slips/spoken-days.ts';
import { checkStraightQuotes } from './slips/straight-quotes.ts';
import { checkTextSlips, noText } from './slips/text-slips.ts';
import { checkTypedFacts } from './slips/typed-facts.ts';

/** Data that the rules need besides the page itself. */
export interface Surroundings {
  readonly publicFiles: ReadonlySet<string>;
  readonly keys: KnownKeys;
  readonly factDays: FactDays;
  /** The days of `przerwy.yaml`; undefined while that file has faults. */
  readonly exceptions: readonly DayRange[] | undefined;
  /** In Warsaw, `RRRR-MM-DD`. */
  readonly today: Day;
  /** Addresses in the last build. */
  readonly published: readonly string[];
}

export interface CheckedPages {
  readonly findings: readonly Finding[];
  readonly launch: readonly LaunchRow[];
  readonly readability: readonly Readability[];
}

/** The FOG-PL figure of a page's own words. */
export interface Readability {
  readonly file: string;
  readonly fog: number;
}

const checkNeeded = (page: Page): Fault[] =>
  page.draft && isNeeded(page)
    ? [
        {
          line: page.frontMatter.lineOf(['szkic']),
          message:
            'Ta strona nie może być szkicem, bo prowadzą do niej stałe linki portalu. Usuń ten wiersz.',
        },
      ]
    : [];

/** Node types that show nothing to a reader. */
const unseen = ['root', 'html', 'definition', 'thematicBreak'];

const isEmpty = ({ draft, nodes }: Page): boolean =>
  !draft && nodes.every(({ node }) => unseen.includes(node.type));

/** @returns a fault when a page or a piece of news has no text; a draft may be empty */
const checkEmpty = (page: Page): Fault[] =>
  isEmpty(page) ? [{ line: page.body.split('\n').length, message: noText }] : [];

const errorsOf = (page: Page, targets: Targets, { publicFiles, keys }: Surroundings): Fault[] => [
  ...checkNeeded(page),
  ...checkEmpty(page),
  ...checkNewsName(page),
  ...checkActReferences(page, keys.akty),
  ...checkHeadings(page),
  ...checkRawHtml(page),
  ...checkImages(page, publicFiles),
  ...checkDirectives(page, keys),
  ...checkExplainedWords(page),
  ...checkLinks(page, targets),
  ...checkDoors(page, targets),
  ...checkAbbreviations(page),
];

const warningsOf = (page: Page, pages: readonly Page[], { factDays }: Surroundings): Finding[] =>
  [...olderThanFacts(page, factDays), ...staleTranslation(page, pages)].map(
    (fault): Finding => ({ severity: 'warning', file: page.path, ...fault }),
  );

function hintsOf(page: Page, pages: readonly Page[], { exceptions, today }: Surroundings): Finding[] {
  const fog = fogOf(page);
  const hard =
    fog !== undefined && fog > easyFog
      ? [
          {
            line: 1,
            message: `Trudny tekst: FOG-PL ${fogInWords(fog)}. Krótsze zdania i krótsze słowa obniżą go do ${easyFog}.`,
          },
        ]
      : [];
  return hintsIn(page.path, [
    ...hard,
    ...checkSentences(page),
    ...(isEmpty(page) ? [] : checkTextSlips(page)),
    ...checkStraightQuotes(page),
    ...checkPolishAbbreviations(page, pages),
    ...checkTypedFacts(page),
    ...checkSpokenDays(page),
    ...untoldClosures(page, exceptions, today),
    ...markedFields(page.frontMatter),
    ...doneTomorrow(page.frontMatter, today),
  ]);
}

/** @returns a FOG-PL figure in Polish notation, with one decimal */
export const fogInWords = (fog: number): string => fog.toFixed(1).replace('.', ',');

interface ReadPage {
  readonly page: Page | undefined;
  readonly findings: readonly Finding[];
}

function readPage(file: PageFile, text: string): ReadPage {
  const reading = readMarkdown(text);
  const cut = hintsIn(file.path, cutValues(fieldsIn(text), 1));
  if (reading.kind === 'faults')
    return { page: undefined, findings: [...errorsIn(file.path, reading.faults), ...cut] };
  const schema: z.ZodType<unknown> = pageFolders[file.folder].schema;
  const validation = validate(schema, reading.file.frontMatter);
  const findings = validation.kind === 'faults' ? errorsIn(file.path, validation.faults) : [];
  return { page: toPage(file, reading.file), findings: [...findings, ...cut] };
}

/**
 * @param files pages and news, each with its text, or undefined if it could not be read
 * @returns all findings in them
 */
export function checkPages(
  files: readonly { readonly file: PageFile; readonly text: string | undefined }[],
  surroundings: Surroundings,
): CheckedPages {
  const read = files.map(({ file, text }) =>
    text === undefined ? { page: undefined, findings: [] } : readPage(file, text),
  );
  const pages = read.flatMap(({ page }) => page ?? []);
  const targets = targetsOf(
    files.map(({ file }) => file),
    pages,
    surroundings.publicFiles,
  );
  return {
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...checkTitles(pages),
      ...checkMenu(pages),
      ...checkOldAddresses(pages),
      ...checkGoneAddresses(
        surroundings.published,
        files.map(({ file }) => file),
        pages,
      ),
      ...pages.flatMap((page) => [
        ...errorsIn(page.path, errorsOf(page, targets, surroundings)),
        ...warningsOf(page, pages, surroundings),
        ...hintsOf(page, pages, surroundings),
      ]),
    ],
    launch: pages.flatMap((page) =>
      [
        ...untried(page),
        ...olderThanFacts(page, surroundings.factDays),
        ...staleTranslation(page, pages),
        ...unconfirmedTranslation(page, pages),
      ].map((row) => ({
        file: page.path,
        ...row,
      })),
    ),
    readability: pages.flatMap((page) => {
      const fog = fogOf(page);
      return fog === undefined ? [] : [{ file: page.path, fog }];
    }),
  };
}
