import { z } from 'zod';
import { pochodzenie } from './pola.ts';

/** A span of one day, `7:30-17:00`: from the first minute on, up to but without the last. */
export const przedzial = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d$/, 'Napisz godziny jako 7:30-17:00.')
  .refine((text) => {
    const [od, do_] = text.split('-').map((time) => time.padStart(5, '0'));
    return od !== undefined && do_ !== undefined && od < do_;
  }, 'Godzina zamknięcia musi być późniejsza niż godzina otwarcia.');

const dzienTygodnia = z
  .union([z.literal('zamknięte'), przedzial.transform((one) => [one]), z.array(przedzial).min(1)], {
    error: 'Napisz godziny jako 7:30-17:00 albo słowo: zamknięte.',
  })
  .transform((value) => (value === 'zamknięte' ? [] : value));

/** `content/fakty/godziny.yaml`: the hours of an ordinary week, Warsaw time. */
export const godziny = z.strictObject({
  tydzien: z
    .strictObject({
      poniedzialek: dzienTygodnia,
      wtorek: dzienTygodnia,
      sroda: dzienTygodnia,
      czwartek: dzienTygodnia,
      piatek: dzienTygodnia,
      sobota: dzienTygodnia,
      niedziela: dzienTygodnia,
    })
    .describe('Godziny każdego dnia tygodnia: 7:30-17:00, albo słowo: zamknięte.'),
  ...pochodzenie,
});
export type Godziny = z.infer<typeof godziny>;
