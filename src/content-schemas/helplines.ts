import * as z from 'zod';
import { orEmpty, provenance, texts } from './fields.ts';

const month = z.int().min(1).max(12);

const helpline = z.strictObject({
  numer: z
    .string('Weź numer w cudzysłów.')
    .regex(/^\d[\d ]*\d$/, 'Napisz numer cyframi i odstępami, na przykład 116 123.')
    .describe('Numer telefonu w cudzysłowie, jak się go czyta, na przykład: "116 123".'),
  nazwa: texts.describe('Komu i w czym pomaga: kilka słów.'),
  godziny: orEmpty(texts).describe('Kiedy ktoś odbiera, na przykład: przez całą dobę. Puste: nie wiemy.'),
  miesiace: orEmpty(
    z.strictObject({
      od: month.describe('Pierwszy miesiąc, od 1 do 12.'),
      do: month.describe('Ostatni miesiąc.'),
    }),
  ).describe('Miesiące, w których numer działa. Puste: przez cały rok.'),
  ...provenance,
});

/** `content/fakty/pomoc.yaml`, which may be missing or empty: free telephone numbers with immediate help. */
export const helplinesSchema = z.preprocess(
  (value) => value ?? {},
  z.strictObject({
    telefony: z.array(helpline).default([]).describe('Bezpłatne telefony, pod którymi ktoś pomoże od razu.'),
  }),
);

/** @returns the file in English names; texts are by language, months are numbers from 1 */
export const toHelplines = ({ telefony }: z.infer<typeof helplinesSchema>) =>
  telefony.map((one) => ({
    number: one.numer,
    helps: one.nazwa,
    hours: one.godziny,
    months: one.miesiace && { first: one.miesiace.od, last: one.miesiace.do },
    checkedOn: one.sprawdzono,
    checkBy: one.sprawdzic_do,
  }));
