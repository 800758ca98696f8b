import { isDay } from '../../hours/days.ts';
import type { Fault } from '../findings.ts';
import type { Page } from '../reading/page.ts';

/** @returns faults in the file name of a piece of news: `RRRR-MM-DD-nazwa.md`, with the same day as in `data` */
export function checkNewsName({ folder, name, frontMatter }: Page): Fault[] {
  if (folder !== 'aktualnosci') return [];
  const [, day, rest] = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(name) ?? [];
  if (day === undefined || rest === undefined)
    return [
      {
        line: 1,
        message: `Nazwa pliku aktualności zaczyna się od daty: RRRR-MM-DD-nazwa.md, na przykład 2026-12-01-${name.replace(/^[\d-]+/, '') || 'nowe-zajecia'}.md.`,
      },
    ];
  if (!isDay(day))
    return [
      {
        line: 1,
        message: `W nazwie pliku jest dzień, którego nie ma w kalendarzu: ${day}. Zmień nazwę pliku.`,
      },
    ];
  const written = (frontMatter.value as Readonly<Record<string, unknown>> | null)?.['data'];
  if (typeof written !== 'string' || !isDay(written) || written === day) return [];
  return [
    {
      line: frontMatter.lineOf(['data']),
      message: `W nazwie pliku jest data ${day}, a w polu „data” ${written}. Wpisz w obu miejscach tę samą.`,
    },
  ];
}
