import { addressOf } from '../../content-check/reading/link-targets.ts';
import { noticesSchema, toNotices } from '../../content-schemas/notices.ts';
import { type Day, daysFrom, isDay, weekdays } from '../../hours/days.ts';
import { openOn, sameSpans } from '../../hours/opening.ts';
import type { Exception, Schedule } from '../../hours/schedule.ts';
import { spansInWords } from '../../page-data/texts.ts';
import { capital } from '../../text.ts';
import { words } from '../../words/index.ts';
import { withFullStop } from '../../words/typography.ts';
import { factFile } from '../facts/fact-place.ts';
import { exceptionsIn, parsed, weekIn } from '../facts/hours-texts.ts';
import { dayText } from '../facts/titles.ts';
import { renamedAnchors } from '../pages/headings.ts';
import { withLinksToHeadings } from '../pages/links.ts';
import { frontMatterOf, isDraft, pageAt, titleIn } from '../pages/page-file.ts';
import type { FileChange } from './change.ts';
import { textOf, together } from './moves.ts';
import { onDays, shortened } from './value-words.ts';

const onEvery = {
  1: 'W poniedziałki',
  2: 'We wtorki',
  3: 'W środy',
  4: 'W czwartki',
  5: 'W piątki',
  6: 'W soboty',
  7: 'W niedziele',
} as const;

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function state(exception: Exception): string {
  if (exception.kind === 'closed') return 'klub będzie zamknięty';
  if (exception.kind === 'by-appointment') return 'klub będzie przyjmował tylko po umówieniu się';
  return 'span' in exception ? `klub będzie otwarty ${spansInWords([exception.span], words.pl)}` : '';
}

const hoursOn = (schedule: Schedule | undefined, day: Day) => {
  const { open, working } = schedule ? openOn(schedule, day) : { open: [], working: [] };
  return { open, working };
};

function exceptionSentence(exception: Exception, { week }: Schedule, today: Day): string[] {
  const { first, last } = exception;
  if (last < today)
    return [`${capital(onDays(first, last, today))}: ten termin już minął, na stronie nic się nie zmieni.`];
  const sentence = `${capital(onDays(first, last, today))} ${state(exception)}.`;
  const [alone, without] = [[exception], []].map((exceptions): Schedule => ({ week, exceptions }));
  const differs = daysFrom(first, 366).some(
    (day) => day <= last && !same(hoursOn(alone, day), hoursOn(without, day)),
  );
  return differs
    ? [sentence]
    : [sentence, 'Wtedy klub i tak jest zamknięty, więc dla czytelników nic się nie zmieni.'];
}

function usualAgain({ first, last }: Exception, schedule: Schedule, today: Day): string[] {
  if (last < today) return [];
  const when = capital(onDays(first, last, today));
  const days = daysFrom(first, 366)
    .filter((day) => day <= last)
    .map((day) => openOn(schedule, day));
  if (days.every(({ open }) => open.length === 0)) return [`${when} klub i tak będzie zamknięty.`];
  const open = first === last ? `: ${spansInWords(openOn(schedule, first).open, words.pl)}` : '';
  const holidays = days.filter(({ differs, reason }) => differs && reason.kind === 'holiday');
  return [
    `${when} klub będzie czynny jak zwykle${open}.`,
    ...holidays.map(({ day }) => `${capital(onDays(day, day, today))} klub będzie zamknięty: to święto.`),
  ];
}

function hoursSentences(before: Schedule, after: Schedule, today: Day): string[] {
  const week = weekdays
    .filter((day) => !sameSpans(before.week[day], after.week[day]))
    .map((day) => {
      const open = after.week[day];
      return `${onEvery[day]} klub będzie ${open.length === 0 ? 'zamknięty' : `otwarty ${spansInWords(open, words.pl)}`}.`;
    });
  const added = after.exceptions.filter((one) => !before.exceptions.some((other) => same(one, other)));
  const gone = before.exceptions.filter(
    (one) =>
      !after.exceptions.some(
        (other) => same(one, other) || (other.first <= one.last && one.first <= other.last),
      ),
  );
  return [
    ...week,
    ...added.flatMap((one) => exceptionSentence(one, after, today)),
    ...gone.flatMap((one) => usualAgain(one, after, today)),
  ];
}

