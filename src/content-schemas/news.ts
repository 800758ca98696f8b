import * as z from 'zod';
import { dzien } from './pola.ts';

/** `content/<język>/aktualnosci/RRRR-MM-DD-nazwa.md`: one piece of news. */
export const aktualnosc = z.strictObject({
  tytul: z.string().trim().min(1).describe('Tytuł wiadomości.'),
  opis: z.string().trim().min(1).max(200).describe('Jedno zdanie: o czym jest wiadomość.'),
  data: dzien.describe('Dzień ogłoszenia.'),
  szkic: z.boolean().default(false).describe('true: wiadomość widać tylko w podglądzie.'),
});
export type Aktualnosc = z.infer<typeof aktualnosc>;
