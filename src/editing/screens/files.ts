import { mostMegabytes } from '../../staff-files/kinds.ts';
import { staffFolder } from '../../staff-files/served-files.ts';
import { plEditing } from '../../words/pl-editing.ts';
import { button, fileField, hidden, type PageError } from '../html/fields.ts';
import { html } from '../html/html.ts';
import { readUpload } from '../routes/read-upload.ts';
import { type Replies, seeOther } from '../routes/replies.ts';
import { type EditorVisit, fieldOf, type Reply, type Route } from '../routes/visit.ts';
import type { Uploads } from '../uploads/uploads.ts';
import type { Desk } from './desk.ts';
import { drawThumbnail } from './file-pictures.ts';
import { reviewPathOf } from './places.ts';

const words = plEditing.files;
/** File extensions that the browser's dialog offers. */
export const acceptedFiles = '.jpg,.jpeg,.png,.webp,.avif,.heic,.pdf,.docx,.odt,.xlsx,.ods';

/** Screens to upload, view, insert and remove pictures and documents. */
export function fileRoutes(desk: Desk, uploads: Uploads, replies: Replies): readonly Route[] {
  async function draw(
    { person }: EditorVisit,
    errors: readonly PageError[] = [],
    status?: number,
  ): Promise<Reply> {
    const files = desk.listStaffFiles(desk.editorOf(person));
    return replies.page(
      {
        title: words.title,
        errors,
        initials: person.initials,
        content: html`<p>${words.lead}</p>
        <form class="form form-short" method="post" action="/pliki/" enctype="multipart/form-data">
        ${fileField({ name: 'plik', label: words.file, hint: words.fileHint(mostMegabytes), error: errors.find(({ field }) => field === 'plik')?.message }, acceptedFiles)}
        <div class="sending"><button class="button button-main" type="submit">${words.add}</button></div></form>
        <h2>${words.there}</h2>
        ${
          files.length === 0
            ? html`<p>${words.none}</p>`
            : html`<ul class="rows">${files.map(
                ({
                  name,
                  isStaged,
                  usedBy,
                }) => html`<li>${drawThumbnail(name)}<div><b>${name}</b>${isStaged && html` (${words.staged})`}<br>
          <small>${usedBy.length === 0 ? words.unused : words.usedBy(usedBy)}</small><br>
          <a href="/strony/?${new URLSearchParams({ plik: name }).toString()}" aria-label="${words.insertWhich(name)}">${words.insert}</a></div>
          ${usedBy.length === 0 && html`<form method="post" action="/pliki/usun/"><button class="button" name="${isStaged ? 'usuwam' : 'nazwa'}" value="${name}" aria-label="${words.removeWhich(name)}">${words.remove}</button></form>`}</li>`,
              )}</ul>`
        }`,
      },
      status,
    );
  }

  async function take(visit: EditorVisit): Promise<Reply | undefined> {
    const upload = await readUpload(visit.request);
    if (upload.kind === 'gone') return undefined;
    if (upload.kind === 'too-large')
      return {
        ...(await draw(visit, [{ field: 'plik', message: words.tooLarge(mostMegabytes) }], 413)),
        close: true,
      };
    if (upload.kind !== 'file')
      return { ...(await draw(visit, [{ field: 'plik', message: words.noFile }])), close: true };
    const staged = await uploads.stage(upload.name, upload.bytes);
    if (staged.kind === 'refused') return draw(visit, [{ field: 'plik', message: staged.message }]);
    return seeOther('/pliki/');
  }

  /** An unpublished file is deleted permanently, so a second press is needed. */
  const ask = (name: string, initials: string): Reply =>
    replies.page({
      title: words.askTitle(name),
      initials,
      content: html`${drawThumbnail(name)}<p>${words.askLead}</p>
      <form method="post" action="/pliki/usun/">${hidden('nazwa', name)}<div class="buttons">${button(words.askYes, { main: true })}
      <a class="button" href="/pliki/">${words.askNo}</a></div></form>`,
    });

  async function remove(visit: EditorVisit): Promise<Reply> {
    const asked = fieldOf(visit, 'usuwam');
    if (asked !== '') return ask(asked, visit.person.initials);
    const result = await desk.removeStaffFile(desk.editorOf(visit.person), fieldOf(visit, 'nazwa'));
    if (result === 'unknown') return replies.error(404);
    return seeOther(
      result === 'gone' ? '/pliki/' : reviewPathOf(`${staffFolder}/${fieldOf(visit, 'nazwa')}`),
    );
  }

  return [
    { path: /^\/pliki\/$/, get: (visit) => draw(visit), upload: take },
    { path: /^\/pliki\/usun\/$/, post: remove },
  ];
}
