import * as z from 'zod';
import { dzien } from './pola.ts';

/** `content/<język>/strony/*.md`: one page of the portal. */
export const strona = z.strictObject({
  tytul: z.string().trim().min(1).describe('Tytuł strony: jedyny nagłówek pierwszego stopnia.'),
  opis: z.string().trim().min(1).max(200).describe('Jedno zdanie dla wyszukiwarek: co jest na tej stronie.'),
  menu: z.int().min(1).max(7).optional().describe('Miejsce w menu, od 1 do 7. Puste: strony nie ma w menu.'),
  nazwa_w_menu: z.string().trim().min(1).optional().describe('Krótsza nazwa do menu.'),
  sprawdzono: dzien.describe('Dzień, w którym ktoś ostatnio porównał tę stronę ze źródłami.'),
  akty: z.array(z.string()).default([]).describe('Klucze aktów prawnych, na których opiera się strona.'),
  wyprobowano: dzien
    .nullable()
    .optional()
    .describe(
      'Tylko w tekście łatwym: dzień, w którym przeczytały go na próbę osoby, dla których jest. null: jeszcze nikt.',
    ),
  szkic: z.boolean().default(false).describe('true: stronę widać tylko w podglądzie.'),
});
export type Strona = z.infer<typeof strona>;
