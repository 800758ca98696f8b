import * as z from 'zod';
import { addDays, type Day } from '../hours/days.ts';
import { day, type Texts, texts } from './fields.ts';

/** Longest range of a notice in days: people stop reading one that is shown longer. */
const mostDays = 60;

const noticeSchema = z
  .strictObject({
    tresc: texts.describe('Treść: jedno lub dwa krótkie zdania.'),
    od: day.describe('Pierwszy dzień, w którym komunikat widać.'),
    do: day.describe('Ostatni dzień, w którym go widać. Potem zniknie sam.'),
  })
  .refine((one) => one.od <= one.do, { path: ['do'], error: 'Ostatni dzień jest wcześniejszy niż pierwszy.' })
  .refine((one) => one.od > one.do || one.do <= addDays(one.od, mostDays), {
    path: ['do'],
    error: `Komunikat może być widoczny najwyżej ${mostDays} dni. Wpisz wcześniejszy ostatni dzień.`,
  });

/** `content/fakty/komunikat.yaml`: urgent notices above the heading of every page. The file may be missing or empty. */
export const noticesSchema = z.preprocess(
  (value) => value ?? {},
  z.strictObject({
    komunikaty: z
      .array(noticeSchema)
      .nullish()
      .transform((list) => list ?? [])
      .describe('Pilne komunikaty. Gdy nie ma żadnego, zostaw pustą listę: [].'),
  }),
);

export interface Notice {
  readonly text: Texts;
  readonly first: Day;
  readonly last: Day;
}

/** @returns the file in English names, in the file's order */
export const toNotices = ({ komunikaty }: z.infer<typeof noticesSchema>): Notice[] =>
  komunikaty.map((one) => ({ text: one.tresc, first: one.od, last: one.do }));
