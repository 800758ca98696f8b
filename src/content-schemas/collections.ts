import type { z } from 'zod';
import { statementSchema, toStatement } from './accessibility-statement.ts';
import { actsSchema, toActs } from './acts.ts';
import { amountsSchema, toAmounts } from './amounts.ts';
import { contactSchema, toContact } from './contact.ts';
import { enquiriesSchema, toEnquiries } from './enquiries.ts';
import { exceptionsSchema, toExceptions } from './exceptions.ts';
import { glossarySchema, toGlossary } from './glossary.ts';
import { helplinesSchema, toHelplines } from './helplines.ts';
import { hoursSchema, toHours } from './hours.ts';
import { linksSchema, toLinks } from './links.ts';
import { newsSchema, toNews } from './news.ts';
import { noticesSchema, toNotices } from './notices.ts';
import { pageSchema, toPage } from './page.ts';
import { privacySchema, toPrivacy } from './privacy.ts';
import { questionsSchema, toQuestions } from './questions.ts';
import { searchWordsSchema, toSearchWords } from './search-words.ts';

/** A folder `content/LANGUAGE/NAME/` of Markdown files; `example` is a file name for the handbook. */
const folder = <Schema extends z.ZodType, Value>(
  schema: Schema,
  translate: (frontMatter: z.infer<Schema>) => Value,
  example: { readonly file: string; readonly what: string },
) => ({ schema, translate, example });

/** A file `content/fakty/NAME.yaml`, with its English name in the code. */
const fact = <const Name extends string, Schema extends z.ZodType, Value>(
  englishName: Name,
  schema: Schema,
  translate: (data: z.infer<Schema>) => Value,
  { isProse = false, isOptional = false } = {},
) => ({
  englishName,
  schema,
  translate,
  /** Whether its texts are used in sentences, so that typography applies. Not for numbers and addresses. */
  isProse,
  /** Whether the file may be missing or empty. */
  isOptional,
});

/**
 * Every collection of the content, by the name of its folder or file: the one list that Astro, the content check, the
 * handbook's table and the site use. A new one is a line here and a schema in a file beside this one.
 */
export const pageFolders = {
  strony: folder(pageSchema, toPage, { file: 'nazwa.md', what: 'strona' }),
  aktualnosci: folder(newsSchema, toNews, { file: 'RRRR-MM-DD-nazwa.md', what: 'wiadomość' }),
} as const;

export const factFiles = {
  kontakt: fact('contact', contactSchema, toContact),
  godziny: fact('hours', hoursSchema, toHours),
  przerwy: fact('exceptions', exceptionsSchema, toExceptions),
  komunikat: fact('notices', noticesSchema, toNotices, { isProse: true, isOptional: true }),
  stawki: fact('amounts', amountsSchema, toAmounts),
  akty: fact('acts', actsSchema, toActs, { isProse: true }),
  linki: fact('links', linksSchema, toLinks, { isProse: true }),
  slownik: fact('glossary', glossarySchema, toGlossary, { isProse: true }),
  zgloszenia: fact('enquiries', enquiriesSchema, toEnquiries, { isProse: true }),
  deklaracja: fact('statement', statementSchema, toStatement),
  prywatnosc: fact('privacy', privacySchema, toPrivacy),
  pomoc: fact('helplines', helplinesSchema, toHelplines, { isOptional: true }),
  szukanie: fact('searchWords', searchWordsSchema, toSearchWords, { isOptional: true }),
  pytania: fact('questions', questionsSchema, toQuestions, { isOptional: true }),
} as const;

export type PageFolder = keyof typeof pageFolders;
export type FactName = keyof typeof factFiles;

export const pageFolderNames = Object.keys(pageFolders) as PageFolder[];
export const factNames = Object.keys(factFiles) as FactName[];

/** The parsed files of facts, in Polish names. */
export type WrittenFacts = { readonly [Name in FactName]: z.infer<(typeof factFiles)[Name]['schema']> };

/** The same in English names. */
export type Facts = {
  readonly [Name in FactName as (typeof factFiles)[Name]['englishName']]: ReturnType<
    (typeof factFiles)[Name]['translate']
  >;
};

/**
 * @param written the data of every file of facts, as its schema gives it
 * @param typeset applies typography to a text that is used in sentences
 * @returns all facts in English names
 */
export const toFacts = (
  written: WrittenFacts,
  typeset: <Value>(value: Value) => Value = (value) => value,
): Facts =>
  Object.fromEntries(
    factNames.map((name) => {
      const { englishName, isProse, translate } = factFiles[name];
      const value = (translate as (data: unknown) => unknown)(written[name]);
      return [englishName, isProse ? typeset(value) : value];
    }),
  ) as unknown as Facts;
