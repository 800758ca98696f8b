import { escapeMarkup } from '../escape-markup.ts';
import { type Answer, htmlAnswer } from '../http/response.ts';

/** As `components/prose/Problem.astro` has it; the place of the address is the quotation marks. */
const place = /<p hidden( id="po-polsku")><a href="\/"/;

/**
 * @param errorPage the prerendered page of a 404 in a language other than Polish
 * @param path of the Polish page that the language does not have
 * @returns the same page with a link to it in sight
 */
export function withPolishPage(errorPage: Uint8Array | undefined, path: string): Answer {
  const html = Buffer.from(errorPage ?? '').toString();
  return htmlAnswer(
    404,
    html.replace(place, (_, id: string) => `<p class="alone"${id}><a href="${escapeMarkup(path)}"`),
    { 'Cache-Control': 'no-store' },
  );
}
