import { plEditing } from '../../words/pl-editing.ts';
import type { Edited } from '../facts/field.ts';
import { type FaultsByName, faultsByName } from '../html/fact-fields.ts';
import type { PageError } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import type { Desk } from './desk.ts';

const words = plEditing.facts;

/**
 * Two people at one file: what stands now, and what would change with what this person has typed.
 *
 * @param theirs the text as it stands; @param mine the one in the form
 */
export const drawConflict = (desk: Desk, path: string, theirs: string, mine: string): Html => html`
<div class="note note-quiet"><p><b>${words.conflict}</b></p><p>${words.conflictLead}</p>
<ul>${desk.wordsOf(path, theirs, mine).map((line) => html`<li>${line}</li>`)}</ul>
<details><summary>${words.theirs}</summary><pre>${theirs}</pre></details>
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

/**
 * @param stands the file as it is now; @param edited what the form makes of it; @param began hash that the form began from
 * @returns the text to save; or what the form shows instead: its faults, or both versions where somebody saved something
 *   else meanwhile, and the next press decides
 */
export function judgeEdit(
  desk: Desk,
  path: string,
  stands: Pick<ShownFile, 'text' | 'began'>,
  edited: Edited,
  began: string,
): { readonly kind: 'save'; readonly text: string } | { readonly kind: 'show'; readonly shown: ShownFile } {
  if (edited.kind === 'faults') {
    const errors = edited.faults.map(({ name: field, message }) => ({ field, message }));
    return {
      kind: 'show',
      shown: { text: stands.text, began: stands.began, faults: faultsByName(edited.faults), errors },
    };
  }
  const { text } = edited;
  if (stands.began === began || text === stands.text) return { kind: 'save', text };
  const notice = drawConflict(desk, path, stands.text, text);
  return {
    kind: 'show',
    shown: { text, began: stands.began, errors: [{ message: words.conflict }], notice },
  };
}
