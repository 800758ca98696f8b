import * as z from 'zod';
import { texts, toBeFilledIn } from './fields.ts';

/** `content/fakty/prywatnosc.yaml`: the controller of personal data (art. 13 RODO). */
export const privacySchema = z.strictObject({
  administrator: toBeFilledIn(z.string().trim().min(1)).describe(
    'Pełna nazwa i adres administratora danych.',
  ),
  inspektor: toBeFilledIn(z.string().trim().min(1)).describe(
    'Jak skontaktować się z inspektorem ochrony danych: telefon lub e-mail.',
  ),
  podstawa: toBeFilledIn(texts).describe('Podstawa prawna przetwarzania, potwierdzona przez inspektora.'),
  odbiorcy: toBeFilledIn(texts).describe(
    'Komu przekazuje się dane, na przykład firmie, która prowadzi pocztę.',
  ),
});

/** @returns the file in English names; missing facts are null */
export const toPrivacy = (privacy: z.infer<typeof privacySchema>) => ({
  controller: privacy.administrator,
  officer: privacy.inspektor,
  basis: privacy.podstawa,
  recipients: privacy.odbiorcy,
});
