import * as z from 'zod';
import type { Exception } from '../hours/schedule.ts';
import { day, listOrNothing, oneOf, texts } from './fields.ts';
import { spanSchema, toSpan } from './hours.ts';

const exceptionSchema = z
  .strictObject({
    od: day.describe('Pierwszy dzień.'),
    do: day.describe('Ostatni dzień; ten sam, gdy to jeden dzień.'),
    rodzaj: oneOf(['zamkniete', 'skrocone', 'dluzsze', 'po-umowieniu']).describe(
      'zamkniete, skrocone, dluzsze albo po-umowieniu (tylko po umówieniu się).',
    ),
    godziny: spanSchema.optional().describe('Godziny w te dni. Nie pisz ich, gdy klub jest zamknięty.'),
    powod: texts.describe('Powód, który zobaczą czytelnicy.'),
  })
  .refine((one) => one.od <= one.do, { path: ['do'], error: 'Ostatni dzień jest wcześniejszy niż pierwszy.' })
  .refine((one) => (one.rodzaj === 'skrocone' || one.rodzaj === 'dluzsze') === (one.godziny !== undefined), {
    path: ['godziny'],
    error: 'Godziny podaj tylko dla rodzaju: skrocone albo dluzsze, i tam podaj je zawsze.',
  });

/** `content/fakty/przerwy.yaml`: days that differ from the ordinary week. Public holidays need no entry. */
export const exceptionsSchema = z.strictObject({
  wyjatki: listOrNothing(exceptionSchema).describe('Dni inne niż zwykle. Świąt nie wpisuj: strona je zna.'),
});

function toException(exception: z.infer<typeof exceptionSchema>): Exception {
  const range = { first: exception.od, last: exception.do, reason: exception.powod };
  if (exception.rodzaj === 'zamkniete') return { ...range, kind: 'closed' };
  if (exception.rodzaj === 'po-umowieniu') return { ...range, kind: 'by-appointment' };
  if (exception.godziny === undefined) throw new Error(`Wyjątek od ${exception.od} nie ma godzin.`);
  return {
    ...range,
    kind: exception.rodzaj === 'skrocone' ? 'shortened' : 'longer',
    span: toSpan(exception.godziny),
  };
}

/** @returns the exceptions in English names, in the file's order */
export const toExceptions = ({ wyjatki }: z.infer<typeof exceptionsSchema>): Exception[] =>
  wyjatki.map(toException);
