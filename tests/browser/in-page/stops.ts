/** An element that the Tab key reaches, with its state while it has the focus. */
export interface Stop {
  /** Its index among the focusable elements of the page, in source order; -1: none. */
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
   * Whether it is completely in the window with its focus outline (WCAG 2.4.11, 2.4.12); for a large text field,
   * which a browser scrolls to its caret, whether part of it is.
   */
  readonly inView: boolean;
  /** The element that covers its middle; empty if none does. */
  readonly coveredBy: string;
  /** Width of the focus outline, in CSS pixels (WCAG 2.4.7, 2.4.13). */
  readonly lineWidth: number;
}

const focusable =
  ':is(a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]):not([tabindex="-1"])';

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
  element.closest('[inert]') === null;

/**
 * In a group of radio buttons the Tab key stops at the chosen one, otherwise at the first (WAI-ARIA APG, radio
 * group).
 */
function isStopOfGroup(element: Element): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter(
    ({ name, form }) => name === element.name && form === element.form,
  );
  return element === (group.find(({ checked }) => checked) ?? group[0]);
}

/** @returns all elements that the Tab key should reach, in source order */
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

/** @returns the number of elements that the Tab key should reach */
export const countStops = (): number => listFocusable().length;

/** Focuses the element with that index. */
export const focusStop = (place: number): void => (listFocusable()[place] as HTMLElement).focus();

/** @returns the focused element */
export function describeFocus(reached = listFocusable()): Stop {
  const element = document.activeElement ?? document.body;
  // The middle of a link over two lines is outside both lines.
  const [box = element.getBoundingClientRect()] = element.getClientRects();
  const style = getComputedStyle(element);
  const { scrollX, scrollY, innerHeight, innerWidth } = window;
  const lineWidth = style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth);
  const reach = lineWidth + Number.parseFloat(style.outlineOffset);
  return {
    place: reached.indexOf(element),
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

let recorded: Stop[] = [];
let stopRecording = new AbortController();

/**
 * Records the focused element now and after each press of Tab: when the key comes up, the page has moved the focus and
 * scrolled to it.
 */
export function recordStops(): void {
  stopRecording.abort();
  stopRecording = new AbortController();
  const reached = listFocusable();
  recorded = [describeFocus(reached)];
  const record = ({ key }: KeyboardEvent) => {
    if (key === 'Tab') recorded.push(describeFocus(reached));
  };
  addEventListener('keyup', record, { signal: stopRecording.signal });
}

/** @returns what `recordStops` has recorded */
export const recordedStops = (): readonly Stop[] => recorded;
