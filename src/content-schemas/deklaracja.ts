import * as z from 'zod';
import { adres, doUzupelnienia, dzien, teksty } from './pola.ts';

/**
 * `content/fakty/deklaracja.yaml`: what only staff can say in the accessibility statement (act of 4 April 2019
 * o dostępności cyfrowej, art. 10–12, and the technical conditions 2.0 of 31 July 2024).
 */
export const deklaracja = z
  .strictObject({
    podmiot: doUzupelnienia(z.string().trim().min(1)).describe(
      'Pełna nazwa podmiotu publicznego, który odpowiada za stronę.',
    ),
    data_publikacji: doUzupelnienia(dzien).describe('Dzień pierwszej publikacji strony.'),
    data_aktualizacji: doUzupelnienia(dzien).describe('Dzień ostatniej istotnej zmiany strony.'),
    stan: doUzupelnienia(z.enum(['w-pelni-zgodna', 'czesciowo-zgodna', 'niezgodna'])).describe(
      'Wynik oceny: w-pelni-zgodna, czesciowo-zgodna albo niezgodna.',
    ),
    niedostepne: z
      .array(teksty)
      .default([])
      .describe('Co jest niedostępne, dlaczego i co w zamian; puste, gdy strona jest w pełni zgodna.'),
    data_sporzadzenia: doUzupelnienia(dzien).describe('Dzień pierwszego sporządzenia deklaracji.'),
    data_przegladu: doUzupelnienia(dzien).describe('Dzień ostatniego przeglądu deklaracji.'),
    sposob_oceny: doUzupelnienia(teksty).describe('Jak oceniono stronę, na przykład: samoocena.'),
    kontakt: doUzupelnienia(z.string().trim().min(1)).describe(
      'Osoba lub komórka, która przyjmuje zgłoszenia o dostępności.',
    ),
    email: doUzupelnienia(z.email('To nie jest adres e-mail.')).describe('E-mail w sprawach dostępności.'),
    bip_skargi: adres
      .default('https://bip.brpo.gov.pl')
      .describe('Strona Rzecznika Praw Obywatelskich, do którego można złożyć skargę.'),
  })
  .refine((one) => one.stan === 'w-pelni-zgodna' || one.stan === null || one.niedostepne.length > 0, {
    path: ['niedostepne'],
    error: 'Strona nie jest w pełni zgodna: wymień, co jest niedostępne.',
  });
export type Deklaracja = z.infer<typeof deklaracja>;
