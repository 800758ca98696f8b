import { isNeeded, type PageFile } from '../../content-check/reading/source-files.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import { languages } from '../../words/index.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { asChanges } from '../changes/change.ts';
import { drawField, isMarked } from '../html/fact-fields.ts';
import { button, form, hidden, radios, textArea, textField } from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { pagesLinkingTo, type Texts } from '../pages/links.ts';
import { editPage, frontMatterOf, pageAt, pageForm } from '../pages/page-file.ts';
import { type Moved, moveToItsDay, removePage, renamePage } from '../pages/page-places.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, postedOf, type Reply, type Route } from '../routes/visit.ts';
import { firstButton, noticesElsewhere, type ShownFile, shownFile, takeEdit } from './conflict.ts';
import type { Desk } from './desk.ts';
import { editPathOf, seenPathOf, titleOf, versionsPathOf } from './places.ts';
import type { StaffFile } from './staff-files.ts';

const words = plEditing.pages;
/** Fields that stand above the text; the others are folded away below it. */
const first = ['tytul', 'opis', 'data', 'do', 'szkic'];

/** What only one kind of page has, or what nobody writes by hand: elsewhere it is in the way. */
function isOffered(name: string, { language, name: page }: PageFile): boolean {
  if (name === 'oryginal' || name === 'zmieniono') return false;
  if (name === 'potwierdzil') return language !== 'pl';
  if (name === 'drzwi' || name === 'nowosci') return page === 'start';
  return name !== 'wyprobowano' || page === 'tekst-latwy';
}

const insertRow = (label: string, text: string, note: string): Html =>
  html`<div><dt><button class="button" type="button" data-insert="${text}" hidden>${label}</button><code>${text.trim()}</code></dt><dd>${note}</dd></div>`;

/** What can be put in: buttons with a script, and a list to copy from without one. */
const inserts = (files: readonly StaffFile[]): Html => html`
<details class="inserts official"><summary>${words.insert}</summary><dl>${words.inserts.map(({ label, text, note }) => insertRow(label, text, note))}</dl></details>
<details class="inserts official"><summary>${words.insertFile}</summary>${
  files.length > 0 &&
  html`<dl>${files.map(({ name, isPicture }) =>
    isPicture
      ? insertRow(name, `\n${words.pictureText(`/${staffFolder}/${name}`)}\n`, words.pictureNote)
      : insertRow(name, words.linkText(`/${staffFolder}/${name}`), words.linkNote),
  )}</dl>`
}<p>${button(words.addFile, { name: 'dalej', value: 'pliki' })}</p></details>`;

