import { plEditing } from '../../words/pl-editing.ts';
import type { Conflict } from '../drafts/drafts.ts';
import type { Edited, Field } from '../facts/field.ts';
import { type FieldMarks, faultsByName } from '../html/fact-fields.ts';
import type { PageError } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { mergeTexts } from '../merge/merge-texts.ts';
import type { Clash } from '../merge/merged.ts';
import { bodyOf, pageAt } from '../pages/page-file.ts';
import { bodyField } from '../publishing/check-changes.ts';
import { type EditorVisit, fieldOf, postedOf } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import type { OpenFile } from './keeping.ts';

const words = plEditing.conflict;
/** Name of the buttons that choose one of two versions: `moje:telefon`, `ich:telefon`. */
const choiceName = 'wybierz';

const side = (title: string, lines: readonly string[]): Html => html`
<section><h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;

/** What each of two people changed in a file, side by side. */
export function drawSides(desk: Desk, path: string, { base, mine, theirs }: Conflict): Html {
  return html`<div class="sides">${side(words.theirs, desk.wordsOf(path, base, theirs))}${side(words.mine, desk.wordsOf(path, base, mine))}</div>`;
}

/** @returns the sides of each place that two people changed, and whose is to stand there */
export const drawClash = (desk: Desk, path: string, base: string | null, { mine, theirs }: Clash): Html =>
  drawSides(desk, path, { base, mine, theirs });

export const choices = (name: string): Html => html`
<div class="buttons"><button class="button" name="${choiceName}" value="ich:${name}">${words.takeTheirs}</button>
<button class="button" name="${choiceName}" value="moje:${name}">${words.keepMine}</button></div>`;

/** Where the rows of the summary lead: to the first place, the second one. */
const noteId = (place: number): string => `zmiana-${place}`;

const note = (place: number, content: Html): Html =>
  html`<div class="note note-quiet" id="${noteId(place)}"><p><b>${words.title}</b></p>${content}</div>`;

const errorsAt = ({ clashes, whole }: OpenFile): PageError[] => {
  const count = whole === undefined ? clashes.length : 1;
  return Array.from({ length: count }, (_, index) => ({
    field: noteId(index + 1),
    message: words.chooseHere(index + 1, count),
  }));
};

/** What a form of a file shows. */
export interface ShownFile {
  readonly text: string;
  /** Hash of the text that the form begins from. */
  readonly began: string;
  readonly marks: FieldMarks;
  readonly errors?: readonly PageError[];
  /** Above all fields, within the form. */
  readonly notice?: Html;
}

/** @returns a file that was opened, with both versions at each place that somebody else has changed in another way */
export function shownFile(desk: Desk, path: string, file: OpenFile): ShownFile {
  const { text, began, base, clashes, whole } = file;
  const notices = new Map<string, Html>();
  for (const [index, clash] of clashes.entries()) {
    const name = clash.name.startsWith('body:') ? bodyField : clash.name;
    const drawn = note(
      index + 1,
      html`<p>${words.choose}</p>${drawClash(desk, path, base, clash)}${choices(clash.name)}`,
    );
    const before = notices.get(name);
    notices.set(name, before === undefined ? drawn : html`${before}${drawn}`);
  }
  const shown = { text, began, marks: { faults: new Map(), notices } };
  if (whole === undefined) return shown;
  const notice = note(
    1,
    html`<p>${words.lead}</p>${drawSides(desk, path, whole)}
  ${pageAt(path) && whole.theirs !== null && html`<details class="official"><summary>${words.wholeText}</summary><pre>${bodyOf(whole.theirs)}</pre></details>`}${choices('')}`,
  );
  return { ...shown, notice };
}

const namesIn = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => [
    field.name,
    ...('fields' in field ? namesIn(field.fields) : []),
    ...(field.kind === 'list' ? namesIn([...field.items.map((one) => one.field), field.blank]) : []),
  ]);

/** @returns what is to be said of places that have no control in a form */
export function noticesElsewhere({ notices }: FieldMarks, fields: readonly Field[]): Html {
  const names = [...namesIn(fields), bodyField];
  return html`${[...(notices ?? [])].flatMap(([name, notice]) => (names.includes(name) ? [] : [notice]))}`;
}

/** A form with several buttons sends by its first one when somebody presses Enter in a field. */
export const firstButton = html`<button type="submit" hidden></button>`;

/** @returns what a button of `choices` says; undefined where another one was pressed */
export function choiceOf(
  visit: EditorVisit,
): { readonly side: 'mine' | 'theirs'; readonly name: string } | undefined {
  const [, side, name] = /^(moje|ich):(.*)$/s.exec(fieldOf(visit, choiceName)) ?? [];
  return side === undefined || name === undefined
    ? undefined
    : { side: side === 'moje' ? 'mine' : 'theirs', name };
}

/**
 * Keeps what was typed into the form of a file as a draft. What somebody else has published meanwhile in other places
 * stands beside it; where both changed the same, the form shows both versions, and the next press decides.
 *
 * @param edit what the form makes of a text of the file; @param isReadable whether a text can be shown as a form
 * @returns `saved`, or what the form shows instead
 */
export async function takeEdit(
  desk: Desk,
  path: string,
  visit: EditorVisit,
  edit: (text: string) => Edited,
  isReadable: (text: string) => boolean,
): Promise<{ readonly kind: 'saved' } | { readonly kind: 'show'; readonly shown: ShownFile }> {
  const editor = desk.editorOf(visit.person);
  const began = fieldOf(visit, 'poczatek');
  const stands = desk.open(editor, path);
  const seen = stands.began === began ? stands.text : await desk.textThatBegan(editor, path, began);
  const from = [seen, stands.text, stands.base, desk.published(path)].find(
    (text) => text !== undefined && text !== null && isReadable(text),
  );
  if (from === undefined || from === null) return { kind: 'show', shown: shownFile(desk, path, stands) };
  const edited = edit(from);
  if (edited.kind === 'faults') {
    const errors = edited.faults.map(({ name: field, message }) => ({ field, message }));
    const shown = shownFile(desk, path, stands);
    const marks = { ...shown.marks, faults: faultsByName(edited.faults), typed: postedOf(visit) };
    // What stands in the controls is still a change of what the form began from.
    return { kind: 'show', shown: { ...shown, began, marks, errors } };
  }
  if (stands.began === began) {
    const choice = choiceOf(visit);
    await desk.keep(editor, path, stands.base, edited.text, (name) =>
      choice === undefined ? 'mine' : name === choice.name ? choice.side : undefined,
    );
  } else if (seen === undefined) await desk.keep(editor, path, stands.base, edited.text);
  else if (desk.draftOf(editor, path) === undefined || stands.text === edited.text)
    await desk.keep(editor, path, from, edited.text);
  else {
    // Two windows of one person: what both hold goes together, and where it cannot, the newer one stands.
    const both = mergeTexts(path, from, edited.text, stands.text, () => 'mine');
    await desk.keep(editor, path, stands.base, both?.text ?? edited.text);
  }
  const now = desk.open(editor, path);
  if (now.clashes.length === 0 && now.whole === undefined) return { kind: 'saved' };
  return { kind: 'show', shown: { ...shownFile(desk, path, now), errors: errorsAt(now) } };
}
