import * as z from 'zod';

const words = z.string().trim().min(1);

const synonym = z.strictObject({
  slowa: z.array(words).min(1).describe('Słowa, które ktoś może wpisać. Wystarczy jedna forma: „komornik”.'),
  szukaj: words.describe(
    'Czego portal ma wtedy szukać zamiast nich: słowa, które stoją na właściwej stronie.',
  ),
});

const urgent = z.strictObject({
  slowa: z
    .array(words)
    .min(1)
    .describe(
      'Słowa ludzi, którym trzeba pomóc od razu. Wyraz po wyrazie, bez drobnych: „nie chcę żyć” pasuje i do „nie chce mi się żyć”. Działają na stronach każdego języka.',
    ),
  szukaj: words.describe('Słowa z miejsca, w którym są telefony pomocy. Ono stoi wtedy pierwsze.'),
});

const wordsOfLanguage = {
  pilne: urgent
    .nullable()
    .default(null)
    .describe('Gdy ktoś pyta tymi słowami, nad wynikami stoją numer 112 i telefony z `pomoc.yaml`.'),
  synonimy: z.array(synonym).default([]).describe('Słowa ludzi i słowa stron.'),
  pomijaj: z.array(words).default([]).describe('Słowa, które w pytaniu nic nie znaczą: „jak”, „gdzie”.'),
};

/** `content/fakty/szukanie.yaml`, which may be missing or empty: words of questions that pages do not use. */
export const searchWordsSchema = z.preprocess(
  (value) => value ?? {},
  z.strictObject({
    ...wordsOfLanguage,
    jezyki: z
      .array(
        z.strictObject({
          jezyk: z
            .string()
            .regex(/^[a-z]{2}$/, 'Wpisz nazwę folderu języka, na przykład: uk.')
            .describe('Folder języka: uk albo en.'),
          ...wordsOfLanguage,
        }),
      )
      .default([])
      .describe('To samo dla innych języków.'),
  }),
);

const toWords = ({
  pilne,
  synonimy,
  pomijaj,
}: Pick<z.infer<typeof searchWordsSchema>, 'pilne' | 'synonimy' | 'pomijaj'>) => ({
  urgent: pilne === null ? undefined : { asked: pilne.slowa, meant: pilne.szukaj },
  synonyms: synonimy.map((one) => ({ asked: one.slowa, meant: one.szukaj })),
  ignored: pomijaj,
});

/** @returns the file in English names, by language */
export const toSearchWords = ({
  jezyki,
  ...polish
}: z.infer<typeof searchWordsSchema>): Readonly<Record<string, ReturnType<typeof toWords>>> => ({
  ...Object.fromEntries(jezyki.map(({ jezyk, ...one }) => [jezyk, toWords(one)])),
  pl: toWords(polish),
});
