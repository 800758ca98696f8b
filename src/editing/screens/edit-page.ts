import { isNeeded, type PageFile } from '../../content-check/reading/source-files.ts';
import { wholeAddressOf } from '../../content-check/rules/old-addresses.ts';
import { languages } from '../../words/index.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { drawField, isMarked } from '../html/fact-fields.ts';
import { button, form, hidden, radios, textArea, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { pagesLinkingTo, type Texts } from '../pages/links.ts';
import { editPage, pageAt, pageForm } from '../pages/page-file.ts';
import { type Moved, moveToItsDay, removePage, renamePage } from '../pages/page-places.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, postedOf, type Reply, type Route } from '../routes/visit.ts';
import { firstButton, noticesElsewhere, type ShownFile, shownFile, takeEdit } from './conflict.ts';
import type { Desk } from './desk.ts';
import { cursorField, insertPathOf, placeOfCursor } from './insert-place.ts';
import { createMovedPages } from './moved-pages.ts';
import {
  editPathOf,
  pagePattern,
  pathAt,
  plainTitleOf,
  previewPathOf,
  reviewPathOf,
  titleOf,
  versionsPathOf,
} from './places.ts';

const words = plEditing.pages;
/** The button of who finds that a translation says what the Polish page says. */
const freshWay = 'aktualne';
/** Fields above the text; the others are folded below it. */
const first = ['tytul', 'opis', 'data', 'do', 'szkic'];

const addressAt = (path: string): string => {
  const file = pageAt(path);
  return file === undefined ? '/' : wholeAddressOf(file);
};

/** Whether a field is offered: some belong to one kind of page only, some are never edited by hand. */
function isOffered(name: string, { language, name: page }: PageFile): boolean {
  if (name === 'oryginal' || name === 'zmieniono') return false;
  if (name === 'potwierdzil') return language !== 'pl';
  if (name === 'drzwi' || name === 'nowosci') return page === 'start';
  return name !== 'wyprobowano' || page === 'tekst-latwy';
}

const insertRow = (label: string, text: string, note: string): Html =>
  html`<div><dt><button class="button" type="button" data-insert="${text}" hidden>${label}</button><code>${text.trim()}</code></dt><dd>${note}</dd></div>`;

/** The inserts: with a script each is a button, otherwise a list to copy from. */
const inserts = html`
<details class="inserts official"><summary>${words.insert}</summary><dl>${words.inserts.map(({ label, text, note }) => insertRow(label, text, note))}</dl></details>`;

/** Separate screens that insert something into the saved text; a script adds the position of the cursor. */
const insertWays = html`${hidden(cursorField, '')}<div class="buttons">${button(words.insertFile, { name: 'dalej', value: 'plik' })}
${button(words.insertTable, { name: 'dalej', value: 'tabela' })}</div>`;

/** @param what the inserted thing: `dokument` or another; null if nothing was inserted */
const drawInserted = (what: string | null): Html =>
  what === null
    ? html``
    : html`<div class="note" role="status"><p>${words.inserted}</p>${what === 'dokument' && html`<p>${words.insertedDocument}</p>`}</div>`;

/** Screens for the text of a page or piece of news, its addresses, and its removal. */
export function editPageRoutes(desk: Desk, replies: Replies): readonly Route[] {
  const moved = createMovedPages();

  const drawTranslations = ({ folder, name }: PageFile): Html => html`
<h2>${words.translations}</h2><ul>${languages
    .filter((one) => one !== 'pl')
    .map((one) => {
      const path = `${one}/${folder}/${name}.md`;
      const language = words.languages[one] ?? one;
      return desk.published(path) === undefined
        ? html`<li class="alone"><a href="/strony/nowa/?${new URLSearchParams({ folder, jezyk: one, strona: name }).toString()}">${words.translate(language)}</a></li>`
        : html`<li class="alone"><a href="${editPathOf(path)}">${language}: ${desk.titleOf(path)}</a></li>`;
    })}</ul>`;

  /** The effect of removing a page on others is shown before the press. */
  function drawLinks(visit: EditorVisit, path: string): Html {
    const texts = desk.draftedTexts(desk.editorOf(visit.person));
    const linking = pagesLinkingTo(path, texts);
    if (linking.length === 0) return html``;
    return html`<p>${words.linkedFrom}</p><ul>${linking.map((one) => html`<li class="alone"><a href="${editPathOf(one)}">${titleOf(one, texts.get(one))}</a></li>`)}</ul>
    ${radios({
      name: 'linki',
      legend: words.links,
      value: fieldOf(visit, 'linki') || 'prowadz',
      choices: [
        { value: 'prowadz', label: words.linksLead },
        { value: 'usun', label: words.linksGone },
      ],
    })}`;
  }

  /** Buttons of the same form, so that the values above are saved first. */
  const drawPlaces = (
    visit: EditorVisit,
    path: string,
    name: string,
    faults: ReadonlyMap<string, string>,
  ) => html`
<details class="official"${(faults.has('nazwa') || faults.has('zamiast')) && html` open`}><summary>${words.addressOrEnd}</summary><div class="group">
${textField({ name: 'nazwa', label: words.newName, hint: words.newNameHint, value: fieldOf(visit, 'nazwa') || name, error: faults.get('nazwa') })}
<p>${button(words.rename, { action: `${editPathOf(path)}adres/` })}</p>
${textField({ name: 'zamiast', label: words.heir, hint: words.heirHint, value: fieldOf(visit, 'zamiast'), error: faults.get('zamiast') })}
${drawLinks(visit, path)}<p>${button(words.remove, { action: `${editPathOf(path)}usun/` })}</p></div></details>`;

  function drawPage(visit: EditorVisit, path: string, shown: ShownFile): Reply {
    const file = pageAt(path);
    if (file === undefined) return replies.error(404);
    const reading = pageForm(file.folder, shown.text);
    const { initials } = visit.person;
    if (reading.kind === 'unreadable')
      return replies.page({
        title: words.unreadable,
        initials,
        content: html`<p>${plEditing.facts.unreadable(reading.line)}</p><p>${reading.message}</p>`,
      });
    const { marks } = shown;
    const { faults } = marks;
    const above = reading.fields.filter(({ name }) => first.includes(name));
    const below = reading.fields.filter(({ name }) => !first.includes(name) && isOffered(name, file));
    return replies.page({
      title: plainTitleOf(path, shown.text),
      errors: shown.errors ?? [],
      initials,
      content: html`${drawInserted(visit.query.get('wstawiono'))}${form(
        editPathOf(path),
        html`${firstButton}${hidden('poczatek', shown.began)}${shown.notice}${noticesElsewhere(
          marks,
          reading.fields.filter(({ name }) => isOffered(name, file)),
        )}${above.map((field) => drawField(field, marks))}
        <div class="writing">${textArea({ name: 'body', label: words.text, hint: words.textHint, value: marks.typed?.get('body') ?? reading.body, error: faults.get('body'), notice: marks.notices?.get('body') }, 24)}${insertWays}${inserts}</div>
        <details class="official"${below.some(({ name }) => isMarked(name, marks)) && html` open`}><summary>${words.more}</summary><div class="group">${below.map((field) => drawField(field, marks))}</div></details>
        <div class="sending buttons">${button(plEditing.facts.save, { main: true, name: 'dalej', value: 'publikuj' })}
        ${button(words.preview, { name: 'dalej', value: 'podglad' })}${button(plEditing.facts.saveDraft, { name: 'dalej', value: 'szkic' })}</div>
        ${!isNeeded(file) && drawPlaces(visit, path, file.name, faults)}`,
      )}
      ${file.language === 'pl' && desk.published(path) !== undefined && drawTranslations(file)}
      <p class="alone"><a href="${versionsPathOf(path)}">${plEditing.history.versionsOf}</a></p>`,
    });
  }

  /** Who opens a stale translation wants to know why it is, and may find that it needs no change. */
  async function withPolish(path: string, shown: ShownFile): Promise<ShownFile> {
    const changed = await desk.changesOfPolish(path, shown.text);
    if (changed === undefined) return shown;
    const lines = changed.words.map((line) => html`<li>${line}</li>`);
    return {
      ...shown,
      notice: html`<div class="note note-quiet"><p><b>${words.stale}</b></p>
      ${lines.length > 0 ? html`<p>${words.staleSince}</p><ul>${lines}</ul>` : html`<p>${words.staleUnknown}</p>`}
      <p class="alone"><a href="${editPathOf(changed.path)}">${words.polishPage(desk.titleOf(changed.path))}</a></p>
      <p>${button(words.markFresh, { name: 'dalej', value: freshWay })}</p></div>${shown.notice}`,
    };
  }

  const isPublished = (path: string): boolean => desk.published(path) !== undefined;

  const isThere = (visit: EditorVisit, path: string): boolean =>
    pageAt(path) !== undefined && desk.draftedTexts(desk.editorOf(visit.person)).has(path);

  const placeOf = (visit: EditorVisit): string | undefined =>
    moved.find(desk.editorOf(visit.person), pathAt(visit.places), (path) => isThere(visit, path));

  async function open(visit: EditorVisit): Promise<Reply> {
    const editor = desk.editorOf(visit.person);
    const path = pathAt(visit.places);
    if (!isThere(visit, path)) {
      const place = placeOf(visit);
      if (place !== undefined) return seeOther(editPathOf(place));
      // A page that somebody removes can be restored there.
      return desk.draftOf(editor, path)?.text === null ? seeOther(reviewPathOf(path)) : replies.error(404);
    }
    const shown = await withPolish(path, shownFile(desk, path, desk.open(editor, path)));
    return drawPage(visit, path, visit.query.has('sprawdz') ? await checked(editor, path, shown) : shown);
  }

  async function checked(editor: string, path: string, shown: ShownFile): Promise<ShownFile> {
    const { faults, errors } = await desk.faultsOf(editor, path);
    return { ...shown, marks: { ...shown.marks, faults }, errors };
  }

  /** The file name of a piece of news begins with its day. @returns its new path */
  async function toItsDay(editor: string, path: string): Promise<string> {
    if (pageAt(path)?.folder !== 'aktualnosci') return path;
    const dated = moveToItsDay(path, desk.draftedTexts(editor), isPublished);
    if (dated.kind === 'fault') return path;
    for (const [one, text] of dated.texts) await desk.save(editor, one, text);
    moved.remember(editor, path, dated.path);
    return dated.path;
  }

  /** @returns the path of the page after the values were saved; another screen if they cannot be saved */
  async function keepTyped(
    visit: EditorVisit,
  ): Promise<{ readonly place: string } | { readonly reply: Reply }> {
    const path = placeOf(visit) ?? pathAt(visit.places);
    const file = pageAt(path);
    if (file === undefined) return { reply: replies.error(404) };
    const editor = desk.editorOf(visit.person);
    // Somebody may have removed the page while this text was written.
    const wasThere = () => desk.textThatBegan(editor, path, fieldOf(visit, 'poczatek'));
    if (!isThere(visit, path) && (await wasThere()) === undefined) return { reply: replies.error(404) };
    const taken = await takeEdit(
      desk,
      path,
      visit,
      (text) => editPage(file.folder, text, postedOf(visit), visit.fields.get('body')?.[0]),
      (text) => pageForm(file.folder, text).kind === 'form',
    );
    if (taken.kind === 'show') return { reply: drawPage(visit, path, taken.shown) };
    return { place: await toItsDay(editor, path) };
  }

  async function save(visit: EditorVisit): Promise<Reply> {
    const editor = desk.editorOf(visit.person);
    const kept = await keepTyped(visit);
    if ('reply' in kept) return kept.reply;
    const { place } = kept;
    const next = fieldOf(visit, 'dalej');
    if (next === freshWay) {
      const { text, base } = desk.open(editor, place);
      await desk.keep(editor, place, base, desk.markedFresh(place, text));
    }
    if (next === 'podglad') return seeOther(previewPathOf(place, addressAt(place)));
    if (next === 'szkic') return seeOther('/');
    if (next === 'plik' || next === 'tabela')
      return seeOther(insertPathOf(place, next, placeOfCursor(visit)));
    const shown = await checked(editor, place, shownFile(desk, place, desk.open(editor, place)));
    if (shown.errors?.length) return drawPage(visit, place, shown);
    return seeOther(
      `/publikuj/?${new URLSearchParams([...new Set([pathAt(visit.places), place])].map((one) => ['plik', one]))}`,
    );
  }

  /** Moves or removes a page: other pages change too, so all of it is saved as drafts at once. */
  async function move(
    visit: EditorVisit,
    field: 'nazwa' | 'zamiast',
    how: (path: string, texts: Texts, known: (path: string) => boolean) => Moved,
  ): Promise<Reply> {
    const editor = desk.editorOf(visit.person);
    const kept = await keepTyped(visit);
    if ('reply' in kept) return kept.reply;
    const { place } = kept;
    const next = how(place, desk.draftedTexts(editor), isPublished);
    const opened = shownFile(desk, place, desk.open(editor, place));
    const message = next.kind === 'fault' ? next.message : next.texts.size === 0 ? words.sameName : undefined;
    if (next.kind === 'fault' || message !== undefined)
      return drawPage(visit, place, {
        ...opened,
        marks: { ...opened.marks, faults: new Map([[field, message ?? '']]) },
        errors: [{ field, message: message ?? '' }],
      });
    if (!(await desk.saveOver(editor, next.texts)))
      return drawPage(visit, place, {
        ...opened,
        errors: [{ message: words.settleFirst, href: '/publikuj/' }],
      });
    if (field === 'nazwa') moved.remember(editor, place, next.path);
    return seeOther(`/publikuj/?${new URLSearchParams([...next.texts.keys()].map((one) => ['plik', one]))}`);
  }

  const rename = (visit: EditorVisit) =>
    move(visit, 'nazwa', (path, texts, known) =>
      fieldOf(visit, 'nazwa') === ''
        ? { kind: 'fault', message: words.sameName }
        : renamePage(path, fieldOf(visit, 'nazwa').slice(0, 100), texts, known),
    );

  const remove = (visit: EditorVisit) =>
    move(visit, 'zamiast', (path, texts, known) => {
      const address = fieldOf(visit, 'zamiast');
      const heir = desk.pageOfAddress(address, texts);
      if (heir !== undefined || (address === '' && !known(path)))
        return removePage(path, texts, heir, fieldOf(visit, 'linki') !== 'usun');
      return { kind: 'fault', message: address === '' ? words.heirNeeded : words.heirUnknown(address) };
    });

  return [
    { path: new RegExp(`${pagePattern}$`), get: open, post: save },
    { path: new RegExp(`${pagePattern}adres\\/$`), post: rename },
    { path: new RegExp(`${pagePattern}usun\\/$`), post: remove },
  ];
}
