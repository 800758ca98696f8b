import * as z from 'zod';
import { dzien, mozeBycPuste } from './pola.ts';

const stawka = z.strictObject({
  klucz: z
    .string()
    .regex(/^[a-z-]+$/, 'Klucz to małe litery bez ogonków i łączniki, na przykład: psu-godzina.')
    .describe('Czego dotyczy kwota, na przykład: psu-godzina.'),
  kwota: z
    .string('Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50".')
    .regex(/^\d{1,5},\d{2}$/, 'Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50".')
    .transform((text) => Number(text.replace(',', '')))
    .describe('Kwota w złotych, z przecinkiem: "9,50".'),
  rok: z.int().min(2000).max(2100).describe('Rok, którego dotyczy źródło.'),
  od: mozeBycPuste(dzien).describe('Od kiedy obowiązuje.'),
  do: mozeBycPuste(dzien).describe('Do kiedy obowiązywała; puste, gdy nie wiadomo lub nadal obowiązuje.'),
  zrodlo: z.string().trim().min(1).describe('Skąd to wiemy.'),
  potwierdzil: mozeBycPuste(z.string().trim().min(1)).describe(
    'Rola osoby, która potwierdziła, bez nazwiska.',
  ),
  potwierdzono: mozeBycPuste(dzien).describe('Dzień potwierdzenia.'),
  sprawdzic_do: mozeBycPuste(dzien).describe('Do kiedy trzeba potwierdzić znowu.'),
});

/** `content/fakty/stawki.yaml`: amounts of money. `kwota` comes out in whole grosze (9,50 zł is 950). */
export const stawki = z.strictObject({ stawki: z.array(stawka).describe('Kwoty, każda ze źródłem i datą.') });
export type Stawki = z.infer<typeof stawki>;
export type Stawka = z.infer<typeof stawka>;
