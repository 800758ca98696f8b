import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileModeIn, makeFolder } from '../durable-file.ts';
import { keepOnce } from './kept-file.ts';

const secretBytes = 32;

/**
 * The secret that forms are signed with when none is set: made at the first start and kept in
 * `DATA_DIR/form-secret`, readable by the users of that folder only.
 *
 * @throws when it can be neither read nor made, or is not 32 bytes long
 */
export function keptFormSecret(dataDirectory: string, random: (bytes: number) => Uint8Array): Uint8Array {
  const file = join(dataDirectory, 'form-secret');
  const read = (): Uint8Array => new Uint8Array(readFileSync(file));
  makeFolder(dataDirectory);
  let secret: Uint8Array;
  try {
    secret = read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    keepOnce(file, random(secretBytes), fileModeIn(dataDirectory));
    secret = read();
  }
  if (secret.length !== secretBytes) throw new Error(`${file} is damaged; remove it and start again`);
  return secret;
}
