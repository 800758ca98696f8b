import * as z from 'zod';
import { adres, doUzupelnienia, pochodzenie } from './pola.ts';

/** `content/fakty/kontakt.yaml`: who we are and how to reach us. */
export const kontakt = z.strictObject({
  nazwa: z.string().trim().min(1).describe('Pełna nazwa klubu, bez nazwy miasta.'),
  skrot: z.string().trim().min(1).describe('Skrót nazwy klubu.'),
  jednostka: z.string().trim().min(1).describe('Instytucja, w której działa klub, jak na dawnej stronie.'),
  ulica: z.string().trim().min(1).describe('Ulica i numer.'),
  kod: z
    .string()
    .regex(/^\d{2}-\d{3}$/, 'Kod pocztowy ma postać 00-000.')
    .describe('Kod pocztowy.'),
  miejscowosc: z.string().trim().min(1).describe('Miejscowość.'),
  miejscowosc_gdzie: z.string().trim().min(1).describe('Miejscowość w miejscowniku: „w Bytomiu”.'),
  telefon: z
    .string('Napisz numer jako 32 281 01 85 albo 600 100 200.')
    .regex(
      /^\d{2} \d{3} \d{2} \d{2}$|^\d{3} \d{3} \d{3}$/,
      'Napisz numer jako 32 281 01 85 albo 600 100 200.',
    )
    .describe('Telefon bez +48, z odstępami.'),
  email: doUzupelnienia(z.email('To nie jest adres e-mail.')).describe('Adres e-mail klubu.'),
  jednostka_dzisiejsza: doUzupelnienia(z.string().trim().min(1)).describe(
    'Dzisiejsza nazwa instytucji, w której działa klub; gdy się nie zmieniła, wpisz tę samą.',
  ),
  jednostka_strona: doUzupelnienia(adres).describe('Adres strony tej instytucji.'),
  bip: doUzupelnienia(adres).describe('Adres Biuletynu Informacji Publicznej.'),
  koordynator_dostepnosci: doUzupelnienia(z.string().trim().min(1)).describe(
    'Kto pomaga w sprawach dostępności: telefon lub e-mail, bez nazwiska.',
  ),
  budynek: doUzupelnienia(z.string().trim().min(1)).describe(
    'Jak wejść do budynku: schody, winda, drzwi, toaleta, miejsca postojowe.',
  ),
  tlumacz_migowy: doUzupelnienia(z.string().trim().min(1)).describe(
    'Czy i jak można skorzystać z tłumacza języka migowego.',
  ),
  film_pjm: doUzupelnienia(adres).describe('Adres filmu o klubie w polskim języku migowym (PJM).'),
  email_bezpieczenstwa: doUzupelnienia(z.email('To nie jest adres e-mail.')).describe(
    'E-mail, na który można zgłosić, że ze stroną jest coś niebezpiecznego. Gdy jest ten sam co e-mail klubu, wpisz go jeszcze raz.',
  ),
  ...pochodzenie,
});
export type Kontakt = z.infer<typeof kontakt>;
