import * as z from 'zod';
import { key, texts } from './fields.ts';

const word = z.strictObject({
  klucz: key.describe('Krótka nazwa, którą przywołują strony.'),
  slowo: z.string().trim().min(1).describe('Trudne słowo albo wyrażenie.'),
  znaczenie: texts.describe('Co znaczy, prostymi słowami. Ma pasować w nawiasie po słowie, bez kropki.'),
  zrodlo: z.string().trim().min(1).describe('Skąd jest to wyjaśnienie.'),
});

/** `content/fakty/slownik.yaml`: unusual words, explained where pages use them and in a list. */
export const glossarySchema = z.strictObject({ slowa: z.array(word).describe('Słowa do wyjaśnienia.') });

/** @returns the file in English names; meanings are by language */
export const toGlossary = ({ slowa }: z.infer<typeof glossarySchema>) =>
  slowa.map((one) => ({ key: one.klucz, word: one.slowo, meaning: one.znaczenie }));
