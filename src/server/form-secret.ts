import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const secretBytes = 32;

/** Written whole under another name and then linked, so that two processes starting at once agree on one. */
function makeSecret(file: string, random: (bytes: number) => Uint8Array): void {
  const draft = `${file}.${Buffer.from(random(6)).toString('hex')}`;
  writeFileSync(draft, random(secretBytes), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

/**
 * The secret that forms are signed with when none is set: made at the first start and kept in
 * `DATA_DIR/form-secret`, readable by its owner only.
 *
 * @throws when it can be neither read nor made, or is not 32 bytes long
 */
export function keptFormSecret(dataDirectory: string, random: (bytes: number) => Uint8Array): Uint8Array {
  const file = join(dataDirectory, 'form-secret');
  const read = (): Uint8Array => new Uint8Array(readFileSync(file));
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  let secret: Uint8Array;
  try {
    secret = read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeSecret(file, random);
    secret = read();
  }
  if (secret.length !== secretBytes) throw new Error(`${file} is damaged; remove it and start again`);
  return secret;
}
