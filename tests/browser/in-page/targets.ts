import { type Finding, interactive, nameOf, shownElements, waitsForFocus } from './shown.ts';

/** WCAG 2.2 SC 2.5.5, CSS pixels. */
const smallest = 44;

export interface Targets {
  readonly findings: readonly Finding[];
  readonly measured: number;
  /** Links inside sentences, which the criterion exempts. */
  readonly inSentences: number;
}

const letters = /\p{L}/u;

const isInline = (element: Element): boolean => /^(inline|contents)/.test(getComputedStyle(element).display);

/** @returns the text on the element's own lines that cannot be pressed */
function wordsBeside(block: Element): string {
  return [...block.childNodes]
    .map((node) => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || node.matches(interactive) || !isInline(node)) return '';
      return wordsBeside(node);
    })
    .join('');
}

/** Whether the line contains text outside the link: then the line height decides how high the link is. */
function isInSentence(element: Element): boolean {
  if (!isInline(element)) return false;
  let block = element.parentElement;
  while (block && isInline(block)) block = block.parentElement;
  return block !== null && letters.test(wordsBeside(block));
}

/** A label that covers the whole of its circle or box is one target with it. */
function targetOf(element: HTMLElement): DOMRect {
  const own = element.getBoundingClientRect();
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  const around = labels
    .map((label) => label.getBoundingClientRect())
    .find(
      ({ left, top, right, bottom }) =>
        left <= own.left && top <= own.top && right >= own.right && bottom >= own.bottom,
    );
  return around ?? own;
}

function measure(element: HTMLElement): Finding[] {
  const { width, height } = targetOf(element);
  // Rounding of rem can take away half a pixel.
  if (Math.min(width, height) >= smallest - 0.5) return [];
  return [
    { where: nameOf(element), what: `target ${width.toFixed(0)} × ${height.toFixed(0)}, not ${smallest}` },
  ];
}

/** @returns the size of everything that can be pressed, without links inside sentences */
export function measureTargets(): Targets {
  const all = shownElements(interactive).filter((element) => !waitsForFocus(element));
  const alone = all.filter((element) => !isInSentence(element));
  return { findings: alone.flatMap(measure), measured: alone.length, inSentences: all.length - alone.length };
}
