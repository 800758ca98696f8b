import { escapeMarkup } from '../escape-markup.ts';
import { type Answer, htmlAnswer } from '../http/response.ts';
import { defaultLanguage } from '../paths.ts';

/** The placeholder in `components/prose/Problem.astro`, with the text of the link. */
const place = /<!--po-polsku:([^<>]*)-->/;

/**
 * @param errorPage the prerendered page of a 404 in a language other than Polish
 * @param path of the Polish page that the language does not have
 * @returns the error page with a visible link to that page
 */
export function withPolishPage(errorPage: Uint8Array | undefined, path: string): Answer {
  const html = Buffer.from(errorPage ?? '').toString();
  return htmlAnswer(
    404,
    html.replace(
      place,
      (_, words: string) =>
        `<p class="alone" id="po-polsku"><a href="${escapeMarkup(path)}" hreflang="${defaultLanguage}">${words}</a></p>`,
    ),
    { 'Cache-Control': 'no-store' },
  );
}