function noticeSentences(before: string | undefined, after: string | undefined, today: Day): string[] {
  const [old, fresh] = [before, after].map((text) => {
    const data = parsed(noticesSchema, text);
    return data ? toNotices(data) : [];
  });
  return (fresh ?? [])
    .filter((one) => !old?.some((other) => same(one, other)))
    .map(({ text, first, last }) => {
      const words = `Komunikat „${shortened(text['pl'] ?? '')}”`;
      if (last < today) return `${words}: jego ostatni dzień już minął, nikt go nie zobaczy.`;
      const from = first <= today ? 'od razu' : `od ${dayText(first)}`;
      return withFullStop(`${words} będzie widać na każdej stronie ${from} do ${dayText(last)}`);
    });
}

/** Links updated for a renamed heading change pages that the person has not opened, so this is reported. */
function headingSentences({ path, before, after }: FileChange, files: readonly FileChange[]): string[] {
  const page = pageAt(path);
  const [old, fresh] = [textOf(before), textOf(after)];
  if (page === undefined || old === undefined || fresh === undefined) return [];
  const names = renamedAnchors(path, old, fresh);
  const linking = files.flatMap((file) => {
    const [was, is] = [textOf(file.before), textOf(file.after)];
    if (file.path === path || was === undefined || is === undefined) return [];
    const isFollower = withLinksToHeadings(was, addressOf(page), names) !== was;
    return isFollower ? [`„${shortened(titleIn(is))}”`] : [];
  });
  return linking.length === 0
    ? []
    : [`Linki do zmienionego nagłówka idą za nim także tu: ${linking.join(', ')}.`];
}

function pageSentences({ path, before, after }: FileChange, today: Day): string[] {
  const text = textOf(after);
  const file = pageAt(path);
  if (text === undefined || file === undefined) return [];
  const fields = frontMatterOf(text);
  const { data, do: last } = fields;
  const name = `„${shortened(titleIn(text))}”`;
  const isNews = file.folder === 'aktualnosci';
  if (isDraft(fields)) return [`${name} to szkic: nikt tego nie zobaczy poza podglądem.`];
  const lines: string[] = [];
  if (isNews && typeof last === 'string' && isDay(last) && last < today)
    return [`Wiadomość ${name}: jej ostatni dzień już minął, nikt jej nie zobaczy na liście.`];
  if (isNews && typeof data === 'string' && isDay(data) && data > today)
    lines.push(`Wiadomość ${name} pojawi się na stronie sama: ${dayText(data)}`);
  else if (before === undefined)
    lines.push(`${isNews ? 'Wiadomość' : 'Strona'} ${name} pojawi się na stronie od razu.`);
  if (isNews && typeof last === 'string' && isDay(last))
    lines.push(`Wiadomość ${name} jest aktualna do: ${dayText(last)}`);
  return lines;
}

/**
 * @param files the files of a change
 * @param now the texts of `fakty/godziny.yaml` and `fakty/przerwy.yaml` before the change
 * @param today the day in Warsaw
 * @returns the effect for readers: „W czwartek 24 grudnia klub będzie zamknięty.”; empty when the words of the change
 * are enough
 */
export function consequences(
  files: readonly FileChange[],
  now: { readonly hours: string | undefined; readonly exceptions: string | undefined },
  today: Day,
): string[] {
  const changed = (path: string) => files.find((file) => file.path === path);
  const [hours, exceptions, notices] = (['godziny', 'przerwy', 'komunikat'] as const).map((name) =>
    changed(factFile(name)),
  );
  const before = weekIn(now.hours);
  const after = hours === undefined ? before : weekIn(textOf(hours.after));
  const old = exceptionsIn(now.exceptions);
  const fresh = exceptions === undefined ? old : exceptionsIn(textOf(exceptions.after));
  const lines: string[] = [];
  if ((hours || exceptions) && before && after && old && fresh)
    lines.push(
      ...hoursSentences({ week: before, exceptions: old }, { week: after, exceptions: fresh }, today),
    );
  if (notices) lines.push(...noticeSentences(textOf(notices.before), textOf(notices.after), today));
  return [
    ...lines,
    ...together(files).flatMap((group) =>
      group.kind === 'one'
        ? [...pageSentences(group.files[0], today), ...headingSentences(group.files[0], files)]
        : [],
    ),
  ];
}
