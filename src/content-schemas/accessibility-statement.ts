import * as z from 'zod';
import type { Day } from '../hours/days.ts';
import { day, emailAddress, orEmpty, texts, toBeFilledIn, webAddress } from './fields.ts';

const fields = z.strictObject({
  podmiot: toBeFilledIn(z.string().trim().min(1)).describe(
    'Pełna nazwa podmiotu publicznego, który odpowiada za stronę.',
  ),
  data_publikacji: toBeFilledIn(day).describe('Dzień pierwszej publikacji strony.'),
  data_aktualizacji: toBeFilledIn(day).describe('Dzień ostatniej istotnej zmiany strony.'),
  stan: toBeFilledIn(z.enum(['w-pelni-zgodna', 'czesciowo-zgodna', 'niezgodna'])).describe(
    'Wynik oceny: w-pelni-zgodna, czesciowo-zgodna albo niezgodna.',
  ),
  niedostepne: z
    .array(texts)
    .default([])
    .describe('Co jest niedostępne, dlaczego i co w zamian; puste, gdy strona jest w pełni zgodna.'),
  data_sporzadzenia: toBeFilledIn(day).describe('Dzień pierwszego sporządzenia deklaracji.'),
  data_przegladu: orEmpty(day).describe(
    'Dzień ostatniego przeglądu deklaracji; puste do pierwszego przeglądu.',
  ),
  sprawdzic_do: orEmpty(day).describe(
    'Do kiedy trzeba zrobić przegląd deklaracji: 31 marca w roku po jej sporządzeniu albo po ostatnim przeglądzie.',
  ),
  sposob_oceny: toBeFilledIn(texts).describe('Jak oceniono stronę, na przykład: samoocena.'),
  data_badania: toBeFilledIn(day).describe(
    'Dzień ostatniego badania strony, z którego wynika stan i lista niedostępnych treści.',
  ),
  kontakt: toBeFilledIn(z.string().trim().min(1)).describe(
    'Osoba lub komórka, która przyjmuje zgłoszenia o dostępności.',
  ),
  email: toBeFilledIn(emailAddress).describe('E-mail w sprawach dostępności.'),
  tlumacz_online: toBeFilledIn(z.enum(['tak', 'nie'])).describe(
    'Czy można skorzystać z tłumacza języka migowego przez internet: tak albo nie. Jak, napisz w kontakt.yaml.',
  ),
  bip_skargi: webAddress
    .default('https://bip.brpo.gov.pl')
    .describe('Strona Rzecznika Praw Obywatelskich, do którego można złożyć skargę.'),
});
type Fields = z.infer<typeof fields>;

/**
 * @param day on which the statement was drawn up or last reviewed, `RRRR-MM-DD`
 * @returns the last day for its next review: 31 March of the next year (act of 4 April 2019, art. 11)
 */
export const reviewDueAfter = (day: Day): Day => `${Number(day.slice(0, 4)) + 1}-03-31`;

interface Rule {
  readonly field: keyof Fields;
  readonly isBroken: (one: Fields) => boolean;
  readonly message: (one: Fields) => string;
}

const isBefore = (day: string | null, other: string | null): boolean =>
  day !== null && other !== null && day < other;

const lastLook = ({ data_przegladu, data_sporzadzenia }: Fields): string | null =>
  data_przegladu ?? data_sporzadzenia;

const rules: readonly Rule[] = [
  {
    field: 'niedostepne',
    isBroken: ({ stan, niedostepne }) =>
      stan !== null && stan !== 'w-pelni-zgodna' && niedostepne.length === 0,
    message: () => 'Strona nie jest w pełni zgodna: wymień, co jest niedostępne.',
  },
  {
    field: 'niedostepne',
    isBroken: ({ stan, niedostepne }) => stan === 'w-pelni-zgodna' && niedostepne.length > 0,
    message: () =>
      'Strona ma być w pełni zgodna, a coś jest niedostępne. Popraw stan albo opróżnij listę: [].',
  },
  {
    field: 'data_badania',
    isBroken: ({ stan, data_badania }) => stan !== null && data_badania === null,
    message: () => 'Stan strony wynika z jej badania: wpisz dzień ostatniego badania.',
  },
  {
    field: 'data_aktualizacji',
    isBroken: ({ data_aktualizacji, data_publikacji }) => isBefore(data_aktualizacji, data_publikacji),
    message: ({ data_aktualizacji, data_publikacji }) =>
      `Zmiana strony (${data_aktualizacji}) jest wcześniejsza niż jej publikacja (${data_publikacji}). Popraw jedną z dat.`,
  },
  {
    field: 'data_przegladu',
    isBroken: ({ data_przegladu, data_sporzadzenia }) => isBefore(data_przegladu, data_sporzadzenia),
    message: ({ data_przegladu, data_sporzadzenia }) =>
      `Przegląd (${data_przegladu}) jest wcześniejszy niż sporządzenie deklaracji (${data_sporzadzenia}). Popraw jedną z dat.`,
  },
  {
    field: 'sprawdzic_do',
    isBroken: (one) => {
      const day = lastLook(one);
      return day !== null && (one.sprawdzic_do === null || one.sprawdzic_do > reviewDueAfter(day));
    },
    message: (one) =>
      `Deklarację przegląda się co roku do 31 marca: wpisz tu ${reviewDueAfter(lastLook(one) ?? '')}.`,
  },
];

/**
 * `content/fakty/deklaracja.yaml`: the part of the accessibility statement that only staff know (act of 4 April 2019
 * o dostępności cyfrowej, art. 10–12, and the technical conditions 2.0 of 31 July 2024).
 */
export const statementSchema = fields.superRefine((one, context) => {
  for (const { field, isBroken, message } of rules)
    if (isBroken(one)) context.addIssue({ code: 'custom', path: [field], message: message(one) });
});

/** English names of the schema's values. */
const statuses = {
  'w-pelni-zgodna': 'fully-compliant',
  'czesciowo-zgodna': 'partially-compliant',
  niezgodna: 'non-compliant',
} as const satisfies Readonly<Record<NonNullable<Fields['stan']>, string>>;

/** @returns the file in English names; missing facts are null, texts are by language */
export const toStatement = (statement: Fields) => ({
  publicBody: statement.podmiot,
  publishedOn: statement.data_publikacji,
  updatedOn: statement.data_aktualizacji,
  status: statement.stan && statuses[statement.stan],
  inaccessible: statement.niedostepne,
  preparedOn: statement.data_sporzadzenia,
  reviewedOn: statement.data_przegladu,
  reviewBy: statement.sprawdzic_do,
  assessedBy: statement.sposob_oceny,
  testedOn: statement.data_badania,
  contact: statement.kontakt,
  email: statement.email,
  /** Whether a sign-language interpreter is available online. */
  interpreterOnline: statement.tlumacz_online && { tak: true, nie: false }[statement.tlumacz_online],
  ombudsman: statement.bip_skargi,
});
