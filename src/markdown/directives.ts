import type { MdastPluginDefinition } from 'satteri';

/** Directives that stand alone on a line and become a component: `::godziny`. */
export const leafDirectives = [
  'kontakt',
  'instytucja',
  'pismo',
  'budynek',
  'telefony-pomocy',
  'godziny',
  'zadzwon',
  'akty',
  'linki',
  'aktualnosci',
  'mapa-strony',
  'drzwi',
  'stawka',
  'deklaracja',
  'administrator',
  'rysunek',
  'godziny-latwo',
  'film-pjm',
  'slownik',
  'inne-jezyki',
] as const;

/** Drawings that `::rysunek{klucz=…}` and a door of the start page may name; `src/components/prose/drawings.ts` has their lines. */
export const drawingNames = [
  'klub',
  'ludzie',
  'miejsce',
  'zegar',
  'telefon',
  'rozmowa',
  'umowa',
  'zajecia',
  'wybor',
  'pomoc',
  'praca',
  'dom',
  'brama',
  'kubek',
  'zdrowie',
  'walizka',
  'razem',
  'grabie',
  'list',
] as const;
export type DrawingName = (typeof drawingNames)[number];

/** Directives that stand within a sentence and become a fact: `:telefon`. */
const placedInText = [
  'telefon',
  'adres',
  'akt',
  'okres-przechowywania',
  'najdluzszy-okres',
  'slowo',
] as const;

/** Marks Polish words in a text of another language, for who has it read aloud: `:polski[kontrakt socjalny]`. */
const polishWords = 'polski';

/** All that may stand within a sentence. */
export const textDirectives = [...placedInText, polishWords] as const;

/** Directives that enclose Markdown, with the HTML element that each becomes. */
export const containerDirectives = {
  wazne: { element: 'div', label: 'p', className: 'note' },
  kroki: { element: 'div', label: 'p', className: 'steps' },
  latwo: { element: 'div', label: 'p', className: 'easy' },
  urzedowo: { element: 'details', label: 'summary', className: 'official' },
} as const;

export type PlacedName = (typeof leafDirectives)[number] | (typeof placedInText)[number];

/** A place in rendered Markdown where the page sets a component. */
export interface Placed {
  readonly name: PlacedName;
  /** Which entry of its facts it shows: `{klucz=…}`. */
  readonly key?: string;
  /** The words in square brackets. */
  readonly text?: string;
}

const isLeaf = (name: string): name is PlacedName => (leafDirectives as readonly string[]).includes(name);
const isText = (name: string): name is PlacedName => (placedInText as readonly string[]).includes(name);
const isContainer = (name: string): name is keyof typeof containerDirectives =>
  Object.hasOwn(containerDirectives, name);

interface Directive {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | null | undefined>> | null | undefined;
}

/**
 * In rendered Markdown a text has no `<` of its own and an attribute no `"`, and raw HTML is left out: so nothing but
 * this function writes both.
 */
const marker = ({ name, attributes }: Directive, text?: string): string =>
  `<!--kis "${encodeURIComponent(JSON.stringify({ name, key: attributes?.['klucz'], text }))}"-->`;

const markerPattern = /<!--kis "([^"<>]*)"-->/;

/**
 * Turns our directives into HTML elements and markers. A text directive that is none of ours was no directive
 * but a colon in a sentence ("7:30"), and becomes text again.
 *
 * @returns a plugin that throws, in Polish, on an unknown block directive
 */
export const directives: MdastPluginDefinition = {
  name: 'kis-directives',
  leafDirective(node, context) {
    if (!isLeaf(node.name)) throw new Error(`Nie znamy wstawki ::${node.name}.`);
    context.replaceNode(node, { type: 'html', value: marker(node) });
  },
  textDirective(node, context) {
    if (node.name === polishWords) {
      context.setProperty(node, 'data', { hName: 'span', hProperties: { lang: 'pl' } });
      return;
    }
    context.replaceNode(
      node,
      isText(node.name)
        ? { type: 'html', value: marker(node, context.textContent(node) || undefined) }
        : { type: 'text', value: `:${node.name}${context.textContent(node)}` },
    );
  },
  containerDirective(node, context) {
    if (!isContainer(node.name)) throw new Error(`Nie znamy wstawki :::${node.name}.`);
    const { element, label, className } = containerDirectives[node.name];
    context.setProperty(node, 'data', { hName: element, hProperties: { className: [className] } });
    const first = node.children[0];
    if (first?.type === 'paragraph' && first.data?.directiveLabel) {
      context.setProperty(first, 'data', {
        hName: label,
        hProperties: { className: [`${className}-title`] },
      });
    }
  },
};

/**
 * @param html rendered Markdown with markers in it
 * @returns its parts in order: HTML as text, and the places between
 */
export function splitAtMarkers(html: string): (string | Placed)[] {
  return html
    .split(markerPattern)
    .map((part, index) => (index % 2 === 0 ? part : (JSON.parse(decodeURIComponent(part)) as Placed)))
    .filter((part) => part !== '');
}
