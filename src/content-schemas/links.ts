import * as z from 'zod';
import { adres, doUzupelnienia, dzien, teksty } from './pola.ts';

const link = z.strictObject({
  nazwa: z.string().trim().min(1).describe('Nazwa, jak na dawnej stronie.'),
  adres: doUzupelnienia(adres).describe('Adres strony. Puste: pokazujemy samą nazwę.'),
  opis: teksty.describe('Co czytelnik tam znajdzie: jedno zdanie.'),
  potwierdzono: doUzupelnienia(dzien).describe('Dzień, w którym ktoś z klubu sprawdził ten adres.'),
});

/** `content/fakty/linki.yaml`: other places that help. */
export const linki = z.strictObject({ linki: z.array(link).describe('Przydatne miejsca i strony.') });
export type Linki = z.infer<typeof linki>;
