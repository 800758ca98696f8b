import { contentTypeOf } from '../../http/content-types.ts';
import { kindOf } from '../../staff-files/kinds.ts';
import { thumbnailOf } from '../../staff-files/pictures.ts';
import { isServed, staffFolder } from '../../staff-files/served-files.ts';
import { type Html, html } from '../html/html.ts';
import { type Replies, staffFilePolicy } from '../routes/replies.ts';
import type { EditorVisit, Reply, Route } from '../routes/visit.ts';
import type { Desk } from './desk.ts';

/** @returns a thumbnail to show beside a file's name; nothing for a document */
export const drawThumbnail = (name: string): Html =>
  html`${kindOf(name)?.isPicture && html`<img class="thumbnail" src="/pliki/obraz/${name}" alt="" loading="lazy" width="96" height="96">`}`;

/** Thumbnails for the lists of files, both published and uploaded ones. */
export function filePictureRoutes(desk: Desk, replies: Replies): readonly Route[] {
  async function picture({ person, places: [name = ''] }: EditorVisit): Promise<Reply> {
    const bytes = isServed(name) ? desk.fileOf(desk.editorOf(person), `${staffFolder}/${name}`) : undefined;
    const small =
      bytes && kindOf(name)?.isPicture ? await thumbnailOf(bytes).catch(() => undefined) : undefined;
    if (small === undefined) return replies.error(404);
    return {
      answer: {
        status: 200,
        headers: {
          'Content-Security-Policy': staffFilePolicy([]),
          'Cross-Origin-Resource-Policy': 'same-origin',
          'Content-Type': contentTypeOf('x.webp'),
          'Cache-Control': 'private, max-age=600',
        },
        body: small,
      },
      frame: 'staff-file',
    };
  }
  return [{ path: /^\/pliki\/obraz\/([\w.-]{1,200})$/, get: picture }];
}
