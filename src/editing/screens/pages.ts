import { isNeeded } from '../../content-check/reading/source-files.ts';
import { type PageFolder, pageFolderNames } from '../../content-schemas/collections.ts';
import { isDay } from '../../hours/days.ts';
import { isLanguage, type Language, languages } from '../../words/index.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { asChanges } from '../changes/change.ts';
import { drawField, type FaultsByName } from '../html/fact-fields.ts';
import {
  button,
  errorSummary,
  form,
  hidden,
  type PageError,
  selectField,
  textArea,
  textField,
} from '../html/fields.ts';
import { type Html, html } from '../html/html.ts';
import { editPage, frontMatterOf, pageAt, pageForm } from '../pages/page-file.ts';
import { moveToItsDay, newPage, removePage, renamePage } from '../pages/page-places.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import { drawConflict, judgeEdit, type ShownFile } from './conflict.ts';
import { type Desk, seenPathOf } from './desk.ts';
import { postedOf } from './facts.ts';

const words = plEditing.pages;
/** Fields that stand above the text; the others are folded away below it. */
const first = ['tytul', 'opis', 'data', 'do', 'szkic'];

/** What only one kind of page has, or what nobody writes by hand: elsewhere it is in the way. */
function isOffered(name: string, { language, name: page }: { language: string; name: string }): boolean {
  if (name === 'oryginal' || name === 'zmieniono') return false;
  if (name === 'potwierdzil') return language !== 'pl';
  if (name === 'drzwi' || name === 'nowosci') return page === 'start';
  return name !== 'wyprobowano' || page === 'tekst-latwy';
}

const titleIn = (text: string): string => String(frontMatterOf(text)['tytul'] ?? '');

/** What can be put in: buttons with a script, and a list to copy from without one. */
const inserts = (): Html => html`
<details class="inserts"><summary>${words.insert}</summary><dl>${words.inserts.map(
  ({ label, text, note }) =>
    html`<div><dt><button class="button" type="button" data-insert="${text}" hidden>${label}</button><code>${text.trim()}</code></dt><dd>${note}</dd></div>`,
)}</dl></details>`;

