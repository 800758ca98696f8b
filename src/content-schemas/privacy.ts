import * as z from 'zod';
import { doUzupelnienia, teksty } from './pola.ts';

/** `content/fakty/prywatnosc.yaml`: who answers for personal data (art. 13 RODO). */
export const prywatnosc = z.strictObject({
  administrator: doUzupelnienia(z.string().trim().min(1)).describe(
    'Pełna nazwa i adres administratora danych.',
  ),
  inspektor: doUzupelnienia(z.string().trim().min(1)).describe(
    'Jak skontaktować się z inspektorem ochrony danych: telefon lub e-mail.',
  ),
  podstawa: doUzupelnienia(teksty).describe('Podstawa prawna przetwarzania, potwierdzona przez inspektora.'),
  odbiorcy: doUzupelnienia(teksty).describe(
    'Komu przekazuje się dane, na przykład firmie, która prowadzi pocztę.',
  ),
});
export type Prywatnosc = z.infer<typeof prywatnosc>;
