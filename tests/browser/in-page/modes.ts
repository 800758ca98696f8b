import { contrast, groundOf, readColour } from './colour.ts';
import { type Finding, nameOf, shownElements } from './shown.ts';

const pseudos = [undefined, '::before', '::after'] as const;
const isLong = (times: string): boolean => times.split(', ').some((time) => Number.parseFloat(time) > 0);

/** @returns every element that would move although the reader asked for reduced motion (WCAG 2.2 SC 2.3.3) */
export function findMotion(): Finding[] {
  return [...document.querySelectorAll('*')].flatMap((element) =>
    pseudos.flatMap((pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const moves =
        isLong(style.transitionDuration) ||
        (style.animationName !== 'none' && isLong(style.animationDuration)) ||
        style.scrollBehavior === 'smooth';
      return moves ? [{ where: nameOf(element), what: `moves ${pseudo ?? ''}` }] : [];
    }),
  );
}

const isSurface = (element: Element): boolean => {
  const own = readColour(getComputedStyle(element).backgroundColor);
  const parent = element.parentElement;
  return own.alpha > 0 && parent !== null && contrast(own, groundOf(parent)) > 1.05;
};

const marked: Element[] = [];

/** Records, in ordinary colours, the elements that are distinguished by their background; for `findLostSurfaces`. */
export function noteSurfaces(): number {
  marked.splice(0, marked.length, ...shownElements('body *').filter(isSurface));
  return marked.length;
}

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;

function hasLine(element: Element): boolean {
  const style = getComputedStyle(element);
  return sides.some((side) => {
    if (style[`border${side}Style`] === 'none' || Number.parseFloat(style[`border${side}Width`]) < 1)
      return false;
    const line = readColour(style[`border${side}Color`]);
    return contrast(line, groundOf(element.parentElement ?? document.body)) >= 3;
  });
}

/** @returns elements distinguished only by their background, which forced colours remove */
export function findLostSurfaces(): Finding[] {
  return [...marked, ...shownElements('button, .button, .door, input:not([type=hidden]), textarea')]
    .filter((element) => !isSurface(element) && !hasLine(element))
    .map((element) => ({ where: nameOf(element), what: 'is told apart by the colour of its ground alone' }));
}

/** @returns menu links to the current page that are distinguished only by colour (WCAG 2.2 SC 1.4.1) */
export function findColourOnly(): Finding[] {
  return shownElements('nav [aria-current]').flatMap((current) => {
    const other = current.closest('ul')?.querySelector('a:not([aria-current])');
    if (!other) return [];
    const [one, ordinary] = [getComputedStyle(current), getComputedStyle(other)];
    const differs =
      one.fontWeight !== ordinary.fontWeight || one.borderBottomWidth !== ordinary.borderBottomWidth;
    return differs ? [] : [{ where: nameOf(current), what: 'is told from other links by colour alone' }];
  });
}