/** The list of pages and news, their texts, new ones, other addresses, and the end of one. */
export function pageRoutes(desk: Desk, replies: Replies): readonly Route[] {
  const pathOf = ([language = '', folder = '', name = '']: readonly string[]): string =>
    `${language}/${folder}/${name}.md`;
  const editPath = (path: string): string => `/strona/${path.replace(/\.md$/, '')}/`;

  async function list({ person }: EditorVisit): Promise<Reply> {
    const texts = await desk.pageTexts(desk.editorOf(person));
    // Polish first: it is what staff write, and what the others translate.
    const order = (path: string): number => languages.indexOf(languageOf(path.slice(0, 2)));
    const sorted = [...texts.keys()].sort().sort((one, other) => order(one) - order(other));
    const groups = Map.groupBy(sorted, (path) => path.split('/').slice(0, 2).join('/'));
    return replies.page({
      title: words.title,
      initials: person.initials,
      content: html`<div class="buttons"><a class="button" href="/strony/nowa/?folder=strony">${words.newPage}</a>
      <a class="button" href="/strony/nowa/?folder=aktualnosci">${words.newNews}</a></div>
      ${[...groups].map(([group, paths]) => {
        const [language = '', folder = ''] = group.split('/');
        const shown = folder === 'aktualnosci' ? paths.toReversed() : paths;
        return html`<h2>${words.folder(folder, language)}</h2><ul>${shown.map((path) => {
          const draft = frontMatterOf(texts.get(path) ?? '')['szkic'];
          return html`<li><a href="${editPath(path)}">${titleIn(texts.get(path) ?? '') || path}</a>${(draft === true || draft === 'tak') && html` (${words.draft})`}</li>`;
        })}</ul>`;
      })}`,
    });
  }

  const folderOf = (given: string): PageFolder => pageFolderNames.find((each) => each === given) ?? 'strony';
  const languageOf = (given: string): Language => (isLanguage(given) ? given : 'pl');

  /** @returns the path of the Polish page that a new one is to translate; undefined: it is none's translation */
  const twinOf = (folder: PageFolder, language: string, name: string): string | undefined => {
    const path = `pl/${folder}/${name}.md`;
    return languageOf(language) !== 'pl' && desk.published(path) !== undefined && pageAt(path)
      ? path
      : undefined;
  };

  function drawNew(visit: EditorVisit, folder: PageFolder, faults: FaultsByName = new Map()): Reply {
    const errors: PageError[] = [...faults].map(([field, message]) => ({ field, message }));
    const value = (name: string) => fieldOf(visit, name) || (visit.query.get(name) ?? '');
    const twin = twinOf(folder, value('jezyk'), value('strona'));
    return replies.page(
      {
        title: folder === 'aktualnosci' ? words.newNews : words.newPage,
        ...(errors.length === 0 ? {} : { titlePrefix: `${plEditing.errorPrefix} ` }),
        initials: visit.person.initials,
        content: html`${errorSummary(errors)}${form(
          '/strony/nowa/',
          html`${hidden('folder', folder)}${twin !== undefined && html`${hidden('jezyk', languageOf(value('jezyk')))}${hidden('strona', value('strona'))}<p>${words.translationOf(desk.titleOf(twin))} ${words.language}: ${words.languages[languageOf(value('jezyk'))]}.</p>`}
          ${textField({ name: 'tytul', label: words.newTitle, value: value('tytul'), error: faults.get('tytul'), maxlength: 200 })}
          ${textField({ name: 'opis', label: words.description, hint: words.descriptionHint, value: value('opis'), error: faults.get('opis'), maxlength: 200 })}
          ${folder === 'aktualnosci' && textField({ name: 'data', label: words.day, hint: words.dayHint, type: 'date', value: value('data') || desk.today(), error: faults.get('data') })}
          ${
            twin === undefined &&
            languages.length > 1 &&
            selectField(
              { name: 'jezyk', label: words.language, value: value('jezyk') || 'pl' },
              languages.map((one) => ({ value: one, label: words.languages[one] ?? one })),
            )
          }
          <div class="sending">${button(words.toText, { main: true })}</div>`,
        )}`,
      },
      errors.length === 0 ? 200 : 422,
    );
  }

  async function make(visit: EditorVisit): Promise<Reply> {
    const folder = folderOf(fieldOf(visit, 'folder'));
    const day = fieldOf(visit, 'data');
    const [title, description] = [fieldOf(visit, 'tytul'), fieldOf(visit, 'opis')];
    const faults = new Map([
      ...(title === '' || title.length > 200 ? [['tytul', words.wrongTitle] as const] : []),
      ...(description === '' || description.length > 200 ? [['opis', words.wrongDescription] as const] : []),
      ...(folder === 'aktualnosci' && !isDay(day) ? [['data', words.wrongDay] as const] : []),
    ]);
    if (faults.size > 0) return drawNew(visit, folder, faults);
    const editor = desk.editorOf(visit.person);
    const taken = await desk.pageTexts(editor);
    const twin = twinOf(folder, fieldOf(visit, 'jezyk'), fieldOf(visit, 'strona'));
    const made = newPage(
      {
        folder,
        language: languageOf(fieldOf(visit, 'jezyk')),
        title,
        description,
        today: desk.today(),
        ...(folder === 'aktualnosci' ? { day } : {}),
      },
      taken,
    );
    // A translation has the name of the page that it translates.
    const path = twin?.replace(/^pl/, languageOf(fieldOf(visit, 'jezyk'))) ?? made.path;
    if (!taken.has(path)) await desk.save(editor, path, made.text);
    return seeOther(editPath(path));
  }

  const drawTranslations = ({ folder, name }: { folder: PageFolder; name: string }): Html => html`
<h2>${words.translations}</h2><ul>${languages
    .filter((one) => one !== 'pl')
    .map((one) => {
      const path = `${one}/${folder}/${name}.md`;
      const language = words.languages[one] ?? one;
      return desk.published(path) === undefined
        ? html`<li><a href="/strony/nowa/?${new URLSearchParams({ folder, jezyk: one, strona: name }).toString()}">${words.translate(language)}</a></li>`
        : html`<li><a href="${editPath(path)}">${language}: ${desk.titleOf(path)}</a></li>`;
    })}</ul>`;

  function drawPage(visit: EditorVisit, path: string, shown: ShownFile): Reply {
    const file = pageAt(path);
    if (file === undefined) return replies.error(404);
    const reading = pageForm(file.folder, shown.text);
    if (reading.kind === 'unreadable')
      return replies.page({
        title: words.unreadable,
        initials: visit.person.initials,
        content: html`<p>${plEditing.facts.unreadable(reading.line)}</p><p>${reading.message}</p>`,
      });
    const faults = shown.faults ?? new Map<string, string>();
    const errors = shown.errors ?? [];
    const above = reading.fields.filter(({ name }) => first.includes(name));
    const below = reading.fields.filter(({ name }) => !first.includes(name) && isOffered(name, file));
    const hasFault = below.some(({ name }) =>
      [...faults.keys()].some((one) => one === name || one.startsWith(`${name}.`)),
    );
    return replies.page(
      {
        title: titleIn(shown.text) || path,
        ...(errors.length === 0 ? {} : { titlePrefix: `${plEditing.errorPrefix} ` }),
        initials: visit.person.initials,
        content: html`${errorSummary(errors)}${shown.notice}
        ${form(
          editPath(path),
          html`${hidden('poczatek', shown.began)}${above.map((field) => drawField(field, faults))}
          <div class="writing">${textArea({ name: 'body', label: words.text, hint: words.textHint, value: reading.body, error: faults.get('body') }, 24)}${inserts()}</div>
          <details${hasFault && html` open`}><summary>${words.more}</summary><div class="group">${below.map((field) => drawField(field, faults))}</div></details>
          <div class="sending buttons">${button(plEditing.facts.save, { main: true, name: 'dalej', value: 'publikuj' })}
          ${button(words.preview, { name: 'dalej', value: 'podglad' })}</div>`,
        )}
        ${
          !isNeeded(file) &&
          html`<details${(faults.has('nazwa') || faults.has('zamiast')) && html` open`}><summary>${words.addressOrEnd}</summary>
        ${form(`${editPath(path)}adres/`, html`${textField({ name: 'nazwa', label: words.newName, hint: words.newNameHint, value: file.name, error: faults.get('nazwa') })}${button(words.rename)}`)}
        ${form(`${editPath(path)}usun/`, html`${textField({ name: 'zamiast', label: words.heir, hint: words.heirHint, value: fieldOf(visit, 'zamiast'), error: faults.get('zamiast') })}${button(words.remove)}`)}</details>`
        }
        ${file.language === 'pl' && desk.published(path) !== undefined && drawTranslations(file)}
        <p class="alone"><a href="/historia/plik/?plik=${encodeURIComponent(path)}">${plEditing.history.versionsOf}</a></p>`,
      },
      errors.length === 0 ? 200 : 422,
    );
  }

  const isThere = async (visit: EditorVisit, path: string): Promise<boolean> =>
    pageAt(path) !== undefined && (await desk.pageTexts(desk.editorOf(visit.person))).has(path);

  async function open(visit: EditorVisit): Promise<Reply> {
    const path = pathOf(visit.places);
    if (!(await isThere(visit, path))) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const { text, began, theirs } = desk.open(editor, path);
    const found = visit.query.has('sprawdz') ? await desk.faultsOf(editor, path) : {};
    return drawPage(visit, path, {
      text,
      began,
      ...found,
      ...(theirs === undefined ? {} : { notice: drawConflict(desk, path, theirs, text) }),
    });
  }

  /** The name of a piece of news begins with its day. @returns where it lies then */
  async function toItsDay(editor: string, path: string): Promise<string> {
    if (pageAt(path)?.folder !== 'aktualnosci') return path;
    const moved = moveToItsDay(path, await desk.pageTexts(editor), desk.published(path) !== undefined);
    if (moved.kind === 'fault') return path;
    for (const [one, text] of moved.texts) await desk.save(editor, one, text);
    return moved.path;
  }

  async function save(visit: EditorVisit): Promise<Reply> {
    const path = pathOf(visit.places);
    const file = pageAt(path);
    if (file === undefined || !(await isThere(visit, path))) return replies.error(404);
    const editor = desk.editorOf(visit.person);
    const stands = desk.open(editor, path);
    const edited = editPage(file.folder, stands.text, postedOf(visit), visit.fields.get('body')?.[0]);
    const judged = judgeEdit(desk, path, stands, edited, fieldOf(visit, 'poczatek'));
    if (judged.kind === 'show') return drawPage(visit, path, judged.shown);
    await desk.save(editor, path, judged.text);
    const place = await toItsDay(editor, path);
    if (fieldOf(visit, 'dalej') === 'podglad')
      return seeOther(`/podglad/?${new URLSearchParams({ adres: seenPathOf(place) })}`);
    const { faults, errors } = await desk.faultsOf(editor, place);
    if (errors.length > 0) return drawPage(visit, place, { ...desk.open(editor, place), faults, errors });
    return seeOther(
      `/publikuj/?${new URLSearchParams([...new Set([path, place])].map((one) => ['plik', one]))}`,
    );
  }

  /** Another address, or none: both touch other pages too, so all of it goes into the draft at once. */
  async function move(
    visit: EditorVisit,
    field: 'nazwa' | 'zamiast',
    how: (path: string, texts: ReadonlyMap<string, string>, known: boolean) => ReturnType<typeof renamePage>,
  ): Promise<Reply> {
    const path = pathOf(visit.places);
    const editor = desk.editorOf(visit.person);
    const texts = await desk.pageTexts(editor);
    if (!texts.has(path)) return replies.error(404);
    const moved = how(path, texts, desk.published(path) !== undefined);
    const opened = desk.open(editor, path);
    if (moved.kind === 'fault')
      return drawPage(visit, path, {
        ...opened,
        faults: new Map([[field, moved.message]]),
        errors: [{ field, message: moved.message }],
      });
    if (!(await desk.saveChanges(editor, asChanges(moved.texts))))
      return drawPage(visit, path, {
        ...opened,
        errors: [{ message: words.draftFirst, href: '/publikuj/' }],
      });
    return seeOther(`/publikuj/?${new URLSearchParams([...moved.texts.keys()].map((one) => ['plik', one]))}`);
  }

  const place = '([a-z]{2})\\/(strony|aktualnosci)\\/([a-z0-9-]+)';
  return [
    { path: /^\/strony\/$/, get: list },
    {
      path: /^\/strony\/nowa\/$/,
      get: (visit) => drawNew(visit, folderOf(visit.query.get('folder') ?? '')),
      post: make,
    },
    { path: new RegExp(`^\\/strona\\/${place}\\/$`), get: open, post: save },
    {
      path: new RegExp(`^\\/strona\\/${place}\\/adres\\/$`),
      post: (visit) =>
        move(visit, 'nazwa', (path, texts, known) =>
          renamePage(path, fieldOf(visit, 'nazwa').slice(0, 100), texts, known),
        ),
    },
    {
      path: new RegExp(`^\\/strona\\/${place}\\/usun\\/$`),
      post: (visit) =>
        move(visit, 'zamiast', (path, texts, known) => {
          const address = fieldOf(visit, 'zamiast');
          const heir = desk.pageOfAddress(address, texts);
          if (heir === undefined && (address !== '' || known))
            return {
              kind: 'fault',
              message: address === '' ? words.heirNeeded : words.heirUnknown(address),
            };
          return removePage(path, texts, heir);
        }),
    },
  ];
}
