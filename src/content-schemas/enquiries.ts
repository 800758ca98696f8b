import * as z from 'zod';
import { topics } from '../enquiry/schema.ts';
import { doUzupelnienia, teksty } from './pola.ts';

/** `content/fakty/zgloszenia.yaml`: the topics of the form and how soon the club answers. */
export const zgloszenia = z.strictObject({
  odpowiedz_w_dniach_roboczych: doUzupelnienia(z.int().min(1).max(30)).describe(
    'W ile dni roboczych klub odpowiada. Puste: strona nie obiecuje terminu.',
  ),
  tematy: z
    .array(
      z.strictObject({
        klucz: z.enum(topics).describe('Klucz tematu; nie zmieniaj go.'),
        nazwa: teksty.describe('Nazwa tematu, jak ją widzi czytelnik i pracownik.'),
        opis: teksty.describe('Jedno zdanie wyjaśnienia.'),
      }),
    )
    .length(topics.length)
    .describe('Tematy zgłoszeń.'),
});
export type Zgloszenia = z.infer<typeof zgloszenia>;
