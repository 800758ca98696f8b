import { exceptionsSchema, toExceptions } from '../../content-schemas/exceptions.ts';
import { hoursSchema, toHours } from '../../content-schemas/hours.ts';
import type { Day } from '../../hours/days.ts';
import { type Misnamed, misnamed } from '../../hours/misnamed.ts';
import type { Fault } from '../findings.ts';
import { readYaml } from '../reading/yaml-source.ts';

/** An entry on a holiday does no harm: the day is closed as everybody expects. */
const advice: Readonly<Partial<Record<Misnamed['fault'], string>>> = {
  'not-shorter':
    'te godziny nie są krótsze niż zwykle, a strona napisze „krócej”. Popraw je albo wpisz rodzaj: dluzsze.',
  'not-longer': 'te godziny są krótsze niż zwykle. Popraw je albo wpisz rodzaj: skrocone.',
  'as-usual': 'klub jest otwarty tak samo jak zwykle. Popraw godziny albo usuń ten wpis.',
};

/**
 * @param exceptions the text of `fakty/przerwy.yaml`; @param hours of `fakty/godziny.yaml`
 * @returns entries whose hours are not what they are called; none while one of the files has faults
 */
export function misnamedHours(exceptions: string, hours: string, today: Day): Fault[] {
  const [written, week] = [readYaml(exceptions), readYaml(hours)];
  if (written.kind === 'faults' || week.kind === 'faults') return [];
  const [entries, ordinary] = [
    exceptionsSchema.safeParse(written.data.value).data,
    hoursSchema.safeParse(week.data.value).data,
  ];
  if (entries === undefined || ordinary === undefined) return [];
  return toExceptions(entries).flatMap((one, index): Fault[] => {
    const found = one.last < today ? undefined : misnamed(one, toHours(ordinary).week);
    const told = found && advice[found.fault];
    if (told === undefined) return [];
    const line = written.data.lineOf(['wyjatki', index, 'godziny']);
    return [{ line, message: `${found?.day}: ${told}` }];
  });
}
