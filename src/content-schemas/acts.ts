import * as z from 'zod';
import type { Act, ActStatus } from '../law/acts.ts';
import { eliPattern } from '../law/eli.ts';
import { day, key, orEmpty, type Texts, texts } from './fields.ts';

const eli = z
  .string()
  .regex(eliPattern, 'Napisz identyfikator ELI jako DU/rok/pozycja, na przykład DU/2003/1143.')
  .describe('Identyfikator ELI aktu: DU/rok/pozycja.');

const actSchema = z.strictObject({
  klucz: key.describe('Krótka nazwa, którą przywołują strony.'),
  rodzaj: z.enum(['ustawa', 'rozporzadzenie', 'uchwala']).describe('Rodzaj aktu.'),
  nazwa: z.string().trim().min(1).describe('Pełna nazwa z datą, małą literą: „ustawa z dnia …”.'),
  data: day.describe('Data aktu.'),
  ogloszenie: z.string().trim().min(1).describe('Gdzie ogłoszono: „Dz.U. 2003 nr 122 poz. 1143”.'),
  eli,
  isap: z
    .string()
    .regex(/^W[DM][UP]\d{11}$/, 'Identyfikator w bazie ISAP ma postać WDU20031221143.')
    .describe('Identyfikator w bazie ISAP.'),
  tekst_jednolity: orEmpty(
    z.strictObject({
      ogloszenie: z.string().trim().min(1).describe('Gdzie ogłoszono tekst jednolity.'),
      eli,
    }),
  ).describe('Najnowszy tekst jednolity, jeśli go znamy.'),
  stan: z
    .enum(['obowiazuje', 'uchylony', 'uznany-za-uchylony', 'zmieniony'])
    .describe('obowiazuje, uchylony, uznany-za-uchylony albo zmieniony.'),
  stan_od: orEmpty(day).describe('Od kiedy ten stan trwa.'),
  zastapiony_przez: orEmpty(z.string()).describe('Klucz aktu, który zastąpił ten akt.'),
  sprawdzono: day.describe('Dzień ostatniego sprawdzenia w bazie ISAP.'),
  sprawdzic_do: day.describe('Dzień, do którego trzeba sprawdzić znowu.'),
  znaczenie: texts.describe('Co ten akt znaczy dla czytelnika: jedno zdanie.'),
  na_dawnej_stronie: orEmpty(z.string().trim().min(1)).describe(
    'Jak ten akt przywoływała dawna strona klubu, słowo w słowo.',
  ),
});

/** `content/fakty/akty.yaml`: the register of legal acts that pages cite by key. */
export const actsSchema = z.strictObject({ akty: z.array(actSchema).min(1).describe('Akty prawne.') });
type WrittenAct = z.infer<typeof actSchema>;

/** An act with its texts for readers. */
export interface RegisteredAct extends Act {
  /** Its meaning for the reader, by language. */
  readonly meaning: Texts;
  /** Its citation on the club's old page. */
  readonly formerCitation: string | undefined;
}

const statuses: Readonly<Record<WrittenAct['stan'], ActStatus>> = {
  obowiazuje: 'in-force',
  zmieniony: 'amended',
  uchylony: 'repealed',
  'uznany-za-uchylony': 'deemed-repealed',
};

/** @returns the register's Polish word for a status */
export const writtenStatus = (status: ActStatus): string =>
  Object.entries(statuses).find(([, one]) => one === status)?.[0] ?? status;

const toAct = (act: WrittenAct): RegisteredAct => ({
  key: act.klucz,
  name: act.nazwa,
  date: act.data,
  published: act.ogloszenie,
  eli: act.eli,
  isap: act.isap,
  consolidated: act.tekst_jednolity
    ? { published: act.tekst_jednolity.ogloszenie, eli: act.tekst_jednolity.eli }
    : undefined,
  status: statuses[act.stan],
  statusSince: act.stan_od ?? undefined,
  replacedBy: act.zastapiony_przez ?? undefined,
  checkedOn: act.sprawdzono,
  checkBy: act.sprawdzic_do,
  meaning: act.znaczenie,
  formerCitation: act.na_dawnej_stronie ?? undefined,
});

/** @returns the register in English names, in the file's order */
export const toActs = ({ akty }: z.infer<typeof actsSchema>): RegisteredAct[] => akty.map(toAct);
