import { textAnswer } from '../../http/response.ts';
import { fromHtml } from '../paste/from-html.ts';
import { fieldOf, type Route } from '../routes/visit.ts';

/** Called by the script of the pages: converts pasted text from Word to Markdown. Nothing is stored. */
export const pasteRoute: Route = {
  path: /^\/wklej\/$/,
  post: (visit) => ({ answer: textAnswer(200, fromHtml(fieldOf(visit, 'html'))), frame: 'page' }),
};
