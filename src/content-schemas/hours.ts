import * as z from 'zod';
import { pochodzenie } from './pola.ts';

const pattern = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/;
const isTime = (text: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);
const comparable = (time: string): string => time.padStart(5, '0');

/** @returns what is wrong with a span of one day, for the editor; undefined if nothing is. */
function bladPrzedzialu(text: string): string | undefined {
  const [, opens, closes] = pattern.exec(text) ?? [];
  if (opens === undefined || closes === undefined) return 'Napisz godziny jako 7:30-17:00, bez odstępów.';
  const wrong = [opens, closes].find((time) => !isTime(time));
  if (wrong !== undefined) return `Nie ma takiej godziny: ${wrong}. Napisz na przykład 7:30-17:00.`;
  if (comparable(opens) >= comparable(closes))
    return `Godzina zamknięcia ${closes} nie jest późniejsza niż godzina otwarcia ${opens}. Popraw jedną z nich.`;
  return undefined;
}

/** A span of one day, `7:30-17:00`: from the first minute on, up to but without the last. */
export const przedzial = z.string().superRefine((text, context) => {
  const message = bladPrzedzialu(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message, continue: false });
});

/** @returns whether some span begins before the one that begins before it has ended. */
function overlap(spans: readonly string[]): boolean {
  const inOrder = spans.map((span) => span.split('-').map(comparable)).sort();
  return inOrder.some(([opens = ''], index) => opens < (inOrder[index - 1]?.[1] ?? ''));
}

/** The union's own message, since that of the branch that comes nearest would not name the word. */
function bladDnia({ input }: { readonly input?: unknown }): string {
  const spans = Array.isArray(input) ? input : [input];
  const wrong = spans.find((span) => typeof span === 'string' && pattern.test(span) && bladPrzedzialu(span));
  if (typeof wrong === 'string') return bladPrzedzialu(wrong) ?? '';
  if (Array.isArray(input) && overlap(spans.map(String)))
    return 'Te godziny zachodzą na siebie. Drugie otwarcie musi być po pierwszym zamknięciu.';
  return 'Napisz godziny jako 7:30-17:00 albo słowo: zamknięte.';
}

const dzienTygodnia = z
  .union(
    [
      z.literal('zamknięte'),
      przedzial.transform((one) => [one]),
      z
        .array(przedzial)
        .min(1)
        .refine((spans) => !overlap(spans), { abort: true }),
    ],
    { error: bladDnia },
  )
  .transform((value) => (value === 'zamknięte' ? [] : value))
  .describe('7:30-17:00 albo słowo: zamknięte. Z przerwą: [7:30-12:00, 13:00-17:00].');

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
    .describe('Godziny każdego dnia tygodnia.'),
  ...pochodzenie,
});
export type Godziny = z.infer<typeof godziny>;
