import { plEditing } from '../../words/pl-editing.ts';
import type { Entry } from '../history/entry.ts';
import { button, form, hidden } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import type { Replies } from '../routes/replies.ts';
import { seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import { reviewPathOf, versionsPathOf } from './places.ts';

const words = plEditing.history;
const entriesOfPage = 30;

/** @returns one change as a row: description, person, time, and its undo */
export const drawEntry = (entry: Entry, isWaiting = false): Html => html`
<li><div>${entry.words.map((line) => html`${line}<br>`)}<small>${words.by(entry.editor, entry.at)}${
  entry.reason && html` · ${entry.reason}`
}</small>${isWaiting && html`<br><b>${words.notOnSite}</b>`}</div>
${!entry.isBeginning && html`<form method="post" action="/historia/cofnij/">${hidden('zmiana', entry.id)}<button class="button" aria-label="${words.undoWhich(entry.words[0] ?? '')}">${words.undo}</button></form>`}</li>`;

/** Screens for the changes, their authors, and undoing them. */
export function historyRoutes(desk: Desk, replies: Replies): readonly Route[] {
  async function list({ person, query }: EditorVisit): Promise<Reply> {
    const before = query.get('przed') ?? undefined;
    const entries = await desk.history.list({
      limit: entriesOfPage,
      ...(before === undefined ? {} : { before }),
    });
    const last = entries.at(-1);
    const isWaiting = desk.waiting();
    return replies.page({
      title: words.title,
      initials: person.initials,
      content: html`<p>${words.lead}</p>
      ${entries.length === 0 ? html`<p>${plEditing.start.noChanges}</p>` : html`<ul class="rows">${entries.map((entry) => drawEntry(entry, isWaiting(entry)))}</ul>`}
      ${entries.length === entriesOfPage && last && html`<p class="alone"><a href="/historia/?przed=${last.id}">${words.older}</a></p>`}`,
    });
  }

  const draftFirst = (initials: string): Reply =>
    replies.page(
      {
        title: words.draftFirst,
        initials,
        content: html`<p>${words.draftFirstLead}</p><p class="alone"><a class="button button-main" href="/publikuj/">${plEditing.publish.title}</a></p>`,
      },
      409,
    );

  /** A change with later changes of the same place can be undone together with them. */
  const inTheWay = async (initials: string, id: string, file: string, later: Entry): Promise<Reply> =>
    replies.page(
      {
        title: words.inTheWay,
        initials,
        content: html`<p>${words.inTheWayLead(await desk.lastTitleOf(file))}</p>
        <ul class="rows">${drawEntry(later)}</ul>
        ${form('/historia/cofnij/', html`${hidden('zmiana', id)}<p>${words.undoAllLead}</p><button class="button" name="mimo" value="tak">${words.undoAll}</button>`)}
        <p class="alone"><a href="${versionsPathOf(file)}">${words.versionsOf}</a></p>`,
      },
      409,
    );

  /** An undo is a normal change: described in words, checked, and published. */
  async function undo(visit: EditorVisit): Promise<Reply> {
    const { initials } = visit.person;
    const id = fieldOf(visit, 'zmiana');
    const undone = await desk.undo(desk.editorOf(visit.person), id, fieldOf(visit, 'mimo') === 'tak');
    switch (undone.kind) {
      case 'unknown':
        return replies.error(404);
      case 'in-the-way':
        return inTheWay(initials, id, undone.file, undone.entry);
      case 'draft-first':
        return draftFirst(initials);
      case 'nothing':
        return replies.page(
          {
            title: undone.isOutside ? words.notHere : words.undoneAlready,
            initials,
            content: html`<p>${undone.isOutside ? words.notHereLead : words.undoneAlreadyLead}</p><p class="alone"><a class="button" href="/historia/">${words.title}</a></p>`,
          },
          409,
        );
      case 'changes': {
        const named = [...undone.changes.keys()].map((path) => ['plik', path]);
        return seeOther(`/publikuj/?${new URLSearchParams([...named, ['cofa', undone.entry.id]])}`);
      }
    }
  }

  async function versions({ person, query }: EditorVisit): Promise<Reply> {
    const path = query.get('plik') ?? '';
    const entries = await desk.history.versions(path);
    if (entries.length === 0) return replies.error(404);
    return replies.page({
      title: words.versionsTitle(await desk.lastTitleOf(path)),
      initials: person.initials,
      content: html`<p>${words.versionsLead}</p><ul class="rows">${entries.map(
        (
          entry,
        ) => html`<li><div>${entry.words.map((line) => html`${line}<br>`)}<small>${words.by(entry.editor, entry.at)}</small></div>
        ${form('/historia/plik/', html`${hidden('plik', path)}${hidden('zmiana', entry.id)}${button(words.restore)}`)}</li>`,
      )}</ul>`,
    });
  }

  async function restore(visit: EditorVisit): Promise<Reply> {
    const path = fieldOf(visit, 'plik');
    const known = (await desk.history.versions(path)).some(({ id }) => id === fieldOf(visit, 'zmiana'));
    if (!known) return replies.error(404);
    const bytes = await desk.history.fileAt(fieldOf(visit, 'zmiana'), path);
    const saved = await desk.saveChanges(desk.editorOf(visit.person), new Map([[path, bytes ?? null]]));
    if (!saved) return draftFirst(visit.person.initials);
    return seeOther(reviewPathOf(path));
  }

  return [
    { path: /^\/historia\/$/, get: list },
    { path: /^\/historia\/cofnij\/$/, post: undo },
    { path: /^\/historia\/plik\/$/, get: versions, post: restore },
  ];
}
