/** Lines that begin a part without an empty line before them: headings, list items, table rows, boxes, pictures. */
const beginsPart = /^(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|\||:{2,}|!\[)/;
/** The ones of them that end with their line. */
const isWhole = /^(?:#|\||:{2,}|!\[)/;

/**
 * @param body the text of a page, without its fields
 * @returns the parts that change as a whole: paragraphs, list items, table rows, and the empty lines between them;
 * together they are the text
 */
export function textParts(body: string): string[] {
  const parts: string[] = [];
  let goesOn = false;
  for (const written of body.split(/(?<=\n)/)) {
    const line = written.trimStart();
    const last = parts.at(-1);
    if (goesOn && line !== '' && last !== undefined && !beginsPart.test(line))
      parts[parts.length - 1] = last + written;
    else parts.push(written);
    goesOn = line !== '' && !isWhole.test(line);
  }
  return parts;
}
