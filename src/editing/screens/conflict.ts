import { plEditing } from '../../words/pl-editing.ts';
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
