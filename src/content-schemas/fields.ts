import * as z from 'zod';
import { isDay } from '../hours/days.ts';

/**
 * Building blocks that several schemas share. Every description is for the editor: it is shown in
 * `content/README.md` and in the messages of the content check, so it is in Polish.
 */

const dayPattern = { error: 'Napisz datę jako RRRR-MM-DD, na przykład 2026-11-22.', abort: true };

/**
 * A calendar day as `RRRR-MM-DD`. YAML readers that turn unquoted dates into moments give a `Date` at
 * midnight UTC; it becomes text again, so that no time zone can shift the day.
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
  );

/** A text in one or more languages; the key is the folder name of the language (`pl`, `uk`, `en`). */
export const texts = z
  .record(z.string().regex(/^[a-z]{2}$/), z.string().trim().min(1))
  .refine((byLanguage) => 'pl' in byLanguage, 'Brakuje tekstu po polsku. Dopisz wcięty wiersz „pl: …”.');

/** A text by language. */
export type Texts = Readonly<z.infer<typeof texts>>;

/** A field that may stay empty (`null`) for good. */
export const orEmpty = <T extends z.ZodType>(type: T) => type.nullable().default(null);

/** A field that only the club's staff can fill. Empty (`null`), it stands on the launch checklist. */
export const toBeFilledIn = <T extends z.ZodType>(type: T) => orEmpty(type).meta({ toBeFilledIn: true });

/** „tak” or „nie”, and what YAML itself calls so; absent is no. */
export const yesOrNo = z
  .union([z.boolean(), z.enum(['tak', 'nie'])], { error: 'Napisz: tak albo nie.' })
  .default(false)
  .transform((value) => value === true || value === 'tak');

/** An absolute web address that a reader may be sent to. */
export const webAddress = z.url({
  protocol: /^https?$/,
  error: 'To nie jest adres strony. Wzór: https://www.bytom.pl',
});

/** Where a fact was taken from, and until when it may be believed. */
export const provenance = {
  zrodlo: z.string().trim().min(1).describe('Skąd to wiemy: nazwa dokumentu, strona albo rola osoby.'),
  sprawdzono: day.describe('Dzień, w którym ktoś ostatnio to sprawdził.'),
  sprawdzic_do: day.describe('Dzień, do którego trzeba to sprawdzić znowu.'),
  potwierdzil: toBeFilledIn(z.string().trim().min(1)).describe(
    'Rola osoby z klubu, która to potwierdziła, bez nazwiska. Puste: nikt jeszcze nie potwierdził.',
  ),
};
