import { pathToFileURL } from 'node:url';
import { defineCollection } from 'astro/content/config';
import { glob } from 'astro/loaders';
import * as z from 'zod';
import { readAsChecked } from './content-check/reading/astro-loader.ts';
import { factFiles, pageFolders } from './content-schemas/collections.ts';
import { readPageSettings } from './settings/settings.ts';

const { contentDirectory } = readPageSettings(process.env);

/** The entry of a Markdown file: its front matter, and the hash of its text. */
const pageWith = <Schema extends z.ZodType>(fields: Schema) => z.object({ fields, textHash: z.string() });

/** The identifier of a page is its language and file name (`pl/klub`); dots and upper case are kept. */
const pages = <Schema extends z.ZodType>(folder: string, schema: Schema) =>
  defineCollection({
    loader: readAsChecked(
      glob({
        base: pathToFileURL(`${contentDirectory}/`),
        pattern: `*/${folder}/*.md`,
        // Pages are used rendered; the Markdown source would only take memory, in the build and in the server.
        retainBody: false,
        generateId: ({ entry }) => entry.replace(`/${folder}/`, '/').replace(/\.md$/, ''),
      }),
    ),
    schema: pageWith(schema),
  });

const fact = <Schema extends z.ZodType>(name: string, schema: Schema) =>
  defineCollection({
    loader: readAsChecked(
      glob({
        base: pathToFileURL(`${contentDirectory}/fakty/`),
        pattern: `${name}.yaml`,
        // Astro takes its default identifier from the data, which an empty file does not have.
        generateId: () => name,
      }),
    ),
    schema,
  });

/** Astro takes the type of an entry's data from its collection's. */
type Folders<Registry extends Readonly<Record<string, { readonly schema: z.ZodType }>>> = {
  readonly [Name in keyof Registry]: ReturnType<typeof pages<Registry[Name]['schema']>>;
};
type Collections<Registry extends Readonly<Record<string, { readonly schema: z.ZodType }>>> = {
  readonly [Name in keyof Registry]: ReturnType<typeof fact<Registry[Name]['schema']>>;
};

export const collections = Object.fromEntries([
  ...Object.entries(pageFolders).map(([name, { schema }]) => [name, pages(name, schema)]),
  ...Object.entries(factFiles).map(([name, { schema }]) => [name, fact(name, schema)]),
]) as unknown as Folders<typeof pageFolders> & Collections<typeof factFiles>;
