import { endingOf } from './names.ts';

/** A document with pictures in it; a picture of a telephone has 8 MB. */
export const mostMegabytes = 20;
export const mostFileBytes = mostMegabytes * 1_000_000;

/** The kind of a file by its first bytes. */
export type Content =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'avif'
  | 'heic'
  | 'pdf'
  | 'zip'
  | 'old-office'
  | 'rich-text'
  | 'markup';

/** A kind of file that staff may upload, by its extension. */
export interface FileKind {
  readonly content: Content;
  readonly isPicture: boolean;
  /** Name of the kind for readers, in the words of a link. */
  readonly label: string;
}

const picture = (content: Content, label: string): FileKind => ({ content, isPicture: true, label });
const document = (content: Content, label: string): FileKind => ({ content, isPicture: false, label });

const kinds: Readonly<Record<string, FileKind>> = {
  jpg: picture('jpeg', 'JPG'),
  jpeg: picture('jpeg', 'JPG'),
  png: picture('png', 'PNG'),
  gif: picture('gif', 'GIF'),
  webp: picture('webp', 'WebP'),
  avif: picture('avif', 'AVIF'),
  pdf: document('pdf', 'PDF'),
  docx: document('zip', 'DOCX'),
  odt: document('zip', 'ODT'),
  xlsx: document('zip', 'XLSX'),
  ods: document('zip', 'ODS'),
  pptx: document('zip', 'PPTX'),
  odp: document('zip', 'ODP'),
  doc: document('old-office', 'DOC'),
  rtf: document('rich-text', 'RTF'),
};

export const pictureEndings = Object.keys(kinds).filter((ending) => kinds[ending]?.isPicture);
export const documentEndings = Object.keys(kinds).filter((ending) => !kinds[ending]?.isPicture);

/** @returns the kind that a file of this name must have; undefined when such files are not allowed */
export function kindOf(name: string): FileKind | undefined {
  const ending = endingOf(name);
  return Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
}

/** @returns the extensions for a kind of content, the usual one first */
export const endingsFor = (content: Content): string[] =>
  Object.entries(kinds).flatMap(([ending, kind]) => (kind.content === content ? [ending] : []));

/** Signatures with their offsets (WHATWG MIME Sniffing, 6; ISO/IEC 14496-12 for the brands of `ftyp`). */
const signatures: readonly (readonly [Content, offset: number, start: string | RegExp])[] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, /^GIF8[79]a/],
  ['webp', 0, /^RIFF....WEBP/s],
  ['avif', 4, /^ftypavi[fs]/],
  ['heic', 4, /^ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)/],
  ['pdf', 0, '%PDF-'],
  ['zip', 0, 'PK\x03\x04'],
  ['old-office', 0, '\xd0\xcf\x11\xe0'],
  ['rich-text', 0, '{\\rtf'],
  ['markup', 0, /^(?:\xef\xbb\xbf)?\s*<(?:[!?]|html|svg|script|head|body)/i],
];
const longestSignature = 64;

/** @returns the real kind of a file, whatever its name says; undefined for unknown kinds */
export function contentOf(bytes: Uint8Array): Content | undefined {
  const start = Buffer.from(bytes.subarray(0, longestSignature)).toString('latin1');
  return signatures.find(([, offset, sign]) => {
    const text = start.slice(offset);
    return typeof sign === 'string' ? text.startsWith(sign) : sign.test(text);
  })?.[0];
}
