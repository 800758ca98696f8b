import { plEditing } from '../../words/pl-editing.ts';
import type { Conflict } from '../drafts/drafts.ts';
import type { Edited, Field } from '../facts/field.ts';
import { type FieldMarks, faultsByName } from '../html/fact-fields.ts';
import { hidden, type PageError } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { mergeTexts } from '../merge/merge-texts.ts';
import type { Choose, Clash } from '../merge/merged.ts';
import { bodyOf, pageAt } from '../pages/page-file.ts';
import { bodyField } from '../publishing/check-changes.ts';
import { type EditorVisit, fieldOf, postedOf } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import type { OpenFile } from './keeping.ts';

const words = plEditing.conflict;
/** Name of the buttons that choose one of two versions: `moje:telefon`, `ich:telefon`. */
const choiceName = 'wybierz';

/** How two versions are told apart: of two people, or of two windows of one. */
type Said = Pick<
  typeof words,
  'title' | 'lead' | 'choose' | 'chooseHere' | 'theirs' | 'mine' | 'takeTheirs' | 'keepMine'
>;
/** What the window began from that clashes with another one of the same person. */
const windowName = 'okno';

const side = (title: string, lines: readonly string[]): Html => html`
<section><h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`;

/** The changes of two people in a file, side by side. */
export function drawSides(
  desk: Desk,
  path: string,
  { base, mine, theirs }: Conflict,
  said: Said = words,
): Html {
  return html`<div class="sides">${side(said.theirs, desk.wordsOf(path, base, theirs))}${side(said.mine, desk.wordsOf(path, base, mine))}</div>`;
}

/** @returns both versions of each place that two people changed, with the choice between them */
export const drawClash = (
  desk: Desk,
  path: string,
  base: string | null,
  { mine, theirs }: Clash,
  said: Said = words,
): Html => drawSides(desk, path, { base, mine, theirs }, said);

export const choices = (name: string, said: Said = words): Html => html`
<div class="buttons"><button class="button" name="${choiceName}" value="ich:${name}">${said.takeTheirs}</button>
<button class="button" name="${choiceName}" value="moje:${name}">${said.keepMine}</button></div>`;

/** The anchors that the rows of the summary link to: the first place, the second one. */
const noteId = (place: number): string => `zmiana-${place}`;

const note = (place: number, content: Html, said: Said): Html =>
  html`<div class="note note-quiet" id="${noteId(place)}"><p><b>${said.title}</b></p>${content}</div>`;

const errorsAt = ({ clashes, whole }: OpenFile, said: Said = words): PageError[] => {
  const count = whole === undefined ? clashes.length : 1;
  return Array.from({ length: count }, (_, index) => ({
    field: noteId(index + 1),
    message: said.chooseHere(index + 1, count),
  }));
};

/** The content of a form of a file. */
export interface ShownFile {
  readonly text: string;
  /** Hash of the text that the form was made from. */
  readonly began: string;
  readonly marks: FieldMarks;
  readonly errors?: readonly PageError[];
  /** Shown above all fields, within the form. */
  readonly notice?: Html;
}

/** @returns an opened file, with both versions at each place that somebody else has changed differently */
export function shownFile(desk: Desk, path: string, file: OpenFile, said: Said = words): ShownFile {
  const { text, began, base, clashes, whole } = file;
  const notices = new Map<string, Html>();
  for (const [index, clash] of clashes.entries()) {
    const name = clash.name.startsWith('body:') ? bodyField : clash.name;
    const drawn = note(
      index + 1,
      html`<p>${said.choose}</p>${drawClash(desk, path, base, clash, said)}${choices(clash.name, said)}`,
      said,
    );
    const before = notices.get(name);
    notices.set(name, before === undefined ? drawn : html`${before}${drawn}`);
  }
  const shown = { text, began, marks: { faults: new Map(), notices } };
  if (whole === undefined) return shown;
  const notice = note(
    1,
    html`<p>${said.lead}</p>${drawSides(desk, path, whole, said)}
  ${pageAt(path) && whole.theirs !== null && html`<details class="official"><summary>${words.wholeText}</summary><pre>${bodyOf(whole.theirs)}</pre></details>`}${choices('', said)}`,
    said,
  );
  return { ...shown, notice };
}

const namesIn = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => [
    field.name,
    ...('fields' in field ? namesIn(field.fields) : []),
    ...(field.kind === 'list' ? namesIn([...field.items.map((one) => one.field), field.blank]) : []),
  ]);

