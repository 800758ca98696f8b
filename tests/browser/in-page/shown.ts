/** The place and description of a fault. */
export interface Finding {
  readonly where: string;
  readonly what: string;
}

const shortest = 70;

/** @returns the element's opening tag and the beginning of its text, to help a person find it */
export function nameOf(element: Element): string {
  const [tag = ''] = (element.cloneNode(false) as Element).outerHTML.split('></');
  const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim();
  return `${tag.slice(0, shortest)} ${text.slice(0, shortest)}`;
}

/** Content for screen readers only: a clipped box of one pixel. */
const isCutAway = (element: Element): boolean => getComputedStyle(element).clipPath === 'inset(50%)';

/** @returns the element and all its ancestors, from the inside out */
export function* withAncestors(element: Element): Generator<Element> {
  for (let each: Element | null = element; each; each = each.parentElement) yield each;
}

/** @returns whether a sighted reader can see the element, now or after scrolling */
export function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if ([...withAncestors(element)].some(isCutAway)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
}

/** @returns whether the element is hidden above the page until it has the focus */
export const waitsForFocus = (element: Element): boolean => element.closest('.skip:not(:focus)') !== null;

/** @returns all elements that match and are shown */
export const shownElements = (selector: string): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter(isShown);

/** Everything that can be pressed, filled in or chosen. */
export const interactive =
  'a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex]:not([tabindex="-1"])';

/** Ends transitions, so that the final state is measured. */
export function endTransitions(): void {
  for (const animation of document.getAnimations()) animation.finish();
}
