import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileModeIn, makeFolder } from '../durable-file.ts';
import { deriveKey } from '../enquiry/form/signing.ts';
import type { FlagStore } from '../enquiry/store/store.ts';
import type { Settings } from '../settings/settings.ts';
import { keepOnce } from './kept-file.ts';

/** Length of a secret that the site makes for itself and stores in a file. */
export const secretBytes = 32;

/** @returns the file of the secret when no setting gives one */
export const secretFile = (dataDirectory: string): string => join(dataDirectory, 'form-secret');

/**
 * The secret that forms are signed with when none is set: made at the first start and stored in
 * `DATA_DIR/form-secret`, readable by the users of that folder only.
 *
 * @throws when it can be neither read nor created, or is not 32 bytes long
 */
export function keptFormSecret(dataDirectory: string, random: (bytes: number) => Uint8Array): Uint8Array {
  const file = secretFile(dataDirectory);
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

/** @returns the secret of this site: the one that is set, else the kept one. @throws as `keptFormSecret` */
export const formSecretOf = (
  { formSecret, dataDirectory }: Settings,
  { random }: { readonly random: (bytes: number) => Uint8Array },
): Uint8Array => formSecret ?? keptFormSecret(dataDirectory, random);

/** Flag with a one-way check value of the secret that the store was written with. */
export const secretCheckFlag = 'form-secret-check';

/** @returns the check value that the store keeps; the secret cannot be derived from it */
export const secretCheckOf = (secret: Uint8Array): string =>
  Buffer.from(deriveKey(secret, 'secret-check')).toString('base64url');

/**
 * @returns whether a store with these flags was written with this secret; undefined: the store has no check value
 * yet
 */
export function wasWrittenWith(secret: Uint8Array, flags: ReadonlyMap<string, string>): boolean | undefined {
  const known = flags.get(secretCheckFlag);
  return known === undefined ? undefined : known === secretCheckOf(secret);
}

export const otherSecret =
  'this store was written with another FORM_SECRET; set that one, or put its form-secret back into DATA_DIR';

/**
 * Links and codes that people already have are derived from the secret: with another secret they would all stop
 * working, and nobody would notice.
 *
 * @throws when the store was written with another secret; while the store does not answer, nothing is checked
 */
export async function requireSameSecret(
  store: Pick<FlagStore, 'flags' | 'setFlag'>,
  secret: Uint8Array,
): Promise<void> {
  const flags = await store.flags().catch(() => undefined);
  if (flags === undefined) return;
  const same = wasWrittenWith(secret, flags);
  if (same === undefined) await store.setFlag(secretCheckFlag, secretCheckOf(secret)).catch(() => {});
  else if (!same) throw new Error(otherSecret);
}