/** @returns the notices about places that have no control in a form */
export function noticesElsewhere({ notices }: FieldMarks, fields: readonly Field[]): Html {
  const names = [...namesIn(fields), bodyField];
  return html`${[...(notices ?? [])].flatMap(([name, notice]) => (names.includes(name) ? [] : [notice]))}`;
}

/** Enter in a field presses a form's first button. */
export const firstButton = html`<button type="submit" hidden></button>`;

/** @returns the choice of a pressed button of `choices`; undefined if another one was pressed */
export function choiceOf(
  visit: EditorVisit,
): { readonly side: 'mine' | 'theirs'; readonly name: string } | undefined {
  const [, side, name] = /^(moje|ich):(.*)$/s.exec(fieldOf(visit, choiceName)) ?? [];
  return side === undefined || name === undefined
    ? undefined
    : { side: side === 'moje' ? 'mine' : 'theirs', name };
}

/**
 * What one person wrote into one file in two windows, of which the other one is a draft already.
 *
 * @param ancestor what this window began from; null where nobody knows any more
 * @returns both as one, with the places that both changed, each in another way, as if somebody else had changed them
 */
function bothWindows(
  path: string,
  stands: OpenFile,
  ancestor: string | null,
  typed: string,
  chosen: Choose,
): OpenFile {
  const { began, text: theirs } = stands;
  const merged = ancestor === null ? undefined : mergeTexts(path, ancestor, typed, theirs, chosen);
  if (merged !== undefined) return { ...merged, began };
  const side = chosen('');
  const text = side === 'theirs' ? theirs : typed;
  const whole = side === undefined ? { whole: { base: ancestor, mine: typed, theirs } } : {};
  return { text, base: ancestor, began, clashes: [], ...whole };
}

/** Nothing of it is kept before the next press: the draft has the other window's version, the form has this one's. */
function shownWindows(desk: Desk, path: string, both: OpenFile, window: string): ShownFile {
  const shown = shownFile(desk, path, both, words.own);
  const notice = html`${hidden(windowName, window)}${shown.notice}`;
  return { ...shown, notice, errors: errorsAt(both, words.own) };
}

/**
 * Keeps what was typed into the form of a file as a draft. What somebody else has published meanwhile in other places
 * stands beside it; where both changed the same, the form shows both versions, and the next press decides. So does what
 * the same person has put into the draft in another window.
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
  // What names no beginning is a change of what stands there.
  const isNow = began === '' || stands.began === began;
  const seen = isNow ? stands.text : await desk.textThatBegan(editor, path, began);
  const from = [seen, stands.base, stands.text, desk.published(path)].find(
    (text) => text !== undefined && text !== null && isReadable(text),
  );
  if (from === undefined || from === null) return { kind: 'show', shown: shownFile(desk, path, stands) };
  const edited = edit(from);
  if (edited.kind === 'faults') {
    const errors = edited.faults.map(({ name: field, message }) => ({ field, message }));
    const shown = shownFile(desk, path, stands);
    const marks = { ...shown.marks, faults: faultsByName(edited.faults), typed: postedOf(visit) };
    // The values in the controls are still a change of the text that the form was made from.
    return { kind: 'show', shown: { ...shown, began, marks, errors } };
  }
  const choice = choiceOf(visit);
  const chosen: Choose = (name) => (name === choice?.name ? choice.side : undefined);
  const hasDraft = desk.draftOf(editor, path) !== undefined;
  const window = fieldOf(visit, windowName);
  const isWindow = isNow && window !== '' && choice !== undefined;
  if (hasDraft && stands.text !== edited.text && (!isNow || isWindow)) {
    const ancestor = isWindow ? await desk.textThatBegan(editor, path, window) : seen;
    const both = bothWindows(path, stands, ancestor ?? stands.base, edited.text, chosen);
    if (both.clashes.length > 0 || both.whole !== undefined)
      return { kind: 'show', shown: shownWindows(desk, path, both, isWindow ? window : began) };
    await desk.keep(editor, path, stands.base, both.text);
  } else if (isNow && began !== '')
    await desk.keep(editor, path, stands.base, edited.text, choice === undefined ? () => 'mine' : chosen);
  else await desk.keep(editor, path, isNow ? stands.base : from, edited.text);
  const now = desk.open(editor, path);
  if (now.clashes.length === 0 && now.whole === undefined) return { kind: 'saved' };
  return { kind: 'show', shown: { ...shownFile(desk, path, now), errors: errorsAt(now) } };
}
