import type { MdastPluginDefinition } from 'satteri';

/** Directives on their own line that become a component: `::godziny`. */
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

/**
 * Drawings for `::rysunek{klucz=…}` and the doors of the start page; their lines are in
 * `src/components/prose/drawings.ts`.
 */
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

/** Directives within a sentence that become a fact: `:telefon`. */
const placedInText = [
  'telefon',
  'adres',
  'akt',
  'okres-przechowywania',
  'najdluzszy-okres',
  'slowo',
] as const;

/** Marks Polish words in a text of another language, for screen readers: `:polski[kontrakt socjalny]`. */
const polishWords = 'polski';

/** All directives that are allowed within a sentence. */
export const textDirectives = [...placedInText, polishWords] as const;

/** Directives that contain Markdown, with their HTML elements. */
export const containerDirectives = {
  wazne: { element: 'div', label: 'p', className: 'note' },
  kroki: { element: 'div', label: 'p', className: 'steps' },
  latwo: { element: 'div', label: 'p', className: 'easy' },
  urzedowo: { element: 'details', label: 'summary', className: 'official' },
} as const;

export type PlacedName = (typeof leafDirectives)[number] | (typeof placedInText)[number];

/** A place in rendered Markdown where the page inserts a component. */
export interface Placed {
  readonly name: PlacedName;
  /** The entry of its facts: `{klucz=…}`. */
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
 * Rendered Markdown has no raw HTML, no unescaped `<` in texts and no `"` in attributes, so only this function can
 * write a marker.
 */
const marker = ({ name, attributes }: Directive, text?: string): string =>
  `<!--kis "${encodeURIComponent(JSON.stringify({ name, key: attributes?.['klucz'], text }))}"-->`;

const markerPattern = /<!--kis "([^"<>]*)"-->/;

/**
 * Turns our directives into HTML elements and markers. An unknown text directive was only a colon in a sentence
 * ("7:30"), and becomes text again.
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
 * @param html rendered Markdown with markers
 * @returns its parts in order: HTML as text, and the places of the markers
 */
export function splitAtMarkers(html: string): (string | Placed)[] {
  return html
    .split(markerPattern)
    .map((part, index) => (index % 2 === 0 ? part : (JSON.parse(decodeURIComponent(part)) as Placed)))
    .filter((part) => part !== '');
}
