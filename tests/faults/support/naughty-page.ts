const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#34': '"',
  '#39': "'",
};

const decode = (html: string): string =>
  html.replace(/&(lt|gt|amp|quot|#34|#39);/g, (whole, name: string) => entities[name] ?? whole);

/** @returns the text that a browser would show in a text field of the page, or undefined if there is no such field */
export function valueOnPage(html: string, field: string): string | undefined {
  const area = new RegExp(`<textarea[^>]*\\bname="${field}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1];
  // A browser drops the first line break (HTML, 13.2.6.4.7).
  if (area !== undefined) return asOnPage(decode(area.replace(/^\n/, '')));
  const input = new RegExp(`<input(?:[^>"]|"[^"]*")*? name="${field}"(?:[^>"]|"[^"]*")*>`).exec(html)?.[0];
  return input === undefined ? undefined : asOnPage(decode(/ value="([^"]*)"/.exec(input)?.[1] ?? ''));
}

/**
 * @returns the text with line ends as in a page, and characters that HTML cannot contain replaced (HTML 13.2.3.5,
 * 13.2.5)
 */
export const asOnPage = (typed: string): string =>
  typed.replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', '\ufffd');

/** @returns whether the page reports an error in its title, in a summary and in words */
export function showsError(html: string): boolean {
  const summary = /class="error-summary"[^>]*>([\s\S]*?)<\/div>/.exec(html)?.[1] ?? '';
  const words = summary
    .replace(/<h2[\s\S]*?<\/h2>/, '')
    .replace(/<[^>]*>/g, '')
    .trim();
  return /<title>Błąd:/.test(html) && words.length > 10;
}
