import type { Fault } from '../findings.ts';
import { lineOf, type MdastNode, textOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

type Heading = MdastNode & { type: 'heading' };

/** @returns the headings of a page's text, in order */
export const headingsOf = ({ nodes }: Page): Heading[] =>
  nodes.map(({ node }) => node).filter((node): node is Heading => node.type === 'heading');

const marks = (depth: number): string => '#'.repeat(depth);

/** A line of dashes or equals signs under a text makes it a heading, mostly by accident. */
const isUnderlined = (heading: Heading, lines: readonly string[]): boolean =>
  !/^[\s>*+\-\d.]*#/.test(lines[lineOf(heading) - 1] ?? '');

/** @returns faults of the outline: only the title is level 1, the text starts at `##`, no level is left out */
export function checkHeadings(page: Page): Fault[] {
  const lines = page.body.split('\n');
  let above = 1;
  return headingsOf(page).flatMap((heading): Fault[] => {
    const { depth } = heading;
    const line = lineOf(heading);
    const allowed = above + 1;
    above = Math.max(depth, 2);
    if (isUnderlined(heading, lines))
      return [
        {
          line,
          message:
            'Kreski pod tekstem robią z niego nagłówek. Zostaw między nimi pusty wiersz albo usuń kreski.',
        },
      ];
    if (textOf(heading).trim() === '')
      return [{ line, message: 'Nagłówek jest pusty. Dopisz jego treść albo usuń znaki #.' }];
    if (depth === 1)
      return [
        {
          line,
          message: 'Jeden znak # ma tylko tytuł, a ten wpisujesz w polu „tytul”. Tu napisz ## i odstęp.',
        },
      ];
    if (depth > allowed)
      return [
        {
          line,
          message: `Nagłówek przeskakuje stopień: jest ${marks(depth)}, a może być najwyżej ${marks(allowed)}.`,
        },
      ];
    return [];
  });
}