/** The text of a page or a piece of news, its other addresses, and its end. */
export function editPageRoutes(desk: Desk, replies: Replies): readonly Route[] {
  const pathOf = ([language = '', folder = '', name = '']: readonly string[]): string =>
    `${language}/${folder}/${name}.md`;

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

  /** What a page's end would do to others is said before it is pressed. */
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

  const drawPlaces = (
    visit: EditorVisit,
    path: string,
    name: string,
    faults: ReadonlyMap<string, string>,
  ) => html`
<details class="official"${(faults.has('nazwa') || faults.has('zamiast')) && html` open`}><summary>${words.addressOrEnd}</summary>
${form(`${editPathOf(path)}adres/`, html`${textField({ name: 'nazwa', label: words.newName, hint: words.newNameHint, value: fieldOf(visit, 'nazwa') || name, error: faults.get('nazwa') })}${button(words.rename)}`)}
${form(`${editPathOf(path)}usun/`, html`${textField({ name: 'zamiast', label: words.heir, hint: words.heirHint, value: fieldOf(visit, 'zamiast'), error: faults.get('zamiast') })}${drawLinks(visit, path)}${button(words.remove)}`)}</details>`;

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
    const files = desk.listStaffFiles(desk.editorOf(visit.person));
    return replies.page({
      title: String(frontMatterOf(shown.text)['tytul'] ?? path),
      errors: shown.errors ?? [],
      initials,
      content: html`${form(
        editPathOf(path),
        html`${firstButton}${hidden('poczatek', shown.began)}${shown.notice}${noticesElsewhere(
          marks,
          reading.fields.filter(({ name }) => isOffered(name, file)),
        )}${above.map((field) => drawField(field, marks))}
        <div class="writing">${textArea({ name: 'body', label: words.text, hint: words.textHint, value: marks.typed?.get('body') ?? reading.body, error: faults.get('body'), notice: marks.notices?.get('body') }, 24)}${inserts(files)}</div>
        <details class="official"${below.some(({ name }) => isMarked(name, marks)) && html` open`}><summary>${words.more}</summary><div class="group">${below.map((field) => drawField(field, marks))}</div></details>
        <div class="sending buttons">${button(plEditing.facts.save, { main: true, name: 'dalej', value: 'publikuj' })}
        ${button(words.preview, { name: 'dalej', value: 'podglad' })}</div>`,
      )}
      ${!isNeeded(file) && drawPlaces(visit, path, file.name, faults)}
      ${file.language === 'pl' && desk.published(path) !== undefined && drawTranslations(file)}
      <p class="alone"><a href="${versionsPathOf(path)}">${plEditing.history.versionsOf}</a></p>`,
    });
  }

  const isThere = (visit: EditorVisit, path: string): boolean =>
    pageAt(path) !== undefined && desk.draftedTexts(desk.editorOf(visit.person)).has(path);

  async function open(visit: EditorVisit): Promise<Reply> {
    const path = pathOf(visit.places);
    if (!isThere(visit, path)) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const shown = shownFile(desk, path, desk.open(editor, path));
    return drawPage(visit, path, visit.query.has('sprawdz') ? await checked(editor, path, shown) : shown);
  }

  async function checked(editor: string, path: string, shown: ShownFile): Promise<ShownFile> {
    const { faults, errors } = await desk.faultsOf(editor, path);
    return { ...shown, marks: { ...shown.marks, faults }, errors };
  }

  /** The name of a piece of news begins with its day. @returns where it lies then */
  async function toItsDay(editor: string, path: string): Promise<string> {
    if (pageAt(path)?.folder !== 'aktualnosci') return path;
    const moved = moveToItsDay(path, desk.draftedTexts(editor), desk.published(path) !== undefined);
    if (moved.kind === 'fault') return path;
    for (const [one, text] of moved.texts) await desk.save(editor, one, text);
    return moved.path;
  }

  async function save(visit: EditorVisit): Promise<Reply> {
    const path = pathOf(visit.places);
    const file = pageAt(path);
    if (file === undefined || !isThere(visit, path)) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const taken = await takeEdit(
      desk,
      path,
      visit,
      (text) => editPage(file.folder, text, postedOf(visit), visit.fields.get('body')?.[0]),
      (text) => pageForm(file.folder, text).kind === 'form',
    );
    if (taken.kind === 'show') return drawPage(visit, path, taken.shown);
    const place = await toItsDay(editor, path);
    const next = fieldOf(visit, 'dalej');
    if (next === 'podglad') return seeOther(`/podglad/?${new URLSearchParams({ adres: seenPathOf(place) })}`);
    if (next === 'pliki') return seeOther(`/pliki/?${new URLSearchParams({ strona: place })}`);
    const shown = await checked(editor, place, shownFile(desk, place, desk.open(editor, place)));
    if (shown.errors?.length) return drawPage(visit, place, shown);
    return seeOther(
      `/publikuj/?${new URLSearchParams([...new Set([path, place])].map((one) => ['plik', one]))}`,
    );
  }

  /** Another address, or none: both touch other pages too, so all of it goes into the draft at once. */
  async function move(
    visit: EditorVisit,
    field: 'nazwa' | 'zamiast',
    how: (path: string, texts: Texts, known: boolean) => Moved,
  ): Promise<Reply> {
    const path = pathOf(visit.places);
    const editor = desk.editorOf(visit.person);
    const texts = desk.draftedTexts(editor);
    if (!texts.has(path)) return replies.error(404);
    const moved = how(path, texts, desk.published(path) !== undefined);
    const opened = shownFile(desk, path, desk.open(editor, path));
    if (moved.kind === 'fault')
      return drawPage(visit, path, {
        ...opened,
        marks: { ...opened.marks, faults: new Map([[field, moved.message]]) },
        errors: [{ field, message: moved.message }],
      });
    if (!(await desk.saveChanges(editor, asChanges(moved.texts))))
      return drawPage(visit, path, {
        ...opened,
        errors: [{ message: words.draftFirst, href: '/publikuj/' }],
      });
    return seeOther(`/publikuj/?${new URLSearchParams([...moved.texts.keys()].map((one) => ['plik', one]))}`);
  }

  const rename = (visit: EditorVisit) =>
    move(visit, 'nazwa', (path, texts, known) =>
      renamePage(path, fieldOf(visit, 'nazwa').slice(0, 100), texts, known),
    );

  const remove = (visit: EditorVisit) =>
    move(visit, 'zamiast', (path, texts, known) => {
      const address = fieldOf(visit, 'zamiast');
      const heir = desk.pageOfAddress(address, texts);
      if (heir !== undefined || (address === '' && !known))
        return removePage(path, texts, heir, fieldOf(visit, 'linki') !== 'usun');
      return { kind: 'fault', message: address === '' ? words.heirNeeded : words.heirUnknown(address) };
    });

  const place = '^\\/strona\\/([a-z]{2})\\/(strony|aktualnosci)\\/([a-z0-9-]+)\\/';
  return [
    { path: new RegExp(`${place}$`), get: open, post: save },
    { path: new RegExp(`${place}adres\\/$`), post: rename },
    { path: new RegExp(`${place}usun\\/$`), post: remove },
  ];
}
