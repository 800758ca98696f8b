import { plEditing } from '../../words/pl-editing.ts';
import type { Field, FieldFault, HoursField, ListField, Posted, TextField } from '../facts/field.ts';
import { checkbox, hidden, type InputType, labelText, selectField, textArea, textField } from './fields.ts';
import { type Html, html } from './html.ts';

const words = plEditing.facts;

/** Error messages by field name. */
export type FaultsByName = ReadonlyMap<string, string>;

/** Errors, notices and typed values of a form, by field name. */
export interface FieldMarks {
  readonly faults: FaultsByName;
  /** Shown above the control. */
  readonly notices?: ReadonlyMap<string, Html>;
  /** Typed values that were refused: they are shown in the controls again. */
  readonly typed?: Posted;
}

/** @returns whether a field or one below it has an error or a notice */
export const isMarked = (name: string, { faults, notices }: FieldMarks): boolean =>
  [...faults.keys(), ...(notices?.keys() ?? [])].some((one) => one === name || one.startsWith(`${name}.`));

/** @returns the first error of each field */
export const faultsByName = (faults: readonly FieldFault[]): FaultsByName =>
  new Map([...faults].reverse().map(({ name, message }) => [name, message]));

const inputs: Readonly<Record<TextField['kind'], InputType>> = {
  text: 'text',
  'long-text': 'text',
  lines: 'text',
  date: 'date',
  amount: 'text',
  number: 'number',
  telephone: 'text',
  email: 'email',
  'web-address': 'text',
};

function drawText(field: TextField, { faults, notices, typed }: FieldMarks): Html {
  const { name, kind, maxLength } = field;
  const value = typed?.get(name) ?? field.value;
  const control = {
    name,
    label: field.label,
    isOptional: !field.required,
    hint: field.hint,
    value,
    error: faults.get(name),
    notice: notices?.get(name),
  };
  if (kind === 'long-text') return textArea(control);
  if (kind === 'lines') return textArea({ ...control, hint: `${field.hint} ${words.lines}`.trim() }, 4);
  return textField({
    ...control,
    type: inputs[kind],
    maxlength: maxLength,
    ...(kind === 'amount' ? { inputmode: 'decimal' as const } : {}),
  });
}

/** Optional fields say so; most fields are required. */
const labelOf = ({ label, required }: Field): Html => labelText(label, !required);

const times = (names: readonly [string, string], span: HoursField['spans'][number] | undefined): Html => html`
<div class="inline">${textField({ name: names[0], label: words.opens, type: 'time', value: span?.opens })}
${textField({ name: names[1], label: words.closes, type: 'time', value: span?.closes })}</div>`;

/** @returns the spans of a field with hours as typed */
const typedSpans = (name: string, typed: Posted): HoursField['spans'] =>
  ['', '2', '3', '4'].map((part) => ({
    opens: typed.get(`${name}.od${part}`) ?? '',
    closes: typed.get(`${name}.do${part}`) ?? '',
  }));

function drawHours(field: HoursField, { faults, notices, typed }: FieldMarks): Html {
  const { name, kind } = field;
  const isTyped = typed?.has(`${name}.od`) === true;
  const closed = isTyped ? typed.get(`${name}.zamkniete`) === 'tak' : field.closed;
  const spans = isTyped
    ? typedSpans(name, typed).filter(({ opens, closes }, index) => index === 0 || opens || closes)
    : field.spans;
  const error = faults.get(name);
  const later = [2, 3, 4].filter((place) => spans.length >= place);
  const day = html`${hidden(`${name}.zamkniete`, 'nie')}${checkbox({ name: `${name}.zamkniete`, label: words.closed, checked: closed })}`;
  return html`
<fieldset id="${name}"${error && html` aria-describedby="${name}-blad"`}><legend>${labelOf(field)}</legend>
${kind === 'hours' && field.hint && html`<span class="hint">${field.hint}</span>`}
${error && html`<span class="error" id="${name}-blad">${plEditing.errorPrefix} ${error}</span>`}${notices?.get(name)}
<div class="day-hours">${kind === 'day-hours' && day}
${times([`${name}.od`, `${name}.do`], spans[0])}</div>
${
  kind === 'day-hours' &&
  html`<details class="official"${later.length > 0 && html` open`}><summary>${words.afterBreak}</summary>${(
    later.length > 0 ? later : [2]
  ).map((place) => times([`${name}.od${place}`, `${name}.do${place}`], spans[place - 1]))}</details>`
}
</fieldset>`;
}

/** A group inside a form has a heading of level 3. */
const drawGroup = (
  heading: Html,
  hint: string,
  notice: Html | undefined,
  content: readonly Html[],
): Html => html`
<fieldset><legend>${heading}</legend>${hint && html`<span class="hint">${hint}</span>`}${notice}<div class="group">${content}</div></fieldset>`;

function drawList(field: ListField, marks: FieldMarks, bare: boolean): Html {
  const isGone = (name: string): boolean => marks.typed?.get(`${name}.usun`) === 'tak';
  return html`
<section class="group" id="${field.name}">${!bare && html`<h2>${field.label}</h2>`}${field.hint && html`<p class="hint">${field.hint}</p>`}${marks.notices?.get(field.name)}
${field.items.map(
  ({ name, title, field: item }) => html`
<details class="entry official"${(field.items.length < 4 || isMarked(name, marks)) && html` open`}><summary>${title}</summary>
${marks.notices?.get(name)}${drawField(item, marks, true)}
${checkbox({ name: `${name}.usun`, label: words.remove(title), checked: isGone(name) })}</details>`,
)}
<details class="entry official"${(field.items.length === 0 || isMarked(field.blank.name, marks)) && html` open`}><summary>${words.add}</summary>
${drawField(field.blank, marks, true)}</details>
</section>`;
}

/** @param bare whether there is already a heading above the field */
export function drawField(field: Field, marks: FieldMarks, bare = false): Html {
  const { faults, notices, typed } = marks;
  const notice = notices?.get(field.name);
  switch (field.kind) {
    case 'group': {
      const content = field.fields.map((one) => drawField(one, marks));
      return bare ? html`${content}` : drawGroup(labelOf(field), field.hint, notice, content);
    }
    case 'by-language': {
      // The first language is open, the others are folded: most facts are Polish only.
      const [first, ...others] = field.fields;
      const filled = others.some((one) => ('value' in one && one.value !== '') || isMarked(one.name, marks));
      return drawGroup(labelOf(field), field.hint, notice, [
        ...(first === undefined ? [] : [drawField(first, marks)]),
        ...(others.length === 0
          ? []
          : [
              html`<details class="official"${filled && html` open`}><summary>${words.otherLanguages}</summary>${others.map((one) => drawField(one, marks))}</details>`,
            ]),
      ]);
    }
    case 'list':
      return drawList(field, marks, bare);
    case 'hours':
    case 'day-hours':
      return drawHours(field, marks);
    case 'yes-no':
      return html`${notice}${hidden(field.name, 'nie')}${checkbox({ name: field.name, label: field.label, checked: typed?.has(field.name) ? typed.get(field.name) === 'tak' : field.value })}`;
    case 'choice':
      return selectField(
        {
          name: field.name,
          label: field.label,
          isOptional: !field.required,
          hint: field.hint,
          value: typed?.get(field.name) ?? field.value,
          error: faults.get(field.name),
          notice,
        },
        field.choices.some(({ value }) => value === field.value)
          ? field.choices
          : [{ value: '', label: words.choose }, ...field.choices],
      );
    default:
      return drawText(field, marks);
  }
}
