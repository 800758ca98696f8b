import * as z from 'zod';
import { dzien, mozeBycPuste, teksty } from './pola.ts';

const eli = z
  .string()
  .regex(
    /^(DU|MP)\/\d{4}\/\d{1,5}$/,
    'Napisz identyfikator ELI jako DU/rok/pozycja, na przykład DU/2003/1143.',
  )
  .describe('Identyfikator ELI aktu: DU/rok/pozycja.');

const akt = z.strictObject({
  klucz: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'Klucz to małe litery bez ogonków, cyfry i łączniki, na przykład: rynek-pracy.')
    .describe('Krótka nazwa, którą przywołują strony.'),
  rodzaj: z.enum(['ustawa', 'rozporzadzenie', 'uchwala']).describe('Rodzaj aktu.'),
  nazwa: z.string().trim().min(1).describe('Pełna nazwa z datą, małą literą: „ustawa z dnia …”.'),
  data: dzien.describe('Data aktu.'),
  ogloszenie: z.string().trim().min(1).describe('Gdzie ogłoszono: „Dz.U. 2003 nr 122 poz. 1143”.'),
  eli,
  isap: z
    .string()
    .regex(/^W[DM][UP]\d{11}$/, 'Identyfikator w bazie ISAP ma postać WDU20031221143.')
    .describe('Identyfikator w bazie ISAP.'),
  tekst_jednolity: mozeBycPuste(
    z.strictObject({
      ogloszenie: z.string().trim().min(1).describe('Gdzie ogłoszono tekst jednolity.'),
      eli,
    }),
  ).describe('Najnowszy tekst jednolity, jeśli go znamy.'),
  stan: z
    .enum(['obowiazuje', 'uchylony', 'uznany-za-uchylony', 'zmieniony'])
    .describe('obowiazuje, uchylony, uznany-za-uchylony albo zmieniony.'),
  stan_od: mozeBycPuste(dzien).describe('Od kiedy ten stan trwa.'),
  zastapiony_przez: mozeBycPuste(z.string()).describe('Klucz aktu, który zastąpił ten akt.'),
  sprawdzono: dzien.describe('Dzień ostatniego sprawdzenia w bazie ISAP.'),
  sprawdzic_do: dzien.describe('Dzień, do którego trzeba sprawdzić znowu.'),
  znaczenie: teksty.describe('Co ten akt znaczy dla czytelnika: jedno zdanie.'),
  na_dawnej_stronie: mozeBycPuste(z.string().trim().min(1)).describe(
    'Jak ten akt przywoływała dawna strona klubu, słowo w słowo.',
  ),
});

/** `content/fakty/akty.yaml`: the register of legal acts that pages cite by key. */
export const akty = z.strictObject({ akty: z.array(akt).min(1).describe('Akty prawne.') });
export type Akty = z.infer<typeof akty>;
export type Akt = z.infer<typeof akt>;
