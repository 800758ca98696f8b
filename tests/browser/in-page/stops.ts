/** A place where the Tab key stops, as it is while it has the focus. */
export interface Stop {
  /** Place among everything on the page that can be focused with the keyboard, in the order of the source; -1: none. */
  readonly place: number;
  readonly name: string;
  /** In CSS pixels of the whole page. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /**
   * Whether all of it lies in the window, with the line that shows the focus (WCAG 2.4.11, 2.4.12); of a large text
   * field, which a browser scrolls to its caret, some of it.
   */
  readonly inView: boolean;
  /** What lies over its middle; empty where nothing does. */
  readonly coveredBy: string;
  /** Width of the line that shows the focus, in CSS pixels (WCAG 2.4.7, 2.4.13). */
  readonly lineWidth: number;
}

const focusable =
  ':is(a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]):not([tabindex="-1"])';

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
  element.closest('[inert]') === null;

/** Of a group of radio buttons the Tab key stops at the chosen one, else at the first (WAI-ARIA APG, radio group). */
function isStopOfGroup(element: Element): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
    ({ name, form }) => name === element.name && form === element.form,
  );
  return element === (group.find(({ checked }) => checked) ?? group[0]);
}

/** @returns everything that the Tab key should stop at, in the order of the source */
function listFocusable(): readonly Element[] {
  return [...document.querySelectorAll(focusable)].filter(
    (element) => isShown(element) && !element.matches(':disabled') && isStopOfGroup(element),
  );
}

const nameOf = (element: Element): string =>
  `${element.localName} ${(element.textContent || element.getAttribute('name') || '').trim().replace(/\s+/g, ' ').slice(0, 40)}`;

function coverOf(element: Element, box: DOMRect): string {
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const isOwn = over === null || element.contains(over);
  const isLabel = over?.closest('label')?.control === element;
  return isOwn || isLabel ? '' : nameOf(over);
}

/** @returns how many places the Tab key should stop at */
export const countStops = (): number => listFocusable().length;

/** Puts the focus on the place with that number. */
export const focusStop = (place: number): void => (listFocusable()[place] as HTMLElement).focus();

/** @returns where the focus is now, once the page has been scrolled to it */
export async function describeFocus(): Promise<Stop> {
  await new Promise(requestAnimationFrame);
  const element = document.activeElement ?? document.body;
  // A link over two lines has its middle in none of them.
  const [box = element.getBoundingClientRect()] = element.getClientRects();
  const style = getComputedStyle(element);
  const { scrollX, scrollY, innerHeight, innerWidth } = window;
  const lineWidth = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  const reach = lineWidth + Number.parseFloat(style.outlineOffset);
  return {
    place: listFocusable().indexOf(element),
    name: nameOf(element),
    box: {
      left: box.left + scrollX,
      top: box.top + scrollY,
      right: box.right + scrollX,
      bottom: box.bottom + scrollY,
    },
    inView:
      box.left >= reach &&
      box.right <= innerWidth - reach &&
      (element.localName === 'textarea'
        ? box.top < innerHeight && box.bottom > 0
        : box.top >= reach && box.bottom <= innerHeight - reach),
    coveredBy: coverOf(element, box),
    lineWidth,
  };
}
