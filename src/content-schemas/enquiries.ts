import * as z from 'zod';
import { topics } from '../topics.ts';
import { texts, toBeFilledIn } from './fields.ts';

/** Default roles that take enquiries up. */
const usualStaffRoles = [
  { klucz: 'pracownik', nazwa: { pl: 'Pracownik' } },
  { klucz: 'kierownik', nazwa: { pl: 'Kierownik' } },
] as const;

/**
 * `content/fakty/zgloszenia.yaml`: the topics of the form, the promise of an answer, and the roles that take
 * enquiries up.
 */
export const enquiriesSchema = z.strictObject({
  odpowiedz_w_dniach_roboczych: toBeFilledIn(z.int().min(1).max(30)).describe(
    'W ile dni roboczych klub odpowiada. Puste: strona nie obiecuje terminu.',
  ),
  tematy: z
    .array(
      z.strictObject({
        klucz: z.enum(topics).describe('Klucz tematu; nie zmieniaj go.'),
        nazwa: texts.describe('Nazwa tematu, jak ją widzi czytelnik i pracownik.'),
        opis: texts.describe('Jedno zdanie wyjaśnienia.'),
      }),
    )
    .superRefine((written, context) => {
      const missing = topics.filter((topic) => !written.some(({ klucz }) => klucz === topic));
      // A doubled entry has a separate message.
      if (missing.length > 0 && written.length < topics.length)
        context.addIssue({
          code: 'custom',
          message: `Formularz potrzebuje wszystkich tematów, a brakuje: ${missing.join(', ')}. Dopisz wpis „- klucz: ${missing[0]}” z polami nazwa i opis.`,
        });
    })
    .describe('Tematy zgłoszeń.'),
  odbierajacy: z
    .array(
      z.strictObject({
        klucz: z
          .string()
          .regex(
            /^[a-z][a-z0-9-]{0,29}$/,
            'Wpisz krótki klucz: małe litery bez polskich znaków, na przykład kierownik.',
          )
          .describe('Krótki klucz roli, na przykład `kierownik`. Nie zmieniaj go: stoi przy zgłoszeniach.'),
        nazwa: texts.describe('Rola, jak ją widzą pracownicy: stanowisko, bez nazwiska.'),
      }),
    )
    .min(1, 'Wpisz przynajmniej jedną rolę, na przykład pracownik.')
    .max(12, 'Zostaw najwyżej 12 ról: ktoś wybiera z nich palcem na telefonie.')
    .default([...usualStaffRoles])
    .describe('Kto w klubie przejmuje zgłoszenia.'),
});

/** @returns the file in English names; texts are by language */
export const toEnquiries = (enquiries: z.infer<typeof enquiriesSchema>) => ({
  /** Null: no deadline is promised. */
  answerWithinWorkingDays: enquiries.odpowiedz_w_dniach_roboczych,
  topics: enquiries.tematy.map((one) => ({ key: one.klucz, name: one.nazwa, description: one.opis })),
  staffRoles: enquiries.odbierajacy.map((one) => ({ key: one.klucz, name: one.nazwa })),
});
