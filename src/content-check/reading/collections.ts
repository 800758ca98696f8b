import type { z } from 'zod';
import { aktualnosc } from '../../content-schemas/aktualnosc.ts';
import { akty } from '../../content-schemas/akty.ts';
import { deklaracja } from '../../content-schemas/deklaracja.ts';
import { godziny } from '../../content-schemas/godziny.ts';
import { kontakt } from '../../content-schemas/kontakt.ts';
import { linki } from '../../content-schemas/linki.ts';
import { prywatnosc } from '../../content-schemas/prywatnosc.ts';
import { przerwy } from '../../content-schemas/przerwy.ts';
import { slownik } from '../../content-schemas/slownik.ts';
import { stawki } from '../../content-schemas/stawki.ts';
import { strona } from '../../content-schemas/strona.ts';
import { zgloszenia } from '../../content-schemas/zgloszenia.ts';

/**
 * Folder and file names of the content, each with its schema. `src/content.config.ts` says the same to Astro;
 * it cannot be imported outside Astro.
 */

/** Files of `fakty/`, by name without `.yaml`. */
export const factSchemas = {
  kontakt,
  godziny,
  przerwy,
  stawki,
  akty,
  linki,
  slownik,
  zgloszenia,
  deklaracja,
  prywatnosc,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** Folders of a language. */
export const pageSchemas = {
  strony: strona,
  aktualnosci: aktualnosc,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type FactName = keyof typeof factSchemas;
export type PageFolder = keyof typeof pageSchemas;

/** What each fact file comes out of its schema as. */
export type Facts = { readonly [Name in FactName]: z.infer<(typeof factSchemas)[Name]> };

export const factNames = Object.keys(factSchemas) as FactName[];
export const pageFolders = Object.keys(pageSchemas) as PageFolder[];
