import { isDescription } from '../../content-check/rules/images.ts';
import { saysWhere } from '../../content-check/rules/links.ts';
import { kindOf, mostMegabytes } from '../../staff-files/kinds.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { cleanLine } from '../clean-text.ts';
import { button, fileField, type PageError, textField } from '../html/fields.ts';
import { flag, type Html, html } from '../html/html.ts';
import { pageAt } from '../pages/page-file.ts';
import { escaped } from '../paste/inline.ts';
import { readUpload } from '../routes/read-upload.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import type { EditorVisit, Reply, Route } from '../routes/visit.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { Desk } from './desk.ts';
import { drawThumbnail } from './file-pictures.ts';
import { acceptedFiles } from './files.ts';
import { insertBlock, placeChoice, placeField } from './insert-place.ts';
import { editPathOf, pagePattern, pathAt } from './places.ts';
import type { StaffFile } from './staff-files.ts';

const words = plEditing.insertFile;
const longestDescription = 300;

/** The chosen and typed values. */
interface Wish {
  /** The name of an existing file. */
  readonly name: string;
  readonly description: string;
  readonly place: string;
}

/** @returns the part of a text that shows a picture, or links to a document */
const blockOf = ({ name, description }: Pick<Wish, 'name' | 'description'>): string =>
  `${kindOf(name)?.isPicture ? '!' : ''}[${escaped(description)}](/${staffFolder}/${name})`;

const fileChoice = ({ name }: StaffFile, chosen: string): Html => html`
<div class="choice"><input type="radio" id="plik-${name}" name="gotowy" value="${name}"${flag('checked', name === chosen)}>
<label for="plik-${name}">${drawThumbnail(name)}${name}</label></div>`;

/** Screens to insert a picture or document into a text: chosen or uploaded, described, and placed. */
export function insertFileRoutes(desk: Desk, uploads: Uploads, replies: Replies): readonly Route[] {
  function draw(visit: EditorVisit, wish: Wish, errors: readonly PageError[] = [], status?: number): Reply {
    const path = pathAt(visit.places);
    const editor = desk.editorOf(visit.person);
    const files = desk.listStaffFiles(editor);
    const errorOf = (field: string) => errors.find((one) => one.field === field)?.message;
    return replies.page(
      {
        title: words.title(desk.draftTitleOf(editor, path)),
        errors,
        initials: visit.person.initials,
        content: html`<form class="form form-short" method="post" action="${editPathOf(path)}plik/" enctype="multipart/form-data">
        ${fileField({ name: 'plik', label: words.file, hint: `${words.fileHint(mostMegabytes)} ${words.isFor}`, error: errorOf('plik') }, acceptedFiles)}
        ${files.length > 0 && html`<fieldset id="gotowy"><legend>${words.ready}</legend>${files.map((file) => fileChoice(file, wish.name))}</fieldset>`}
        ${textField({ name: 'opis', label: words.description, hint: words.descriptionHint, value: wish.description, error: errorOf('opis'), maxlength: longestDescription })}
        ${placeChoice(desk, editor, path, wish.place)}
        <div class="sending">${button(words.insert, { main: true })}</div></form>
        <p class="alone"><a href="${editPathOf(path)}">${words.back}</a></p>`,
      },
      status,
    );
  }

  const isThere = (visit: EditorVisit): boolean => {
    const path = pathAt(visit.places);
    return pageAt(path) !== undefined && desk.draftedTexts(desk.editorOf(visit.person)).has(path);
  };

  function open(visit: EditorVisit): Reply {
    if (!isThere(visit)) return replies.error(404);
    const { query } = visit;
    return draw(visit, {
      name: query.get('plik') ?? '',
      description: '',
      place: query.get(placeField) ?? '',
    });
  }

  async function take(visit: EditorVisit): Promise<Reply | undefined> {
    if (!isThere(visit)) return { ...replies.error(404), close: true };
    const upload = await readUpload(visit.request);
    if (upload.kind === 'gone') return undefined;
    const given = (name: string): string => cleanLine(upload.fields.get(name) ?? '');
    const wish = { name: given('gotowy'), description: given('opis'), place: given(placeField) };
    if (upload.kind === 'too-large')
      return {
        ...draw(visit, wish, [{ field: 'plik', message: plEditing.files.tooLarge(mostMegabytes) }], 413),
        close: true,
      };
    const editor = desk.editorOf(visit.person);
    let { name } = wish;
    if (upload.kind === 'file') {
      const staged = await uploads.stage(upload.name, upload.bytes);
      if (staged.kind === 'refused') return draw(visit, wish, [{ field: 'plik', message: staged.message }]);
      name = staged.path.slice(staffFolder.length + 1);
    }
    if (!desk.listStaffFiles(editor).some((file) => file.name === name))
      return {
        ...draw(visit, wish, [{ field: 'plik', message: words.choose }]),
        close: upload.kind !== 'file',
      };
    const chosen = { ...wish, name };
    const isPicture = kindOf(name)?.isPicture === true;
    const says = isPicture ? isDescription : saysWhere;
    if (!says(wish.description) || wish.description.length > longestDescription)
      return draw(visit, chosen, [
        { field: 'opis', message: isPicture ? words.describePicture : words.describeDocument },
      ]);
    const path = pathAt(visit.places);
    await insertBlock(desk, editor, path, wish.place, blockOf(chosen));
    // Not everybody can open a document, so the next page asks whether the text has its content.
    return seeOther(`${editPathOf(path)}?wstawiono${isPicture ? '' : '=dokument'}`);
  }

  return [{ path: new RegExp(`${pagePattern}plik\\/$`), get: open, upload: take }];
}
