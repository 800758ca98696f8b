import { extname } from 'node:path';

/** By file extension. Other files are served as `application/octet-stream`, which no browser runs. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.vcf': 'text/vcard; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.pdf': 'application/pdf',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
  '.odp': 'application/vnd.oasis.opendocument.presentation',
  '.rtf': 'application/rtf',
};

const compressible: readonly string[] = [
  '.html',
  '.css',
  '.js',
  '.json',
  '.txt',
  '.xml',
  '.svg',
  '.ics',
  '.vcf',
  '.webmanifest',
  '.ico',
];

/** @returns the `Content-Type` for a file of this name */
export function contentTypeOf(name: string): string {
  // The IANA type for Atom; only its name distinguishes this file from other XML.
  if (name.endsWith('aktualnosci.xml')) return 'application/atom+xml; charset=utf-8';
  return types[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** @returns whether compressing a file of this name makes it smaller */
export const isCompressible = (name: string): boolean => compressible.includes(extname(name).toLowerCase());
