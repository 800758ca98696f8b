import { type Colour, contrast, groundOf, lay, readColour } from './colour.ts';
import { endTransitions, type Finding, interactive, isShown, nameOf, shownElements } from './shown.ts';
import { listTexts, type PaintedText } from './texts.ts';

/** WCAG 2.2 SC 1.4.11 and 2.4.13. */
const edgeRatio = 3;
/** WCAG 2.2 SC 2.4.13: the minimum thickness of an outline on all sides. */
const outlinePixels = 2;

export interface Ratios {
  readonly findings: readonly Finding[];
  readonly measured: number;
  readonly lowest: number;
}

const none: Ratios = { findings: [], measured: 0, lowest: 21 };

const join = (one: Ratios, other: Ratios): Ratios => ({
  findings: [...one.findings, ...other.findings],
  measured: one.measured + other.measured,
  lowest: Math.min(one.lowest, other.lowest),
});

function judge(element: Element, what: string, ratio: number, needed: number): Ratios {
  const findings =
    ratio < needed ? [{ where: nameOf(element), what: `${what}: ${ratio.toFixed(2)}, not ${needed}` }] : [];
  return { findings, measured: 1, lowest: ratio };
}

function groundOfText({ element, pseudo }: PaintedText): Colour {
  const ground = groundOf(element);
  if (pseudo !== '::before' && pseudo !== '::after') return ground;
  return lay(readColour(getComputedStyle(element, pseudo).backgroundColor), ground);
}

function ratioOfText(painted: PaintedText, needed: number): Ratios {
  const { color } = getComputedStyle(painted.element, painted.pseudo);
  const ratio = contrast(readColour(color), groundOfText(painted));
  return judge(painted.element, `text „${painted.text.slice(0, 40)}”`, ratio, needed);
}

/**
 * @param needed the lowest ratio allowed for a text, large or small
 * @returns the contrast of every painted text inside the element, or on the whole page
 */
export function measureTexts(needed: number, inside: Element = document.body): Ratios {
  endTransitions();
  return listTexts(inside)
    .map((text) => ratioOfText(text, needed))
    .reduce(join, none);
}

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;

/** The ratio of the faintest side; 1 for a side without a border. */
function ratioOfEdge(style: CSSStyleDeclaration, ground: Colour): number {
  const ratios = sides.map((side) => {
    const drawn =
      Number.parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== 'none';
    return drawn ? contrast(readColour(style[`border${side}Color`]), ground) : 1;
  });
  return Math.min(...ratios);
}

function ratioOfControl(control: Element): Ratios {
  const outside = groundOf(control.parentElement ?? document.body);
  const style = getComputedStyle(control);
  const fill = contrast(readColour(style.backgroundColor), outside);
  const edge = judge(control, 'edge', Math.max(fill, ratioOfEdge(style, outside)), edgeRatio);
  if (!control.matches('input:checked')) return edge;
  const mark = getComputedStyle(control, '::before');
  const ratio = contrast(readColour(mark.borderBottomColor), groundOf(control));
  return join(edge, judge(control, 'mark of what is chosen', ratio, edgeRatio));
}

/** @returns the contrast of the edge of every field, choice, button and door, and of the marks in them */
export function measureControls(): Ratios {
  endTransitions();
  return shownElements('input:not([type=hidden]), textarea, select, button, .button, .door')
    .map(ratioOfControl)
    .reduce(join, none);
}

function ratioOfFocus(element: HTMLElement, needed: number): Ratios {
  element.focus({ preventScroll: true });
  endTransitions();
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const drawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= outlinePixels;
  const ground = groundOf(element.parentElement ?? document.body);
  const ratio = drawn ? contrast(readColour(outlineColor), ground) : 1;
  return join(
    judge(element, 'line round what has the focus', ratio, edgeRatio),
    measureTexts(needed, element),
  );
}

/**
 * @param needed the lowest ratio allowed for a text
 * @returns the contrast of the focus outline of every focusable element, and of its text while it has the focus
 */
export function measureFocus(needed: number): Ratios {
  const before = document.activeElement;
  const ratios = [...document.querySelectorAll<HTMLElement>(interactive)]
    .filter((element) => isShown(element) && element.tabIndex >= 0)
    .map((element) => ratioOfFocus(element, needed))
    .reduce(join, none);
  if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return ratios;
}
