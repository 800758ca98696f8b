import * as z from 'zod';

const words = z.string().trim().min(1);

const synonym = z.strictObject({
  slowa: z.array(words).min(1).describe('Słowa, które ktoś może wpisać. Wystarczy jedna forma: „komornik”.'),
  szukaj: words.describe(
    'Czego portal ma wtedy szukać zamiast nich: słowa, które stoją na właściwej stronie.',
  ),
});

/** `content/fakty/szukanie.yaml`, which may be missing or empty: words that people ask with and pages do not use. */
export const searchWordsSchema = z.preprocess(
  (value) => value ?? {},
  z.strictObject({
    synonimy: z.array(synonym).default([]).describe('Słowa ludzi i słowa stron.'),
    pomijaj: z.array(words).default([]).describe('Słowa, które w pytaniu nic nie znaczą: „jak”, „gdzie”.'),
  }),
);

/** @returns the file as the site's code reads it. */
export const toSearchWords = ({ synonimy, pomijaj }: z.infer<typeof searchWordsSchema>) => ({
  synonyms: synonimy.map((one) => ({ asked: one.slowa, meant: one.szukaj })),
  ignored: pomijaj,
});
