import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import { mostFileBytes } from '../../staff-files/kinds.ts';

/** Bytes for names, boundaries and headers, besides the file itself. */
const mostOtherBytes = 64 * 1024;

type Part =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'no-file' }
  | { readonly kind: 'gone' };

/** `fields`: the other fields of the form, by name. */
export type UploadForm = Part & { readonly fields: ReadonlyMap<string, string> };

/**
 * Reads a form with one file and a few short fields (RFC 7578), up to the size limits.
 *
 * @returns the file with the name that the browser gave, which may be any text
 */
export function readUpload(request: IncomingMessage): Promise<UploadForm> {
  const declared = Number(request.headers['content-length'] ?? 0);
  const type = request.headers['content-type'] ?? '';
  const fields = new Map<string, string>();
  if (declared > mostFileBytes + mostOtherBytes) return Promise.resolve({ kind: 'too-large', fields });
  if (!/^multipart\/form-data\s*;/i.test(type)) return Promise.resolve({ kind: 'no-file', fields });
  return new Promise((resolve) => {
    let file: Part = { kind: 'no-file' };
    let seen = 0;
    const done = (part: Part): void => resolve({ ...part, fields });
    const finish = (part: Part): void => {
      request.unpipe(parser).pause();
      done(part);
    };
    const parser = new Busboy({
      headers: { ...request.headers, 'content-type': type },
      limits: { files: 1, fields: 4, fieldSize: 1_024, fileSize: mostFileBytes, parts: 5, headerPairs: 20 },
    });
    parser.on('file', (_field, stream, name) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () => finish({ kind: 'too-large' }));
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (bytes.length > 0 && name) file = { kind: 'file', name, bytes };
      });
    });
    parser.on('field', (name: string, value: string) => void fields.set(name, value));
    parser.on('finish', () => done(file));
    parser.on('error', () => finish({ kind: 'no-file' }));
    request.on('data', (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > mostFileBytes + mostOtherBytes) finish({ kind: 'too-large' });
    });
    // `close` also comes after a complete request; then the parser decides.
    request.once('close', () => {
      if (!request.complete) done({ kind: 'gone' });
    });
    request.pipe(parser);
  });
}
