import { type PageFolder, pageFolderNames } from '../../content-schemas/collections.ts';
import { isDay } from '../../hours/days.ts';
import { isLanguage, type Language, languages } from '../../words/index.ts';
import { plEditing } from '../../words/pl-editing.ts';
import type { FaultsByName } from '../html/fact-fields.ts';
import { button, form, hidden, selectField, textField } from '../html/fields.ts';
import { html } from '../html/html.ts';
import { frontMatterOf, isDraft, pageAt } from '../pages/page-file.ts';
import { nameFrom, newPage } from '../pages/page-places.ts';
import { readDay } from '../read-day.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import type { Desk } from './desk.ts';
import { insertPathOf } from './insert-place.ts';
import { editPathOf, plainTitleOf } from './places.ts';

const words = plEditing.pages;

const folderOf = (given: string): PageFolder => pageFolderNames.find((each) => each === given) ?? 'strony';
const languageOf = (given: string): Language => (isLanguage(given) ? given : 'pl');

interface Listed {
  readonly path: string;
  readonly text: string;
}

const isFront = (path: string): boolean => /^[a-z]{2}\/strony\/start\.md$/.test(path);

/** Sorted: the start page, then the menu in its order, then the others by title. */
function asReadersMeetThem(pages: readonly Listed[]): Listed[] {
  const placeOf = ({ path, text }: Listed): number => {
    const place = frontMatterOf(text)['menu'];
    return isFront(path) ? 0 : typeof place === 'number' ? place : Number.POSITIVE_INFINITY;
  };
  const titled = pages.toSorted((one, other) =>
    plainTitleOf(one.path, one.text).localeCompare(plainTitleOf(other.path, other.text), 'pl'),
  );
  return titled.toSorted((one, other) =>
    placeOf(one) < placeOf(other) ? -1 : placeOf(one) > placeOf(other) ? 1 : 0,
  );
}

/** Screens for the list of pages and news, and for new ones. */
export function pageListRoutes(desk: Desk, replies: Replies): readonly Route[] {
  function list({ person, query }: EditorVisit): Reply {
    const file = query.get('plik');
    const wayOf = (path: string): string =>
      file === null
        ? editPathOf(path)
        : `${insertPathOf(path, 'plik')}?${new URLSearchParams({ plik: file })}`;
    const texts = desk.draftedTexts(desk.editorOf(person));
    // Polish first, because staff write it and the others translate it. Pages first, because news become many.
    const order = (path: string): number =>
      2 * languages.indexOf(languageOf(path.slice(0, 2))) + (pageAt(path)?.folder === 'strony' ? 0 : 1);
    const inGroups = [...texts.keys()].sort().sort((one, other) => order(one) - order(other));
    const groups = Map.groupBy(inGroups, (path) => path.split('/').slice(0, 2).join('/'));
    return replies.page({
      title: file === null ? words.title : words.forFile(file),
      initials: person.initials,
      content: html`<div class="buttons"><a class="button" href="/strony/nowa/?folder=strony">${words.newPage}</a>
      <a class="button" href="/strony/nowa/?folder=aktualnosci">${words.newNews}</a></div>
      ${[...groups].map(([group, paths]) => {
        const [language = '', folder = ''] = group.split('/');
        const pages = paths.map((path) => ({ path, text: texts.get(path) ?? '' }));
        const shown = folder === 'aktualnosci' ? pages.toReversed() : asReadersMeetThem(pages);
        return html`<h2>${words.folder(folder, language)}</h2><ul>${shown.map(({ path, text }) => {
          const fields = frontMatterOf(text);
          const title = plainTitleOf(path, text);
          return html`<li class="alone"><a href="${wayOf(path)}">${isFront(path) ? words.front(title) : title}${isDraft(fields) && html` (${words.draft})`}</a></li>`;
        })}</ul>`;
      })}`,
    });
  }

  /** @returns the path of the Polish page that a new one translates; undefined if it is not a translation */
  const twinOf = (folder: PageFolder, language: string, name: string): string | undefined => {
    const path = `pl/${folder}/${name}.md`;
    const isThere = pageAt(path) !== undefined && desk.published(path) !== undefined;
    return languageOf(language) !== 'pl' && isThere ? path : undefined;
  };

  function drawNew(visit: EditorVisit, folder: PageFolder, faults: FaultsByName = new Map()): Reply {
    const value = (name: string) => fieldOf(visit, name) || (visit.query.get(name) ?? '');
    const language = languageOf(value('jezyk'));
    const twin = twinOf(folder, language, value('strona'));
    const choice =
      languages.length > 1 &&
      selectField(
        { name: 'jezyk', label: words.language, value: language },
        languages.map((one) => ({ value: one, label: words.languages[one] ?? one })),
      );
    return replies.page({
      title: folder === 'aktualnosci' ? words.newNews : words.newPage,
      errors: [...faults].map(([field, message]) => ({ field, message })),
      initials: visit.person.initials,
      content: form(
        '/strony/nowa/',
        html`${hidden('folder', folder)}${
          twin !== undefined &&
          html`${hidden('jezyk', language)}${hidden('strona', value('strona'))}<p>${words.translationOf(desk.titleOf(twin))} ${words.language}: ${words.languages[language]}.</p>`
        }
        ${textField({ name: 'tytul', label: words.newTitle, value: value('tytul'), error: faults.get('tytul'), maxlength: 200 })}
        ${textField({ name: 'opis', label: words.description, hint: words.descriptionHint, value: value('opis'), error: faults.get('opis'), maxlength: 200 })}
        ${folder === 'aktualnosci' && textField({ name: 'data', label: words.day, hint: words.dayHint, type: 'date', value: value('data') || desk.today(), error: faults.get('data') })}
        ${twin === undefined && choice}
        <div class="sending">${button(words.toText, { main: true })}</div>`,
      ),
    });
  }

  async function make(visit: EditorVisit): Promise<Reply> {
    const folder = folderOf(fieldOf(visit, 'folder'));
    const language = languageOf(fieldOf(visit, 'jezyk'));
    const day = readDay(fieldOf(visit, 'data'));
    const [title, description] = [fieldOf(visit, 'tytul'), fieldOf(visit, 'opis')];
    // A translation has the name of the page that it translates.
    const twin = twinOf(folder, language, fieldOf(visit, 'strona'));
    const isNameless = twin === undefined && nameFrom(title) === '';
    const faults = new Map([
      ...(title === '' || title.length > 200 ? [['tytul', words.wrongTitle] as const] : []),
      ...(title !== '' && isNameless ? [['tytul', words.titleLetters] as const] : []),
      ...(description === '' || description.length > 200 ? [['opis', words.wrongDescription] as const] : []),
      ...(folder === 'aktualnosci' && !isDay(day) ? [['data', words.wrongDay] as const] : []),
    ]);
    if (faults.size > 0) return drawNew(visit, folder, faults);
    const editor = desk.editorOf(visit.person);
    const taken = desk.draftedTexts(editor);
    const wish = { folder, language, title, description, today: desk.today() };
    const made = newPage(
      folder === 'aktualnosci' ? { ...wish, day } : wish,
      taken,
      twin?.replace(/^pl/, language),
    );
    if (!taken.has(made.path)) await desk.save(editor, made.path, made.text);
    return seeOther(editPathOf(made.path));
  }

  return [
    { path: /^\/strony\/$/, get: list },
    {
      path: /^\/strony\/nowa\/$/,
      get: (visit) => drawNew(visit, folderOf(visit.query.get('folder') ?? '')),
      post: make,
    },
  ];
}
