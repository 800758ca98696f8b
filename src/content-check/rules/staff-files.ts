import type { Content, FileKind } from '../../staff-files/kinds.ts';
import {
  contentOf,
  documentEndings,
  endingsFor,
  kindOf,
  mostFileBytes,
  mostMegabytes,
  pictureEndings,
} from '../../staff-files/kinds.ts';
import { addressableName, endingOf, isAddressable } from '../../staff-files/names.ts';
import { servedPicture } from '../../staff-files/pictures.ts';

/** A photo of the best telephones takes 25 MB; a document that large reaches nobody on a telephone. */

const names: Readonly<Record<Content, string>> = {
  jpeg: 'zdjęcie JPG',
  png: 'obraz PNG',
  gif: 'obraz GIF',
  webp: 'obraz WebP',
  avif: 'obraz AVIF',
  heic: 'zdjęcie HEIC z iPhone’a',
  pdf: 'dokument PDF',
  zip: 'spakowany plik (tak zapisane są też DOCX i ODT)',
  'old-office': 'dokument starego Worda lub Excela',
  'rich-text': 'dokument RTF',
  markup: 'strona HTML albo rysunek SVG',
};

const allowed = `Obrazy: ${pictureEndings.join(', ')}. Dokumenty: ${documentEndings.join(', ')}.`;

/** The remedy for a file of a forbidden kind, by its extension. */
const remedies: Readonly<Record<string, string>> = {
  svg: 'Rysunku SVG nie wolno tu wkładać, bo może działać jak program. Zapisz go jako PNG.',
  svgz: 'Rysunku SVG nie wolno tu wkładać, bo może działać jak program. Zapisz go jako PNG.',
  heic: 'Przeglądarki nie pokażą zdjęcia HEIC z iPhone’a. Zapisz je jako JPG.',
  heif: 'Przeglądarki nie pokażą zdjęcia HEIC z iPhone’a. Zapisz je jako JPG.',
  bmp: 'Zapisz ten obraz jako PNG.',
  tif: 'Zapisz ten obraz jako JPG albo PNG.',
  tiff: 'Zapisz ten obraz jako JPG albo PNG.',
  html: 'Strony HTML nie wolno tu wkładać. Tekst wpisz w pliku .md w folderze pl/strony.',
  htm: 'Strony HTML nie wolno tu wkładać. Tekst wpisz w pliku .md w folderze pl/strony.',
  md: 'Tekst strony włóż do folderu pl/strony albo pl/aktualnosci.',
  txt: 'Tekst wpisz na stronie albo zapisz jako PDF.',
  zip: 'Rozpakuj go i włóż same pliki.',
  docm: 'Dokument z makrami może działać jak program. Zapisz go jako PDF.',
  xlsm: 'Dokument z makrami może działać jak program. Zapisz go jako PDF.',
};

/** @returns the fault in the name of a file that is requested by its name; undefined if there is none */
const nameFault = (name: string): string | undefined =>
  isAddressable(name)
    ? undefined
    : `W nazwie pliku nie może być odstępów, ogonków ani innych znaków: strona go nie znajdzie. Zmień „${name}” na „${addressableName(name)}”.`;

function contentFault(name: string, content: Content | undefined, kind: FileKind): string | undefined {
  if (content === kind.content) return undefined;
  const ending = endingOf(name);
  if (content === undefined)
    return `Ten plik nazywa się .${ending}, ale w środku nie jest to ${names[kind.content]}. Zapisz go jeszcze raz jako ${kind.label}.`;
  if (content === 'heic') return `W środku jest ${names.heic}. ${remedies['heic']}`;
  const [right] = endingsFor(content);
  return right === undefined || content === 'zip'
    ? `Ten plik nazywa się .${ending}, ale w środku jest ${names[content]}. Zapisz go jeszcze raz jako ${kind.label}.`
    : `Ten plik nazywa się .${ending}, ale w środku jest ${names[content]}. Zmień nazwę na „${name.slice(0, -ending.length)}${right}”.`;
}

/** @returns the size in whole megabytes */
const megabytes = (bytes: Uint8Array): string => `${Math.round(bytes.length / 1e6)} MB`;

/**
 * @param name of a file uploaded by staff
 * @returns all its faults; pictures are converted as in the build
 */
export async function staffFileFaults(name: string, bytes: Uint8Array): Promise<string[]> {
  const wrongName = nameFault(name);
  const kind = kindOf(name);
  if (kind === undefined) {
    const remedy = remedies[endingOf(name)] ?? `Mogą tu być tylko takie pliki. ${allowed}`;
    return [`Portal nie pokaże pliku „${name}”. ${remedy}`];
  }
  const more: string[] = wrongName === undefined ? [] : [wrongName];
  if (bytes.length === 0) return [...more, 'Ten plik jest pusty. Włóż go jeszcze raz.'];
  if (bytes.length > mostFileBytes)
    return [
      ...more,
      `Ten plik ma ${megabytes(bytes)}, a może mieć najwyżej ${mostMegabytes} MB. Zmniejsz go.`,
    ];
  const wrongContent = contentFault(name, contentOf(bytes), kind);
  if (wrongContent !== undefined) return [...more, wrongContent];
  if (!kind.isPicture) return more;
  return servedPicture(bytes).then(
    () => more,
    () => [...more, 'Ten obraz jest uszkodzony albo za duży. Zapisz go jeszcze raz jako JPG lub PNG.'],
  );
}
