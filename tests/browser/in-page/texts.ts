import { isShown } from './shown.ts';

/** A piece of text as it is painted. */
export interface PaintedText {
  readonly element: Element;
  readonly text: string;
  /** Set for text that a style sheet puts there. */
  readonly pseudo?: '::before' | '::after' | '::marker' | '::placeholder';
}

const pseudos = ['::before', '::after'] as const;

function* writtenTexts(inside: Element): Generator<PaintedText & { readonly node: Text }> {
  const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.nodeValue?.trim() ?? '';
    if (text === '' || element === null || element.closest('script, style, textarea') || !isShown(element))
      continue;
    yield { element, text, node: node as Text };
  }
}

/** All of `inside` that matches, itself included. */
const within = <Kind extends Element>(inside: Element, selector: string): Kind[] => [
  ...(inside.matches(selector) ? [inside as Kind] : []),
  ...inside.querySelectorAll<Kind>(selector),
];

function* typedTexts(inside: Element): Generator<PaintedText> {
  for (const element of within<HTMLInputElement | HTMLTextAreaElement>(inside, 'input, textarea')) {
    if (!isShown(element) || ['radio', 'checkbox'].includes(element.type)) continue;
    yield { element, text: element.value || 'what will be typed' };
    if (element.placeholder !== '') yield { element, text: element.placeholder, pseudo: '::placeholder' };
  }
}

/** What is said by a mark alone, such as a bullet, is decoration: each mark stands before a text. */
function* styledTexts(inside: Element): Generator<PaintedText> {
  for (const element of within(inside, '*')) {
    for (const pseudo of pseudos) {
      const { content } = getComputedStyle(element, pseudo);
      if (['none', 'normal', '""'].includes(content) || !isShown(element)) continue;
      yield { element, text: content, pseudo };
    }
    const numbered = element.matches('ol > li') && getComputedStyle(element).listStyleType !== 'none';
    if (numbered && isShown(element)) yield { element, text: 'number', pseudo: '::marker' };
  }
}

/** @returns every text that is written into the page, with its node */
export const listWritten = (): (PaintedText & { readonly node: Text })[] => [...writtenTexts(document.body)];

/** @returns every text that is painted inside the element: written, typed, and put there by the style sheet */
export const listTexts = (inside: Element): PaintedText[] => [
  ...writtenTexts(inside),
  ...typedTexts(inside),
  ...styledTexts(inside),
];
