const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * @param html a page or a part of one
 * @returns its visible text: without markup and head, entities resolved, white space of every kind (non-breaking too)
 * as single spaces
 */
export function textOfHtml(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>|<(style|script|svg)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<\/(p|li|h\d|td|th|dt|dd|div|tr|summary|legend|label)>|<br>/g, '$& ')
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ');
}
