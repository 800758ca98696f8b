import { plEditing } from '../../words/pl-editing.ts';
import type { Editor } from '../changes/change.ts';
import type { Conflict } from '../drafts/drafts.ts';
import { mergeTexts } from '../drafts/merge.ts';
import type { Edited } from '../facts/field.ts';
import { type FaultsByName, faultsByName } from '../html/fact-fields.ts';
import type { PageError } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { bodyOf, pageAt } from '../pages/page-file.ts';
import type { Desk, OpenFile } from './desk.ts';

const words = plEditing.conflict;

/** Undefined: nobody knows any more from what the form began. */
type Sides = Pick<Conflict, 'mine' | 'theirs'> & { readonly base: string | null | undefined };

/** What each of two people changed in a file, side by side. */
export function drawSides(desk: Desk, path: string, { base, mine, theirs }: Sides): Html {
  const side = (title: string, from: string | null, to: string | null): Html => html`
<section><h3>${title}</h3><ul>${desk.wordsOf(path, from, to).map((line) => html`<li>${line}</li>`)}</ul></section>`;
  return html`<div class="sides">${
    base === undefined
      ? side(words.difference, theirs, mine)
      : html`${side(words.theirs, base, theirs)}${side(words.mine, base, mine)}`
  }</div>
${pageAt(path) && html`<details><summary>${words.wholeText}</summary><pre>${bodyOf(theirs ?? '')}</pre></details>`}`;
}

/** Two people at one file, above its form. */
const drawConflict = (desk: Desk, path: string, sides: Sides): Html => html`
<div class="note note-quiet"><p><b>${words.title}</b></p><p>${words.lead}</p>${drawSides(desk, path, sides)}
<form method="post" action="/publikuj/odrzuc/"><button class="button" name="odrzuc" value="${path}">${words.takeTheirs}</button></form></div>`;

/** What a form of a file shows. */
export interface ShownFile {
  readonly text: string;
  /** Hash of the text that the form begins from. */
  readonly began: string;
  readonly faults?: FaultsByName;
  readonly errors?: readonly PageError[];
  readonly notice?: Html;
}

/** @returns a file that was opened, with both sides where somebody else has changed it since */
export const shownFile = (desk: Desk, path: string, { text, began, conflict }: OpenFile): ShownFile => ({
  text,
  began,
  ...(conflict === undefined ? {} : { notice: drawConflict(desk, path, conflict) }),
});

/**
 * @param edit what the form makes of a text of the file
 * @param began hash that the form began from
 * @returns the text to save, which has what somebody else saved meanwhile in other places; or what the form shows instead:
 *   its faults, or what both did in the same place. Then what was typed is kept as a draft, and the next press decides
 */
export async function judgeEdit(
  desk: Desk,
  editor: Editor,
  path: string,
  edit: (text: string) => Edited,
  began: string,
): Promise<
  { readonly kind: 'save'; readonly text: string } | { readonly kind: 'show'; readonly shown: ShownFile }
> {
  const stands = desk.open(editor, path);
  const edited = edit(stands.text);
  if (edited.kind === 'faults') {
    const errors = edited.faults.map(({ name: field, message }) => ({ field, message }));
    return {
      kind: 'show',
      shown: { ...shownFile(desk, path, stands), faults: faultsByName(edited.faults), errors },
    };
  }
  const { text } = edited;
  if (stands.began === began || text === stands.text) return { kind: 'save', text };
  const errors = [{ message: words.title }];
  const base = await desk.textThatBegan(path, began);
  const own = base === undefined ? undefined : edit(base);
  if (base === undefined || own?.kind !== 'text') {
    const notice = drawConflict(desk, path, { base: undefined, mine: text, theirs: stands.text });
    return { kind: 'show', shown: { text, began: stands.began, errors, notice } };
  }
  const merged = mergeTexts(path, base, own.text, stands.text);
  if (merged !== undefined) return { kind: 'save', text: merged };
  if (stands.text !== desk.published(path)) {
    const notice = drawConflict(desk, path, { base, mine: own.text, theirs: stands.text });
    return { kind: 'show', shown: { text: own.text, began: stands.began, errors, notice } };
  }
  await desk.keepConflict(editor, path, base, own.text);
  return { kind: 'show', shown: { ...shownFile(desk, path, desk.open(editor, path)), errors } };
}
