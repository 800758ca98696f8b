import * as z from 'zod';
import { day, yesOrNo } from './fields.ts';

/** `content/<język>/aktualnosci/RRRR-MM-DD-nazwa.md`: one piece of news. */
export const newsSchema = z.strictObject({
  tytul: z.string().trim().min(1).describe('Tytuł wiadomości.'),
  opis: z.string().trim().min(1).max(200).describe('Jedno zdanie: o czym jest wiadomość.'),
  data: day.describe('Dzień ogłoszenia.'),
  szkic: yesOrNo.default(false).describe('true: wiadomość widać tylko w podglądzie.'),
});

/** @returns the front matter as the site's code reads it. */
export const toNews = (news: z.infer<typeof newsSchema>) => ({
  title: news.tytul,
  description: news.opis,
  day: news.data,
  draft: news.szkic,
});
