import { addDays, type Day, isDay } from '../../hours/days.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { editFact, factForm } from '../facts/fact-form.ts';
import type { Field, ListField, Posted } from '../facts/field.ts';
import { button, form, type PageError, radios, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { readDay } from '../read-day.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import { reviewPathOf } from './places.ts';

const words = plEditing.close;
const path = 'fakty/przerwy.yaml';

interface Typed {
  readonly kind: string;
  readonly first: string;
  readonly last: string;
  readonly opens: string;
  readonly closes: string;
  readonly reason: string;
}
const fieldNames = ['rodzaj', 'od', 'do', 'powod', 'godziny-od'] as const;
type Errors = Partial<Record<(typeof fieldNames)[number], string>>;
const longestReason = 200;
/** A later day is most likely a mistake in the year. */
const mostDays = 366;

const read = (visit: EditorVisit): Typed => ({
  kind: fieldOf(visit, 'rodzaj'),
  first: readDay(fieldOf(visit, 'od')),
  last: readDay(fieldOf(visit, 'do')),
  opens: fieldOf(visit, 'godziny-od'),
  closes: fieldOf(visit, 'godziny-do'),
  reason: fieldOf(visit, 'powod'),
});

const needsHours = (kind: string): boolean => kind === 'skrocone' || kind === 'dluzsze';

/**
 * @returns the errors that are visible from the typed values alone. Times are compared as numbers, `9:00` before
 * `10.00`
 */
function errorsOf({ kind, first, last, opens, closes, reason }: Typed, today: Day): Errors {
  const [from, to] = [minutesOf(opens), minutesOf(closes)];
  const end = last === '' ? first : last;
  return {
    ...(words.kinds.some(({ value }) => value === kind) ? {} : { rodzaj: words.wrongKind }),
    ...(!isDay(first)
      ? { od: words.wrongFirst }
      : first < today
        ? { od: words.past }
        : first > addDays(today, mostDays)
          ? { od: words.farAway }
          : {}),
    ...(!isDay(end) && last !== ''
      ? { do: words.noDay }
      : last !== '' && last < first
        ? { do: words.wrongLast }
        : isDay(first) && end > addDays(first, mostDays)
          ? { do: words.tooLong }
          : {}),
    ...(needsHours(kind) && (from === undefined || to === undefined)
      ? { 'godziny-od': words.wrongHours }
      : needsHours(kind) && (from ?? 0) >= (to ?? 0)
        ? { 'godziny-od': words.reversed }
        : {}),
    ...(reason === ''
      ? { powod: words.wrongReason }
      : reason.length > longestReason
        ? { powod: words.longReason }
        : {}),
  };
}

/** @returns a time of day in minutes; undefined for an invalid one */
function minutesOf(time: string): number | undefined {
  const [, hours, minutes = '00'] = /^([01]?\d|2[0-3])(?:[:.,]([0-5]\d))?$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** An existing entry, with its values by field name. */
interface Entry {
  readonly title: string;
  readonly values: Posted;
}

const valuesOf = (name: string, fields: readonly Field[]): [string, string][] =>
  fields.flatMap((field): [string, string][] => {
    const own = field.name.slice(name.length + 1);
    if ('fields' in field) return valuesOf(name, field.fields);
    if ('spans' in field)
      return field.spans.flatMap(({ opens, closes }) => [
        [`${own}.od`, opens],
        [`${own}.do`, closes],
      ]);
    return 'value' in field ? [[own, String(field.value)]] : [];
  });

const entriesOf = ({ items }: ListField): Entry[] =>
  items.map(({ name, title, field }) => ({ title, values: new Map(valuesOf(name, [field])) }));

/** The values of the new entry, by field name. */
const valuesTyped = (typed: Typed): [string, string][] => [
  ['od', typed.first],
  ['do', typed.last || typed.first],
  ['rodzaj', typed.kind],
  ['powod.pl', typed.reason],
  ...(needsHours(typed.kind)
    ? ([
        ['godziny.od', typed.opens],
        ['godziny.do', typed.closes],
      ] as [string, string][])
    : []),
];

const isSame = ({ values }: Entry, typed: readonly [string, string][]): boolean =>
  typed.every(([name, value]) => {
    const [own = '', given] = [values.get(name), value];
    const [one, other] = [minutesOf(own), minutesOf(given)];
    return own === given || (name.startsWith('godziny') && one !== undefined && one === other);
  });

const overlaps = ({ values }: Entry, { first, last }: Typed): boolean =>
  (values.get('od') ?? '') <= (last || first) && first <= (values.get('do') ?? '');

/** The most urgent task, in one small form: days, change, reason; then its effect. */
export function closeClubRoutes(desk: Desk, replies: Replies): readonly Route[] {
  function entered(editor: string): Html {
    const reading = factForm('przerwy', desk.open(editor, path).text);
    const list = reading.kind === 'form' ? reading.fields.find(({ kind }) => kind === 'list') : undefined;
    if (list?.kind !== 'list' || list.items.length === 0) return html``;
    return html`<h2>${words.now}</h2><ul>${list.items.map(({ title }) => html`<li>${title}</li>`)}</ul>
    <p class="alone"><a href="/fakty/przerwy/">${words.edit}</a></p>`;
  }

  async function draw(
    visit: EditorVisit,
    typed: Typed,
    errors: Errors = {},
    found: readonly PageError[] = [],
  ): Promise<Reply> {
    const named = Object.entries(errors).map(([field, message]) => ({ field, message }));
    return replies.page({
      title: words.title,
      // Other errors in the file are corrected there.
      errors:
        found.length > named.length ? [{ message: words.faulty, href: '/fakty/przerwy/?sprawdz' }] : named,
      initials: visit.person.initials,
      content: html`${form(
        '/zamknij/',
        html`${radios({ name: 'rodzaj', legend: words.what, value: typed.kind, choices: words.kinds, error: errors.rodzaj })}
          <div class="inline">${textField({ name: 'od', label: words.first, type: 'date', value: typed.first, error: errors.od })}
          ${textField({ name: 'do', label: words.last, hint: words.lastHint, type: 'date', value: typed.last, error: errors.do })}</div>
          <fieldset class="for-hours"><legend>${words.hours}</legend><div class="inline">${textField({ name: 'godziny-od', label: plEditing.facts.opens, type: 'time', value: typed.opens, error: errors['godziny-od'] })}
          ${textField({ name: 'godziny-do', label: plEditing.facts.closes, type: 'time', value: typed.closes })}</div></fieldset>
          ${textField({ name: 'powod', label: words.reason, hint: words.reasonHint, value: typed.reason, error: errors.powod, maxlength: longestReason })}
          <div class="sending">${button(words.next, { main: true })}</div>`,
      )}<p class="meta">${words.holiday}</p>${entered(desk.editorOf(visit.person))}`,
    });
  }

  async function take(visit: EditorVisit): Promise<Reply> {
    const typed = read(visit);
    const errors = errorsOf(typed, desk.today());
    if (Object.keys(errors).length > 0) return draw(visit, typed, errors);
    const editor = desk.editorOf(visit.person);
    const { text, base } = desk.open(editor, path);
    const reading = factForm('przerwy', text);
    const list = reading.kind === 'form' ? reading.fields.find(({ kind }) => kind === 'list') : undefined;
    if (list?.kind !== 'list') {
      const line = reading.kind === 'form' ? 1 : reading.line;
      return draw(visit, typed, { powod: plEditing.facts.unreadable(line) });
    }
    const values = valuesTyped(typed);
    const entries = entriesOf(list);
    // A person who presses again, or comes back and presses, means the same entry.
    if (desk.draftOf(editor, path) !== undefined && entries.some((entry) => isSame(entry, values)))
      return seeOther(reviewPathOf(path));
    const other = entries.find((entry) => overlaps(entry, typed));
    if (other !== undefined) return draw(visit, typed, { od: words.taken(other.title) });
    const { name } = list.blank;
    const edited = editFact(
      'przerwy',
      text,
      new Map(values.map(([field, value]) => [`${name}.${field}`, value])),
    );
    if (edited.kind === 'faults') return draw(visit, typed, { powod: edited.faults[0]?.message ?? '' });
    // Nothing is saved in the draft until all of it is valid.
    const { errors: found } = await desk.faultsOf(editor, path, edited.text);
    if (found.length > 0) return draw(visit, typed, errorsAt(name, found), found);
    const odd = desk
      .misnamedEntries(edited.text)
      .map(({ index, field, message }) => ({ field: `wyjatki.${index}.${field}`, message }))
      .filter(({ field }) => field.startsWith(`${name}.`));
    if (odd.length > 0) return draw(visit, typed, errorsAt(name, odd));
    await desk.keep(editor, path, base, edited.text);
    const { clashes, whole } = desk.open(editor, path);
    if (clashes.length > 0 || whole !== undefined) return seeOther('/fakty/przerwy/');
    return seeOther(reviewPathOf(path));
  }

  /** @returns the errors of the content check in the new entry, by the fields of this form */
  function errorsAt(name: string, found: readonly PageError[]): Errors {
    const at = found.flatMap(({ field = '', message }) => {
      const own = field.startsWith(`${name}.`) ? field.slice(name.length + 1) : undefined;
      const known = fieldNames.find((one) => own?.split('.')[0] === one.split('-')[0]);
      return known === undefined ? [] : [[known, message] as const];
    });
    return Object.fromEntries(at.toReversed());
  }

  const empty: Typed = { kind: 'zamkniete', first: '', last: '', opens: '', closes: '', reason: '' };
  return [{ path: /^\/zamknij\/$/, get: (visit) => draw(visit, empty), post: take }];
}
