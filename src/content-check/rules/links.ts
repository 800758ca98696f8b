import type { Fault } from '../findings.ts';
import { type Targets, targetFault } from '../reading/link-targets.ts';
import { lineOf, type MdastNode, textOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

/** Link texts that do not describe the target; screen readers list links without the text around them (WCAG 2.4.9). */
const emptyTexts = new Set([
  'tu',
  'tutaj',
  'kliknij',
  'kliknij tu',
  'kliknij tutaj',
  'link',
  // Placeholders that the editing pages insert.
  'napis',
  'nazwa dokumentu',
  'ten link',
  'więcej',
  'czytaj więcej',
  'zobacz więcej',
  'dowiedz się więcej',
  'czytaj dalej',
  'dalej',
  'zobacz',
  'sprawdź',
  'czytaj',
  'przeczytaj',
  'strona',
  'na stronie',
  'tej stronie',
  'ta strona',
  'here',
  'click here',
  'more',
  'read more',
  'тут',
  'тисни тут',
  'більше',
]);

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const isAddress = (text: string): boolean => /^(https?:\/\/|www\.)\S+$/i.test(text.trim());

/** @returns whether a text describes where its link leads */
export const saysWhere = (text: string): boolean =>
  text.trim() !== '' && !isAddress(text) && !emptyTexts.has(plain(text));

type Link = MdastNode & { type: 'link' };

function textFault(link: Link): string | undefined {
  const text = textOf(link);
  const image = link.children.some(({ type }) => type === 'image' || type === 'imageReference');
  if (text.trim() === '' && !image)
    return `Link do ${link.url} nie ma tekstu. Napisz w nawiasie kwadratowym, dokąd prowadzi.`;
  if (isAddress(text))
    return `Nie pokazuj samego adresu. Napisz, dokąd prowadzi: [nazwa strony](${link.url}).`;
  if (emptyTexts.has(plain(text)))
    return `Tekst linku „${text}” nie mówi, dokąd prowadzi. Wpisz tam nazwę tego, co jest pod linkiem, na przykład [Godziny otwarcia](/kontakt/).`;
  return undefined;
}

/** A broken link: a space between the brackets, or an undefined reference. */
function checkBroken(node: MdastNode): Fault[] {
  if (node.type !== 'text') return [];
  return node.value.split('\n').flatMap((text, index): Fault[] => {
    const line = lineOf(node) + index;
    if (/\]\s+\((\/|https?:|www\.)/.test(text))
      return [{ line, message: 'Link się nie zrobi: usuń odstęp między ] i (.' }];
    if (/\]\[|\]\([^)]*\s[^)]*\)/.test(text))
      return [{ line, message: 'Tego linku nie da się odczytać. Napisz: [godziny otwarcia](/kontakt/).' }];
    return [];
  });
}

/** @returns faults for links with a broken target or an unclear text, or that are bare addresses */
export function checkLinks(page: Page, targets: Targets): Fault[] {
  return page.nodes.flatMap(({ node }): Fault[] => {
    if (node.type !== 'link' && node.type !== 'definition') return checkBroken(node);
    const found = [targetFault(node.url, page, targets), node.type === 'link' ? textFault(node) : undefined];
    return found.flatMap((message) => (message === undefined ? [] : [{ line: lineOf(node), message }]));
  });
}
