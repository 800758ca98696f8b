import { isDay } from '../../hours/days.ts';
import { plEditing as words } from '../../words/pl-editing.ts';
import { flag, type Html, html, type Part } from './html.ts';

export type InputType = 'text' | 'date' | 'time' | 'email' | 'number' | 'url';

/** One control of a form with its label, hint and error. */
export interface Control {
  /** Name and id. */
  readonly name: string;
  readonly label: string;
  /** Shown after the label: most fields are required. */
  readonly isOptional?: boolean;
  readonly hint?: string | undefined;
  readonly value?: string | undefined;
  /** The error, and what to write instead. */
  readonly error?: string | undefined;
  /** Shown above the control. */
  readonly notice?: Html | undefined;
  readonly type?: InputType;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'decimal';
  readonly maxlength?: number;
}

/** An error, with the place where it can be corrected. */
export interface PageError {
  /** The id of the control; absent: no control on this page. */
  readonly field?: string | undefined;
  /** Another page on which it can be corrected. */
  readonly href?: string | undefined;
  readonly message: string;
}

const hintId = (name: string): string => `${name}-opis`;
const errorId = (name: string): string => `${name}-blad`;

function describedBy({ name, hint, error }: Pick<Control, 'name' | 'hint' | 'error'>): Html | false {
  const ids = [...(hint ? [hintId(name)] : []), ...(error ? [errorId(name)] : [])];
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`;
}

/** @returns a label, with a note when its field is optional */
export const labelText = (label: string, isOptional: boolean | undefined): Html =>
  html`${label}${isOptional && html` <span class="optional">${words.facts.optional}</span>`}`;

const around = ({ name, label, isOptional, hint, error, notice }: Control, control: Html): Html => html`
<div class="field">
  <label for="${name}">${labelText(label, isOptional)}</label>
  ${hint && html`<span class="hint" id="${hintId(name)}">${hint}</span>`}
  ${error && html`<span class="error" id="${errorId(name)}">${words.errorPrefix} ${error}</span>`}${notice}
  ${control}
</div>`;

const invalid = (error: string | undefined): Html => html`${error && html` aria-invalid="true"`}`;

/** A date input would show an invalid date as empty, so it is shown in a text input as it was typed. */
const shownType = ({ type = 'text', value = '' }: Control): InputType =>
  type === 'date' && value !== '' && !isDay(value) ? 'text' : type;

export const textField = (field: Control): Html =>
  around(
    field,
    html`<input id="${field.name}" name="${field.name}" type="${shownType(field)}" value="${field.value}"${
      field.autocomplete && html` autocomplete="${field.autocomplete}"`
    }${field.inputmode && html` inputmode="${field.inputmode}"`}${
      field.maxlength && html` maxlength="${field.maxlength}"`
    }${describedBy(field)}${invalid(field.error)}>`,
  );

/** @param accept file extensions that the browser offers */
export const fileField = (field: Control, accept: string): Html =>
  around(
    field,
    html`<input id="${field.name}" name="${field.name}" type="file" accept="${accept}"${describedBy(field)}${invalid(field.error)}>`,
  );

export const textArea = (field: Control, rows = 3): Html =>
  around(
    field,
    // A browser drops the first line break (HTML, 13.2.6.4.7).
    html`<textarea id="${field.name}" name="${field.name}" rows="${rows}"${describedBy(field)}${invalid(field.error)}>
${field.value}</textarea>`,
  );

export const selectField = (
  field: Control,
  choices: readonly { readonly value: string; readonly label: string }[],
): Html =>
  around(
    field,
    html`<select id="${field.name}" name="${field.name}"${describedBy(field)}${invalid(field.error)}>${choices.map(
      ({ value, label }) =>
        html`<option value="${value}"${flag('selected', value === field.value)}>${label}</option>`,
    )}</select>`,
  );

export const checkbox = (field: {
  readonly name: string;
  /** Absent: the same as the name. */
  readonly id?: string;
  readonly label: string;
  readonly checked?: boolean;
  readonly value?: string;
}): Html => html`
<div class="choice"><input type="checkbox" id="${field.id ?? field.name}" name="${field.name}" value="${field.value ?? 'tak'}"${flag('checked', field.checked === true)}>
<label for="${field.id ?? field.name}">${field.label}</label></div>`;

export const radios = (group: {
  readonly name: string;
  readonly legend: string;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}): Html => html`
<fieldset id="${group.name}"${group.error && html` aria-describedby="${errorId(group.name)}"`}>
  <legend>${group.legend}</legend>
  ${group.error && html`<span class="error" id="${errorId(group.name)}">${words.errorPrefix} ${group.error}</span>`}
  ${group.choices.map(
    ({ value, label }) => html`
  <div class="choice"><input type="radio" id="${group.name}-${value}" name="${group.name}" value="${value}"${flag('checked', value === group.value)}>
  <label for="${group.name}-${value}">${label}</label></div>`,
  )}
</fieldset>`;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** @param options.action another address to post to than the form's */
export const button = (
  label: string,
  options: {
    readonly main?: boolean;
    readonly name?: string;
    readonly value?: string;
    readonly action?: string;
    /** Accessible name, for people who do not see the context of the button. */
    readonly label?: string | undefined;
  } = {},
): Html =>
  html`<button class="button${options.main ? ' button-main' : ''}" type="submit"${
    options.name && html` name="${options.name}" value="${options.value}"`
  }${options.action && html` formaction="${options.action}"`}${options.label && html` aria-label="${options.label}"`}>${label}</button>`;

/** A form that posts to this site; `action` is a path within it. */
export const form = (action: string, content: Part): Html =>
  html`<form class="form form-short" method="post" action="${action}" novalidate accept-charset="utf-8">${content}</form>`;

/** The errors of a form, above it, each line a link to its field (GOV.UK Design System, error summary). */
export const errorSummary = (errors: readonly PageError[]): Html =>
  html`${
    errors.length > 0 &&
    html`
<div class="error-summary" role="alert" tabindex="-1">
  <h2>${words.errorsTitle}</h2>
  <ul>${errors.map(({ field, href = field && `#${field}`, message }) => html`<li>${href ? html`<a href="${href}">${message}</a>` : message}</li>`)}</ul>
</div>`
  }`;
