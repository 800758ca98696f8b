import * as z from 'zod';
import { isDay } from '../hours/days.ts';
import { fold } from '../search/fold.ts';

/**
 * Building blocks of several schemas. Every description is for editors: it is shown in `content/README.md` and in the
 * messages of the content check, so it is in Polish.
 */

const dayPattern = { error: 'Napisz datę jako RRRR-MM-DD, na przykład 2026-11-22.', abort: true };

/**
 * A calendar day as `RRRR-MM-DD`. YAML parsers that convert unquoted dates give a `Date` at midnight UTC; it is
 * converted back to text, so that no time zone can shift the day.
 */
export const day = z
  .union([z.string(), z.date().transform((date) => date.toISOString().slice(0, 10))], dayPattern)
  .pipe(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, dayPattern)
      .refine(isDay, {
        error: ({ input }) => `Nie ma takiego dnia w kalendarzu: ${String(input)}. Sprawdź dzień i miesiąc.`,
        abort: true,
      }),
  )
  .meta({ widget: 'date' });

/** By which pages name an act or a word. */
export const key = z
  .string()
  .regex(/^[a-z0-9-]+$/, 'Klucz to małe litery bez ogonków, cyfry i łączniki, na przykład: rynek-pracy.');

/** A text in one or more languages; the key is the folder name of the language (`pl`, `uk`, `en`). */
export const texts = z
  .record(z.string().regex(/^[a-z]{2}$/), z.string().trim().min(1))
  .refine((byLanguage) => 'pl' in byLanguage, 'Brakuje tekstu po polsku. Dopisz wcięty wiersz „pl: …”.');

/** A text by language. */
export type Texts = Readonly<z.infer<typeof texts>>;

/** A field that may stay empty (`null`). */
export const orEmpty = <T extends z.ZodType>(type: T) => type.nullable().default(null);

/** A field that only the club's staff can fill in. When empty (`null`), it is on the launch checklist. */
export const toBeFilledIn = <T extends z.ZodType>(type: T) => orEmpty(type).meta({ toBeFilledIn: true });

/** An e-mail address that is shown to readers. */
export const emailAddress = z.email(
  'To nie jest adres e-mail. Napisz go bez odstępów i polskich liter, na przykład klub@bytom.pl.',
);

/** A text of several lines. */
export const longText = z.string().trim().min(1).meta({ widget: 'long-text' });

/** An absolute web address that is shown to readers. */
export const webAddress = z.url({
  protocol: /^https?$/,
  hostname: /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i,
  error: 'To nie jest adres strony. Wzór: https://www.bytom.pl',
});

/** The source of a fact, and the day until which it may be relied on. */
export const provenance = {
  zrodlo: z.string().trim().min(1).describe('Skąd to wiemy: nazwa dokumentu, strona albo rola osoby.'),
  sprawdzono: day.describe('Dzień, w którym ktoś ostatnio to sprawdził.'),
  sprawdzic_do: day.describe('Dzień, do którego trzeba to sprawdzić znowu.'),
  potwierdzil: toBeFilledIn(z.string().trim().min(1)).describe(
    'Rola osoby z klubu, która to potwierdziła, bez nazwiska. Puste: nikt jeszcze nie potwierdził.',
  ),
};

/** @returns a word in the spelling of the schemas: without Polish marks and capitals, with hyphens for spaces */
export const plainWord = (value: unknown): unknown =>
  typeof value === 'string' ? fold(value.trim()).replace(/[\s_]+/g, '-') : value;

/**
 * One of several words, which an editor may write with or without Polish letters, in upper or lower case: `zamknięte`
 * and `zamkniete` are the same.
 */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.preprocess((value) => {
    const plain = plainWord(value);
    return typeof plain === 'string' && words.includes(plain) ? plain : value;
  }, z.enum(words));

/** Yes or no, in the words of YAML or in Polish; a missing value means no. */
export const yesOrNo = z
  .preprocess((value) => {
    const plain = plainWord(value);
    return plain === 'tak' || plain === 'true' ? true : plain === 'nie' || plain === 'false' ? false : value;
  }, z.boolean('Napisz: tak albo nie.'))
  .default(false);

/** A list; a field with nothing after its colon is an empty list. */
export const listOrNothing = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullable()
    .transform((list) => list ?? []);
