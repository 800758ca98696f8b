import * as z from 'zod';
import type { Span, Week } from '../hours/schedule.ts';
import { plainWord, provenance } from './fields.ts';

const pattern = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/;
const isTime = (text: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);
const comparable = (time: string): string => time.padStart(5, '0');

/** @returns the fault in a span of one day, for the editor; undefined if there is none */
function spanFault(text: string): string | undefined {
  const [, opens, closes] = pattern.exec(text) ?? [];
  if (opens === undefined || closes === undefined) return 'Napisz godziny jako 7:30-17:00, bez odstępów.';
  const wrong = [opens, closes].find((time) => !isTime(time));
  if (wrong !== undefined) return `Nie ma takiej godziny: ${wrong}. Napisz na przykład 7:30-17:00.`;
  if (comparable(opens) >= comparable(closes))
    return `Godzina zamknięcia ${closes} nie jest późniejsza niż godzina otwarcia ${opens}. Popraw jedną z nich.`;
  return undefined;
}

/** A span of one day, `7:30-17:00`: the end is exclusive. */
export const spanSchema = z
  .string()
  .superRefine((text, context) => {
    const message = spanFault(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message, continue: false });
  })
  .meta({ widget: 'hours' });

/** @returns whether two spans overlap */
function overlap(spans: readonly string[]): boolean {
  const inOrder = spans.map((span) => span.split('-').map(comparable)).sort();
  return inOrder.some(([opens = ''], index) => opens < (inOrder[index - 1]?.[1] ?? ''));
}

/** A message for the whole union, because the message of its nearest branch would not name the wrong word. */
function dayFault({ input }: { readonly input?: unknown }): string {
  const spans = Array.isArray(input) ? input : [input];
  const wrong = spans.find((span) => typeof span === 'string' && pattern.test(span) && spanFault(span));
  if (typeof wrong === 'string') return spanFault(wrong) ?? '';
  if (Array.isArray(input) && overlap(spans.map(String)))
    return 'Te godziny zachodzą na siebie. Drugie otwarcie musi być po pierwszym zamknięciu.';
  if (typeof input === 'string' && input.includes(','))
    return 'Dwie części dnia weź w nawias kwadratowy: [7:30-12:00, 13:00-17:00].';
  return 'Napisz godziny jako 7:30-17:00 albo słowo: zamknięte.';
}

const daySpans = z
  .union(
    [
      z.preprocess(
        (value) => (plainWord(value) === 'zamkniete' ? 'zamknięte' : value),
        z.literal('zamknięte'),
      ),
      spanSchema.transform((one) => [one]),
      z
        .array(spanSchema)
        .min(1)
        .refine((spans) => !overlap(spans), { abort: true }),
    ],
    { error: dayFault },
  )
  .transform((value) => (value === 'zamknięte' ? [] : value))
  .meta({
    description: '7:30-17:00 albo słowo: zamknięte. Z przerwą: [7:30-12:00, 13:00-17:00].',
    widget: 'day-hours',
  });

/** `content/fakty/godziny.yaml`: the hours of an ordinary week, Warsaw time. */
export const hoursSchema = z.strictObject({
  tydzien: z
    .strictObject({
      poniedzialek: daySpans,
      wtorek: daySpans,
      sroda: daySpans,
      czwartek: daySpans,
      piatek: daySpans,
      sobota: daySpans,
      niedziela: daySpans,
    })
    .describe('Godziny każdego dnia tygodnia.'),
  ...provenance,
});

const minuteOf = (time: string): number => {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** @returns a span in minutes of the day, from a text that the schema has accepted (`7:30-17:00`) */
export function toSpan(text: string): Span {
  const [opens = '', closes = ''] = text.split('-');
  return { opens: minuteOf(opens), closes: minuteOf(closes) };
}

const toSpans = (texts: readonly string[]): Span[] =>
  texts.map(toSpan).sort((one, other) => one.opens - other.opens);

/** The days of the week by their ISO 8601 numbers. */
const toWeek = (week: z.infer<typeof hoursSchema>['tydzien']): Week => ({
  1: toSpans(week.poniedzialek),
  2: toSpans(week.wtorek),
  3: toSpans(week.sroda),
  4: toSpans(week.czwartek),
  5: toSpans(week.piatek),
  6: toSpans(week.sobota),
  7: toSpans(week.niedziela),
});

/** @returns the file in English names */
export const toHours = ({ tydzien, sprawdzono, potwierdzil }: z.infer<typeof hoursSchema>) => ({
  week: toWeek(tydzien),
  checkedOn: sprawdzono,
  /** Whether the club has confirmed them. */
  confirmed: potwierdzil !== null,
});
