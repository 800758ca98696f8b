import { kindOf, pictureEndings } from '../../staff-files/kinds.ts';
import type { Fault } from '../findings.ts';
import { suggestion } from '../nearest.ts';
import { lineOf } from '../reading/markdown-tree.ts';
import type { Page } from '../reading/page.ts';

const isFileName = (text: string): boolean => /^[\w-]+\.(jpe?g|png|gif|svg|webp|avif)$/i.test(text.trim());
/** The text only says that there is a picture, or is the placeholder of the editing pages. */
const isBare = (text: string): boolean =>
  /^(zdjęcie|fotografia|foto|obraz|obrazek|grafika|co widać na obrazie)\.?$/iu.test(text.trim());

/** @returns whether a text describes the content of a picture */
export const isDescription = (alt: string): boolean => alt.trim() !== '' && !isFileName(alt) && !isBare(alt);

function faultOf(url: string, alt: string, publicFiles: ReadonlySet<string>): string | undefined {
  if (!isDescription(alt))
    return `Obraz nie ma opisu. Napisz w nawiasie, co na nim widać: ![Wejście do klubu](${url}).`;
  if (!url.startsWith('/') || url.startsWith('//'))
    return `Obraz musi leżeć w folderze pliki, a jego adres zaczyna się od /pliki/, na przykład: ![${alt}](/pliki/zdjecie.jpg).`;
  const path = decodePath(url);
  if (!publicFiles.has(path)) return `W folderze pliki nie ma obrazu ${url}.${suggestion(url, publicFiles)}`;
  if (!kindOf(path)?.isPicture)
    return `${url} to nie jest obraz. Obrazy kończą się na: ${pictureEndings.join(', ')}. Do dokumentu zrób link, bez wykrzyknika: [${alt}](${url}).`;
  return undefined;
}

/** @returns the percent-decoded address; unchanged when it cannot be decoded */
export function decodePath(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** @returns faults for images without a description, from other sites, or without a file */
export function checkImages({ nodes }: Page, publicFiles: ReadonlySet<string>): Fault[] {
  const targets = new Map(
    nodes.flatMap(({ node }) => (node.type === 'definition' ? [[node.identifier, node.url] as const] : [])),
  );
  return nodes.flatMap(({ node }): Fault[] => {
    if (node.type !== 'image' && node.type !== 'imageReference') return [];
    const url = node.type === 'image' ? node.url : (targets.get(node.identifier) ?? '');
    const message = faultOf(url, node.alt ?? '', publicFiles);
    return message === undefined ? [] : [{ line: lineOf(node), message }];
  });
}
