import type { Weekday } from '../hours/days.ts';
import type { Exception, Schedule, Span, Week } from '../hours/schedule.ts';
import type { Godziny } from './godziny.ts';
import type { Przerwy } from './przerwy.ts';

const weekdays: Readonly<Record<keyof Godziny['tydzien'], Weekday>> = {
  poniedzialek: 1,
  wtorek: 2,
  sroda: 3,
  czwartek: 4,
  piatek: 5,
  sobota: 6,
  niedziela: 7,
};

const minuteOf = (time: string): number => {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

/** @returns a span in minutes of the day, from a text that the schema has accepted (`7:30-17:00`). */
function spanOf(text: string): Span {
  const [opens = '', closes = ''] = text.split('-');
  return { opens: minuteOf(opens), closes: minuteOf(closes) };
}

const spansOf = (texts: readonly string[]): Span[] =>
  texts.map(spanOf).sort((one, other) => one.opens - other.opens);

function weekOf(tydzien: Godziny['tydzien']): Week {
  const entries = Object.entries(weekdays).map(([name, weekday]) => [
    weekday,
    spansOf(tydzien[name as keyof typeof tydzien]),
  ]);
  return Object.fromEntries(entries) as Week;
}

function exceptionOf(wyjatek: Przerwy['wyjatki'][number]): Exception {
  const range = { first: wyjatek.od, last: wyjatek.do, reason: wyjatek.powod };
  if (wyjatek.rodzaj === 'zamkniete') return { ...range, kind: 'closed' };
  if (wyjatek.rodzaj === 'po-umowieniu') return { ...range, kind: 'by-appointment' };
  if (wyjatek.godziny === undefined) throw new Error(`Wyjątek od ${wyjatek.od} nie ma godzin.`);
  return {
    ...range,
    kind: wyjatek.rodzaj === 'skrocone' ? 'shortened' : 'longer',
    span: spanOf(wyjatek.godziny),
  };
}

/**
 * @param godziny `content/fakty/godziny.yaml` as its schema gives it
 * @param przerwy `content/fakty/przerwy.yaml` as its schema gives it
 * @returns both as `src/hours` takes them
 */
export const toSchedule = (godziny: Godziny, przerwy: Przerwy): Schedule => ({
  week: weekOf(godziny.tydzien),
  exceptions: przerwy.wyjatki.map(exceptionOf),
});
