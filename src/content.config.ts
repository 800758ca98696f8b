import { defineCollection } from 'astro/content/config';
import { glob } from 'astro/loaders';
import type { z } from 'zod';
import { aktualnosc } from './content-schemas/aktualnosc.ts';
import { akty } from './content-schemas/akty.ts';
import { deklaracja } from './content-schemas/deklaracja.ts';
import { godziny } from './content-schemas/godziny.ts';
import { kontakt } from './content-schemas/kontakt.ts';
import { linki } from './content-schemas/linki.ts';
import { prywatnosc } from './content-schemas/prywatnosc.ts';
import { przerwy } from './content-schemas/przerwy.ts';
import { slownik } from './content-schemas/slownik.ts';
import { stawki } from './content-schemas/stawki.ts';
import { strona } from './content-schemas/strona.ts';
import { zgloszenia } from './content-schemas/zgloszenia.ts';

/** The identifier of a page is its language and file name (`pl/klub`); dots and case stay as they are. */
const pages = <Schema extends z.ZodType>(folder: string, schema: Schema) =>
  defineCollection({
    loader: glob({
      base: './content',
      pattern: `*/${folder}/*.md`,
      // Pages are shown rendered; the Markdown would only take memory, in the build and in the server.
      retainBody: false,
      generateId: ({ entry }) => entry.replace(`/${folder}/`, '/').replace(/\.md$/, ''),
    }),
    schema,
  });

const fact = <Schema extends z.ZodType>(name: string, schema: Schema) =>
  defineCollection({ loader: glob({ base: './content/fakty', pattern: `${name}.yaml` }), schema });

export const collections = {
  strony: pages('strony', strona),
  aktualnosci: pages('aktualnosci', aktualnosc),
  kontakt: fact('kontakt', kontakt),
  godziny: fact('godziny', godziny),
  przerwy: fact('przerwy', przerwy),
  stawki: fact('stawki', stawki),
  akty: fact('akty', akty),
  linki: fact('linki', linki),
  slownik: fact('slownik', slownik),
  zgloszenia: fact('zgloszenia', zgloszenia),
  deklaracja: fact('deklaracja', deklaracja),
  prywatnosc: fact('prywatnosc', prywatnosc),
};
