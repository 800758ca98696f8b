import * as z from 'zod';
import { day, orEmpty, yesOrNo } from './fields.ts';
import { oldAddresses } from './old-addresses.ts';

/** `content/<język>/aktualnosci/RRRR-MM-DD-nazwa.md`: one piece of news. */
export const newsSchema = z
  .strictObject({
    tytul: z.string().trim().min(1).describe('Tytuł wiadomości.'),
    opis: z.string().trim().min(1).max(200).describe('Jedno zdanie: o czym jest wiadomość.'),
    data: day.describe('Dzień ogłoszenia. Wiadomość z przyszłym dniem pojawi się dopiero tego dnia.'),
    do: orEmpty(day).describe('Ostatni dzień, w którym wiadomość jest aktualna. Puste: nie ma takiego dnia.'),
    przypnij: yesOrNo.describe(
      'tak: wiadomość zostaje na stronie głównej, także gdy jest starsza niż 90 dni.',
    ),
    dawne_adresy: oldAddresses,
    szkic: yesOrNo.describe('true: wiadomość widać tylko w podglądzie.'),
  })
  .refine((one) => one.do === null || one.data <= one.do, {
    path: ['do'],
    error: 'Ostatni dzień jest wcześniejszy niż dzień ogłoszenia.',
  });

/** @returns the front matter in English names */
export const toNews = (news: z.infer<typeof newsSchema>) => ({
  title: news.tytul,
  description: news.opis,
  day: news.data,
  /** Null: no end. */
  lastDay: news.do,
  pinned: news.przypnij,
  draft: news.szkic,
});
