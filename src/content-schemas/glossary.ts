import * as z from 'zod';
import { teksty } from './pola.ts';

const slowo = z.strictObject({
  klucz: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'Klucz to małe litery bez ogonków, cyfry i łączniki, na przykład: rynek-pracy.')
    .describe('Krótka nazwa, którą przywołują strony.'),
  slowo: z.string().trim().min(1).describe('Trudne słowo albo wyrażenie.'),
  znaczenie: teksty.describe('Co znaczy, prostymi słowami. Ma pasować w nawiasie po słowie, bez kropki.'),
  zrodlo: z.string().trim().min(1).describe('Skąd jest to wyjaśnienie.'),
});

/** `content/fakty/slownik.yaml`: unusual words, explained where pages use them and in one list. */
export const slownik = z.strictObject({ slowa: z.array(slowo).describe('Słowa do wyjaśnienia.') });
export type Slownik = z.infer<typeof slownik>;
