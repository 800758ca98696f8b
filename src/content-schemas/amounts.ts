import * as z from 'zod';
import type { Amount, Confirmation } from '../law/amounts.ts';
import { day, orEmpty } from './fields.ts';

const amountSchema = z.strictObject({
  klucz: z
    .string()
    .regex(/^[a-z-]+$/, 'Klucz to małe litery bez ogonków i łączniki, na przykład: psu-godzina.')
    .describe('Czego dotyczy kwota, na przykład: psu-godzina.'),
  kwota: z
    .string('Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50".')
    .regex(/^\d{1,5},\d{2}$/, 'Napisz kwotę w cudzysłowie, z przecinkiem i groszami: "9,50".')
    .transform((text) => Number(text.replace(',', '')))
    .meta({ description: 'Kwota w złotych, z przecinkiem: "9,50".', widget: 'amount' }),
  rok: z.int().min(2000).max(2100).describe('Rok, którego dotyczy źródło.'),
  od: orEmpty(day).describe('Od kiedy obowiązuje.'),
  do: orEmpty(day).describe('Do kiedy obowiązywała; puste, gdy nie wiadomo lub nadal obowiązuje.'),
  zrodlo: z.string().trim().min(1).describe('Skąd to wiemy.'),
  potwierdzil: orEmpty(z.string().trim().min(1)).describe('Rola osoby, która potwierdziła, bez nazwiska.'),
  potwierdzono: orEmpty(day).describe('Dzień potwierdzenia.'),
  sprawdzic_do: orEmpty(day).describe('Do kiedy trzeba potwierdzić znowu.'),
});

/** `content/fakty/stawki.yaml`: amounts of money. `kwota` is converted to whole grosze (9,50 zł is 950). */
export const amountsSchema = z.strictObject({
  stawki: z.array(amountSchema).describe('Kwoty, każda ze źródłem i datą.'),
});

/** Without all three fields the amount is not confirmed. */
function confirmationOf({
  potwierdzil,
  potwierdzono,
  sprawdzic_do,
}: z.infer<typeof amountSchema>): Confirmation | undefined {
  if (potwierdzil === null || potwierdzono === null || sprawdzic_do === null) return undefined;
  return { by: potwierdzil, on: potwierdzono, checkBy: sprawdzic_do };
}

/** @returns the amounts in English names, in whole grosze */
export const toAmounts = ({ stawki }: z.infer<typeof amountsSchema>): Amount[] =>
  stawki.map((amount) => ({
    key: amount.klucz,
    grosze: amount.kwota,
    year: amount.rok,
    from: amount.od ?? undefined,
    to: amount.do ?? undefined,
    source: amount.zrodlo,
    confirmation: confirmationOf(amount),
  }));
