import * as z from 'zod';
import { toBeFilledIn } from './fields.ts';

const question = z.strictObject({
  nazwa: z.string().trim().min(1).describe('Pytanie.'),
  strona: z
    .string()
    .trim()
    .min(1)
    .describe('Strona, na której potem dopiszesz odpowiedź, na przykład: kontakt.'),
  odpowiedz: toBeFilledIn(z.string().trim().min(1)).describe(
    'Odpowiedź. Dopisz ją też na stronie z pola „strona”.',
  ),
});

/**
 * `content/fakty/pytania.yaml`, which may be missing or empty: questions to the club for which there is no field; only
 * the launch checklist shows them.
 */
export const questionsSchema = z.preprocess(
  (value) => value ?? {},
  z.strictObject({
    pytania: z.array(question).default([]).describe('Pytania do klubu.'),
  }),
);

/** @returns the file in English names */
export const toQuestions = ({ pytania }: z.infer<typeof questionsSchema>) =>
  pytania.map((one) => ({ question: one.nazwa, page: one.strona, answer: one.odpowiedz }));
