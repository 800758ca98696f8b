import * as z from 'zod';
import { przedzial } from './godziny.ts';
import { dzien, teksty } from './pola.ts';

const wyjatek = z
  .strictObject({
    od: dzien.describe('Pierwszy dzień.'),
    do: dzien.describe('Ostatni dzień; ten sam, gdy to jeden dzień.'),
    rodzaj: z
      .enum(['zamkniete', 'skrocone', 'dluzsze', 'po-umowieniu'])
      .describe('zamkniete, skrocone, dluzsze albo po-umowieniu (tylko po umówieniu się).'),
    godziny: przedzial.optional().describe('Godziny w te dni. Nie pisz ich, gdy klub jest zamknięty.'),
    powod: teksty.describe('Powód, który zobaczą czytelnicy.'),
  })
  .refine((one) => one.od <= one.do, { path: ['do'], error: 'Ostatni dzień jest wcześniejszy niż pierwszy.' })
  .refine((one) => (one.rodzaj === 'skrocone' || one.rodzaj === 'dluzsze') === (one.godziny !== undefined), {
    path: ['godziny'],
    error: 'Godziny podaj tylko dla rodzaju: skrocone albo dluzsze, i tam podaj je zawsze.',
  });

/** `content/fakty/przerwy.yaml`: days that differ from the ordinary week. Public holidays need no entry. */
export const przerwy = z.strictObject({
  wyjatki: z.array(wyjatek).describe('Dni inne niż zwykle. Świąt nie wpisuj: strona je zna.'),
});
export type Przerwy = z.infer<typeof przerwy>;
