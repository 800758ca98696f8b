import { type Finding, interactive, nameOf, shownElements, waitsForFocus } from './shown.ts';

/** WCAG 2.2 SC 2.5.5, CSS pixels. */
const smallest = 44;

export interface Targets {
  readonly findings: readonly Finding[];
  readonly measured: number;
  /** Links inside sentences, which the criterion sets apart. */
  readonly inSentences: number;
}

const letters = /\p{L}/u;

const isInline = (element: Element): boolean => /^(inline|contents)/.test(getComputedStyle(element).display);

/** The words on the element's own lines that nobody can press. */
function wordsBeside(block: Element): string {
  return [...block.childNodes]
    .map((node) => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || node.matches(interactive) || !isInline(node)) return '';
      return wordsBeside(node);
    })
    .join('');
}

/** Whether words that are no link stand on the line too: then the line decides how high the link is. */
function isInSentence(element: Element): boolean {
  if (!isInline(element)) return false;
  let block = element.parentElement;
  while (block && isInline(block)) block = block.parentElement;
  return block !== null && letters.test(wordsBeside(block));
}

/** A label that lies under the whole of its circle or box is pressed with it, as one target. */
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
  // Half a pixel is what rounding of rem takes away.
  if (Math.min(width, height) >= smallest - 0.5) return [];
  return [
    { where: nameOf(element), what: `target ${width.toFixed(0)} × ${height.toFixed(0)}, not ${smallest}` },
  ];
}

/** @returns the size of everything that can be pressed, links inside sentences apart */
export function measureTargets(): Targets {
  const all = shownElements(interactive).filter((element) => !waitsForFocus(element));
  const alone = all.filter((element) => !isInSentence(element));
  return { findings: alone.flatMap(measure), measured: alone.length, inSentences: all.length - alone.length };
}
