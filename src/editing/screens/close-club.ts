import { isDay } from '../../hours/days.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { editFact, factForm } from '../facts/fact-form.ts';
import { button, form, radios, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
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
type Errors = Partial<Record<'rodzaj' | 'od' | 'do' | 'powod' | 'godziny-od', string>>;

const read = (visit: EditorVisit): Typed => ({
  kind: fieldOf(visit, 'rodzaj'),
  first: toDay(fieldOf(visit, 'od')),
  last: toDay(fieldOf(visit, 'do')),
  opens: fieldOf(visit, 'godziny-od'),
  closes: fieldOf(visit, 'godziny-do'),
  reason: fieldOf(visit, 'powod'),
});

/** Where a browser has no field for dates, people write them their own way: 24.12.2026. */
function toDay(typed: string): string {
  const [, day, month, year] = /^(\d{1,2})[.\s/-]+(\d{1,2})[.\s/-]+(\d{4})/.exec(typed) ?? [];
  return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : typed;
}

const needsHours = (kind: string): boolean => kind === 'skrocone' || kind === 'dluzsze';

function errorsOf({ kind, first, last, opens, closes, reason }: Typed, today: string): Errors {
  const time = /^\d{1,2}[:.]\d{2}$/;
  return {
    ...(words.kinds.some(({ value }) => value === kind) ? {} : { rodzaj: words.wrongKind }),
    ...(!isDay(first) ? { od: words.wrongFirst } : first < today ? { od: words.past } : {}),
    ...(last !== '' && (!isDay(last) || last < first) ? { do: words.wrongLast } : {}),
    ...(needsHours(kind) && !(time.test(opens) && time.test(closes))
      ? { 'godziny-od': words.wrongHours }
      : {}),
    ...(reason === '' ? { powod: words.wrongReason } : {}),
  };
}

/** The most urgent job of all, in one small form: days, what changes, why; next is what it will mean. */
export function closeClubRoutes(desk: Desk, replies: Replies): readonly Route[] {
  function entered(editor: string): Html {
    const reading = factForm('przerwy', desk.open(editor, path).text);
    const list = reading.kind === 'form' ? reading.fields.find(({ kind }) => kind === 'list') : undefined;
    if (list?.kind !== 'list' || list.items.length === 0) return html``;
    return html`<h2>${words.now}</h2><ul>${list.items.map(({ title }) => html`<li>${title}</li>`)}</ul>
    <p class="alone"><a href="/fakty/przerwy/">${words.edit}</a></p>`;
  }

  async function draw(visit: EditorVisit, typed: Typed, errors: Errors = {}): Promise<Reply> {
    return replies.page({
      title: words.title,
      errors: Object.entries(errors).map(([field, message]) => ({ field, message })),
      initials: visit.person.initials,
      content: html`${form(
        '/zamknij/',
        html`${radios({ name: 'rodzaj', legend: words.what, value: typed.kind, choices: words.kinds, error: errors.rodzaj })}
          <div class="inline">${textField({ name: 'od', label: words.first, type: 'date', value: typed.first, error: errors.od })}
          ${textField({ name: 'do', label: words.last, hint: words.lastHint, type: 'date', value: typed.last, error: errors.do })}</div>
          <fieldset class="for-hours"><legend>${words.hours}</legend><div class="inline">${textField({ name: 'godziny-od', label: plEditing.facts.opens, type: 'time', value: typed.opens, error: errors['godziny-od'] })}
          ${textField({ name: 'godziny-do', label: plEditing.facts.closes, type: 'time', value: typed.closes })}</div></fieldset>
          ${textField({ name: 'powod', label: words.reason, hint: words.reasonHint, value: typed.reason, error: errors.powod, maxlength: 200 })}
          <div class="sending">${button(words.next, { main: true })}</div>`,
      )}<p class="meta">${words.holiday}</p>${entered(desk.editorOf(visit.person))}`,
    });
  }

  async function take(visit: EditorVisit): Promise<Reply> {
    const typed = read(visit);
    const errors = errorsOf(typed, desk.today());
    if (Object.keys(errors).length > 0) return draw(visit, typed, errors);
    const editor = desk.editorOf(visit.person);
    const { text, clashes, whole } = desk.open(editor, path);
    const reading = factForm('przerwy', text);
    const list = reading.kind === 'form' ? reading.fields.find(({ kind }) => kind === 'list') : undefined;
    if (list?.kind !== 'list' || clashes.length > 0 || whole !== undefined)
      return seeOther('/fakty/przerwy/');
    const { name } = list.blank;
    const edited = editFact(
      'przerwy',
      text,
      new Map([
        [`${name}.od`, typed.first],
        [`${name}.do`, typed.last || typed.first],
        [`${name}.rodzaj`, typed.kind],
        [`${name}.powod.pl`, typed.reason],
        ...(needsHours(typed.kind)
          ? ([
              [`${name}.godziny.od`, typed.opens],
              [`${name}.godziny.do`, typed.closes],
            ] as const)
          : []),
      ]),
    );
    if (edited.kind === 'faults') return draw(visit, typed, { powod: edited.faults[0]?.message ?? '' });
    await desk.save(editor, path, edited.text);
    const { errors: found } = await desk.faultsOf(editor, path);
    if (found.length > 0) return seeOther('/fakty/przerwy/?sprawdz');
    return seeOther(reviewPathOf(path));
  }

  const empty: Typed = { kind: 'zamkniete', first: '', last: '', opens: '', closes: '', reason: '' };
  return [{ path: /^\/zamknij\/$/, get: (visit) => draw(visit, empty), post: take }];
}
