import { plEditing } from '../../words/pl-editing.ts';
import type { Field, FieldFault, HoursField, ListField, TextField } from '../facts/field.ts';
import { checkbox, hidden, selectField, textArea, textField } from './fields.ts';
import { type Html, html } from './html.ts';

const words = plEditing.facts;

/** What the check says of fields, by their names. */
export type FaultsByName = ReadonlyMap<string, string>;

/** @returns whether something is wrong with a field, or with one below it */
export const hasFaultIn = (name: string, faults: FaultsByName): boolean =>
  [...faults.keys()].some((one) => one === name || one.startsWith(`${name}.`));

/** @returns the first thing to say of each field */
export const faultsByName = (faults: readonly FieldFault[]): FaultsByName =>
  new Map([...faults].reverse().map(({ name, message }) => [name, message]));

const inputs: Readonly<Record<TextField['kind'], Parameters<typeof textField>[0]['type']>> = {
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

function drawText(field: TextField, faults: FaultsByName): Html {
  const { name, kind, value, maxLength } = field;
  const control = { name, label: labelOf(field), hint: field.hint, value, error: faults.get(name) };
  if (kind === 'long-text') return textArea(control);
  if (kind === 'lines') return textArea({ ...control, hint: `${field.hint} ${words.lines}`.trim() }, 4);
  // A date that is none would vanish from a date field: it stays in sight as it was typed.
  const type = kind === 'date' && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value) ? 'text' : inputs[kind];
  return textField({
    ...control,
    ...(type === undefined ? {} : { type }),
    maxlength: maxLength,
    ...(kind === 'amount' ? { inputmode: 'decimal' as const } : {}),
  });
}

/** A field that need not be filled in says so; most must. */
const labelOf = ({ label, required }: Field): string => (required ? label : `${label} ${words.optional}`);

const times = (names: readonly [string, string], span: HoursField['spans'][number] | undefined): Html => html`
<div class="inline">${textField({ name: names[0], label: words.opens, type: 'time', value: span?.opens })}
${textField({ name: names[1], label: words.closes, type: 'time', value: span?.closes })}</div>`;

function drawHours(field: HoursField, faults: FaultsByName): Html {
  const { name, kind, closed, spans } = field;
  const error = faults.get(name);
  const later = [2, 3, 4].filter((place) => spans.length >= place);
  const day = html`${hidden(`${name}.zamkniete`, 'nie')}${checkbox({ name: `${name}.zamkniete`, label: words.closed, checked: closed })}`;
  return html`
<fieldset id="${name}"${error && html` aria-describedby="${name}-blad"`}><legend>${labelOf(field)}</legend>
${kind === 'hours' && field.hint && html`<span class="hint">${field.hint}</span>`}
${error && html`<span class="error" id="${name}-blad">${plEditing.errorPrefix} ${error}</span>`}
${kind === 'day-hours' && day}
${times([`${name}.od`, `${name}.do`], spans[0])}
${
  kind === 'day-hours' &&
  html`<details${later.length > 0 && html` open`}><summary>${words.afterBreak}</summary>${(
    later.length > 0 ? later : [2]
  ).map((place) => times([`${name}.od${place}`, `${name}.do${place}`], spans[place - 1]))}</details>`
}
</fieldset>`;
}

/** Of a group within a form its heading is that of the third level. */
const drawGroup = (heading: string, hint: string, content: readonly Html[]): Html => html`
<fieldset><legend>${heading}</legend>${hint && html`<span class="hint">${hint}</span>`}<div class="group">${content}</div></fieldset>`;

function drawList(field: ListField, faults: FaultsByName): Html {
  return html`
<section class="group" id="${field.name}"><h2>${field.label}</h2>${field.hint && html`<p class="hint">${field.hint}</p>`}
${field.items.map(
  ({ name, title, field: item }) => html`
<details class="entry"${(field.items.length < 4 || hasFaultIn(name, faults)) && html` open`}><summary>${title}</summary>
${drawField(item, faults, true)}
${checkbox({ name: `${name}.usun`, label: words.remove(title) })}</details>`,
)}
<details class="entry"${(field.items.length === 0 || hasFaultIn(field.blank.name, faults)) && html` open`}><summary>${words.add}</summary>
${drawField(field.blank, faults, true)}</details>
</section>`;
}

/** @param bare whether a heading stands above the field already */
export function drawField(field: Field, faults: FaultsByName, bare = false): Html {
  switch (field.kind) {
    case 'group': {
      const content = field.fields.map((one) => drawField(one, faults));
      return bare ? html`${content}` : drawGroup(labelOf(field), field.hint, content);
    }
    case 'by-language': {
      // One language on sight, the others on demand: most facts are Polish.
      const [first, ...others] = field.fields;
      const filled = others.some((one) => 'value' in one && one.value !== '');
      return drawGroup(labelOf(field), field.hint, [
        ...(first === undefined ? [] : [drawField(first, faults)]),
        ...(others.length === 0
          ? []
          : [
              html`<details${filled && html` open`}><summary>${words.otherLanguages}</summary>${others.map((one) => drawField(one, faults))}</details>`,
            ]),
      ]);
    }
    case 'list':
      return drawList(field, faults);
    case 'hours':
    case 'day-hours':
      return drawHours(field, faults);
    case 'yes-no':
      return html`${hidden(field.name, 'nie')}${checkbox({ name: field.name, label: field.label, checked: field.value })}`;
    case 'choice':
      return selectField(
        {
          name: field.name,
          label: labelOf(field),
          hint: field.hint,
          value: field.value,
          error: faults.get(field.name),
        },
        field.choices.some(({ value }) => value === field.value)
          ? field.choices
          : [{ value: '', label: words.choose }, ...field.choices],
      );
    default:
      return drawText(field, faults);
  }
}
