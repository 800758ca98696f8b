import { textAnswer } from '../../http/response.ts';
import { fromHtml } from '../paste/from-html.ts';
import { fieldOf, type Route } from '../routes/visit.ts';

/** Asked by the script of the pages: what was pasted from Word, as Markdown. Nothing is kept. */
export const pasteRoute: Route = {
  path: /^\/wklej\/$/,
  post: (visit) => ({ answer: textAnswer(200, fromHtml(fieldOf(visit, 'html'))), frame: 'page' }),
};
