import { type Finding, isShown, nameOf, waitsForFocus, withAncestors } from './shown.ts';
import { listWritten } from './texts.ts';

/** The box of a line's letters, without the space that the font adds above and below them. */
interface Line {
  readonly element: Element;
  readonly node: Node;
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Differences of a rounded pixel are not reported. */
const tolerance = 1.5;
/** The share of the font size that letters take up. */
const letterShare = 0.7;

function linesOf({ element, node, text }: ReturnType<typeof listWritten>[number]): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const half = (Number.parseFloat(getComputedStyle(element).fontSize) * letterShare) / 2;
  return [...range.getClientRects()]
    .filter(({ width }) => width > tolerance)
    .map(({ left, right, top, bottom }) => {
      const middle = (top + bottom) / 2;
      return {
        element,
        node,
        text: text.slice(0, 50),
        left,
        right,
        top: middle - half,
        bottom: middle + half,
      };
    });
}

const finding = ({ element, text }: Line, what: string): Finding => ({
  where: nameOf(element),
  what: `„${text}” ${what}`,
});

function beyondPage(lines: readonly Line[]): Finding[] {
  const { clientWidth } = document.documentElement;
  return lines
    .filter(({ left, right }) => left < -tolerance || right > clientWidth + tolerance)
    .map((line) =>
      finding(line, `reaches from ${line.left.toFixed(0)} to ${line.right.toFixed(0)} of ${clientWidth} px`),
    );
}

/** Boxes that clip larger content, or whose edge text must not cross. */
function isBox(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.display.startsWith('inline') && style.display === 'inline') return false;
  return style.overflow !== 'visible' || Number.parseFloat(style.borderLeftWidth) > 0;
}

function outOfBox(line: Line): Finding[] {
  const box = [...withAncestors(line.element)].find((each) => each !== document.body && isBox(each));
  if (box === undefined || box === document.documentElement) return [];
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const inside =
    line.left >= left - tolerance &&
    line.right <= right + tolerance &&
    line.top >= top - tolerance &&
    line.bottom <= bottom + tolerance;
  return inside ? [] : [finding(line, `reaches out of ${nameOf(box)}`)];
}

function overlaps(lines: readonly Line[]): Finding[] {
  const sorted = lines.toSorted((one, other) => one.top - other.top);
  return sorted.flatMap((line, index) => {
    const found: Finding[] = [];
    for (const other of sorted.slice(index + 1)) {
      if (other.top >= line.bottom - tolerance) break;
      if (other.node === line.node) continue;
      const shared = Math.min(line.right, other.right) - Math.max(line.left, other.left);
      if (shared > tolerance) found.push(finding(line, `lies over „${other.text}”`));
    }
    return found;
  });
}

/** Pictures are treated as boxes: text may stand beside them, not on them. */
function onPictures(lines: readonly Line[]): Finding[] {
  const pictures = [...document.querySelectorAll('svg, img')].filter(isShown);
  return pictures.flatMap((picture) => {
    const { left, right, top, bottom } = picture.getBoundingClientRect();
    return lines
      .filter((line) => !picture.contains(line.element))
      .filter((line) => Math.min(line.right, right) - Math.max(line.left, left) > tolerance)
      .filter((line) => Math.min(line.bottom, bottom) - Math.max(line.top, top) > tolerance)
      .map((line) => finding(line, 'lies over a picture'));
  });
}

function sideways(): Finding[] {
  return [document.documentElement, ...document.querySelectorAll('body *:not(input, textarea)')]
    .filter((element) => {
      if (element.scrollWidth <= element.clientWidth + 1) return false;
      const { overflowX } = getComputedStyle(element);
      return (
        element === document.documentElement || (['auto', 'scroll'].includes(overflowX) && isShown(element))
      );
    })
    .map((element) => ({
      where: nameOf(element).slice(0, 80),
      what: `scrolls sideways: ${element.scrollWidth} px in ${element.clientWidth}`,
    }));
}

/**
 * WCAG 2.2 SC 1.4.4, 1.4.10, 1.4.12: nothing is lost and nothing scrolls sideways.
 *
 * @returns text that is clipped, leaves its box or overlaps other text, and elements that scroll sideways
 */
export function measureLayout(): { findings: Finding[]; measured: number } {
  const written = listWritten().filter(({ element }) => !waitsForFocus(element));
  const lines = written.flatMap(linesOf);
  return {
    findings: [
      ...sideways(),
      ...beyondPage(lines),
      ...lines.flatMap(outOfBox),
      ...overlaps(lines),
      ...onPictures(lines),
    ],
    measured: lines.length,
  };
}
