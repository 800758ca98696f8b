import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Elements that run or load foreign content, or change the base of addresses. */
const foreignElements = [
  'iframe',
  'frame',
  'frameset',
  'object',
  'embed',
  'applet',
  'base',
  'portal',
  'foreignobject',
];
/** Attributes from which a browser loads something, or to which it sends a form. */
const fetching = [
  'src',
  'srcset',
  'action',
  'formaction',
  'poster',
  'data',
  'background',
  'ping',
  'manifest',
  'imagesrcset',
];
/** Elements whose `href` is loaded, too. */
const fetchedLinks = ['link', 'use', 'image', 'script', 'feimage'];
/** Links that only name a page, which may have the site's full address. */
const naming = ['canonical', 'alternate'];

/** WHATWG URL 4.4: a browser removes control characters and white space before it parses the scheme. */
const address = (value: string): string => value.replace(/[\p{Cc}\s]/gu, '').toLowerCase();
const scheme = /^([a-z][a-z0-9+.-]*):/;
const linkSchemes = ['http', 'https', 'mailto', 'tel', 'sms'];
/** A path of this site, or an anchor; two slashes, of either kind, lead to another host. */
const own = /^(?:\/(?![/\\])|#|\?|$|[^:/\\]+(?:$|[/?#]))/;

const isOwn = (value: string): boolean => own.test(address(value));

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('content' in node) yield* elementsOf(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

function* faultsOfElement({ tagName, attrs, childNodes }: Element): Generator<string> {
  const name = tagName.toLowerCase();
  const values = new Map(attrs.map((attribute) => [attribute.name.toLowerCase(), attribute.value]));
  if (name === 'script' && values.get('type') !== 'application/ld+json') yield '<script>';
  if (foreignElements.includes(name)) yield `<${name}>`;
  if (name === 'meta' && values.has('http-equiv')) yield '<meta http-equiv>';
  if (name === 'style' && childNodes.some((child) => 'value' in child && /@import|url\(/i.test(child.value)))
    yield '<style> with an address';
  const relation = values.get('rel') ?? '';
  for (const [attribute, value] of values) {
    if (attribute.startsWith('on')) yield `${attribute}=`;
    const given = scheme.exec(address(value))?.[1];
    if (attribute === 'href' && given !== undefined && !linkSchemes.includes(given)) yield `href="${given}:"`;
    const fetched = fetching.includes(attribute) || (attribute === 'href' && fetchedLinks.includes(name));
    if (!fetched || (name === 'link' && naming.includes(relation))) continue;
    const parts = attribute.endsWith('srcset')
      ? value.split(',').map((part) => part.trim().split(/\s/)[0] ?? '')
      : [value];
    if (!parts.every(isOwn)) yield `${attribute}= with a foreign address`;
  }
}

/** Inside `noscript` browsers without scripts see markup, others see text. */
const readings = [{ scriptingEnabled: true }, { scriptingEnabled: false }] as const;

/**
 * Finds things that none of our pages may have, however they got there (threats, "At the door": a stolen editor's
 * account).
 *
 * @param html a finished page
 * @returns the faults, without duplicates; parsed as in a browser (HTML 13.2)
 */
export const faultsOfPage = (html: string): readonly string[] => [
  ...new Set(
    readings
      .slice(/noscript/i.test(html) ? 0 : 1)
      .flatMap((reading) => [
        ...elementsOf(parse(html, reading)).flatMap((element) => faultsOfElement(element)),
      ]),
  ),
];
