import { plEditing } from '../../words/pl-editing.ts';
import type { Conflict } from '../drafts/drafts.ts';
import type { Edited } from '../facts/field.ts';
import { type FaultsByName, faultsByName } from '../html/fact-fields.ts';
import type { PageError } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { bodyOf, pageAt } from '../pages/page-file.ts';
import type { Desk, OpenFile } from './desk.ts';

const words = plEditing.conflict;

/** Undefined: nobody knows any more from what the form began. */
type Sides = Pick<Conflict, 'mine' | 'theirs'> & { readonly base: string | null | undefined };

/** Two people at one file: what each of them changed, side by side. */
export function drawConflict(desk: Desk, path: string, { base, mine, theirs }: Sides): Html {
  const side = (title: string, from: string | null, to: string | null): Html => html`
<section><h3>${title}</h3><ul>${desk.wordsOf(path, from, to).map((line) => html`<li>${line}</li>`)}</ul></section>`;
  return html`
<div class="note note-quiet"><p><b>${words.title}</b></p><p>${words.lead}</p>
<div class="sides">${
    base === undefined
      ? side(words.difference, theirs, mine)
      : html`${side(words.theirs, base, theirs)}${side(words.mine, base, mine)}`
  }</div>
${pageAt(path) && html`<details><summary>${words.wholeText}</summary><pre>${bodyOf(theirs ?? '')}</pre></details>`}
<form method="post" action="/publikuj/odrzuc/"><button class="button" name="odrzuc" value="${path}">${words.takeTheirs}</button></form></div>`;
}

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
 * @param stands the file as it is now; @param edited what the form makes of it; @param began hash that the form began from
 * @returns the text to save; or what the form shows instead: its faults, or both versions where somebody saved something
 *   else meanwhile, and the next press decides
 */
export async function judgeEdit(
  desk: Desk,
  path: string,
  stands: Pick<ShownFile, 'text' | 'began'>,
  edited: Edited,
  began: string,
): Promise<
  { readonly kind: 'save'; readonly text: string } | { readonly kind: 'show'; readonly shown: ShownFile }
> {
  if (edited.kind === 'faults') {
    const errors = edited.faults.map(({ name: field, message }) => ({ field, message }));
    return { kind: 'show', shown: { ...stands, faults: faultsByName(edited.faults), errors } };
  }
  const { text } = edited;
  if (stands.began === began || text === stands.text) return { kind: 'save', text };
  const base = await desk.textThatBegan(path, began);
  const notice = drawConflict(desk, path, { base, mine: text, theirs: stands.text });
  return {
    kind: 'show',
    shown: { text, began: stands.began, errors: [{ message: words.title }], notice },
  };
}
