import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileModeIn, makeFolder } from '../durable-file.ts';
import { deriveKey } from '../enquiry/form/signing.ts';
import type { FlagStore } from '../enquiry/store/store.ts';
import type { Settings } from '../settings/settings.ts';
import { keepOnce } from './kept-file.ts';

/** Length of a secret that the site makes for itself and stores in a file; one from a backup may be longer. */
const secretBytes = 32;

/** @returns the file of the secret when no setting gives one */
export const secretFile = (dataDirectory: string): string => join(dataDirectory, 'form-secret');

/**
 * The secret that forms are signed with when none is set: made at the first start and stored in
 * `DATA_DIR/form-secret`, readable by the users of that folder only.
 *
 * @throws when it can be neither read nor created, or is shorter than 32 bytes
 */
function keptFormSecret(dataDirectory: string, random: (bytes: number) => Uint8Array): Uint8Array {
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
  if (secret.length < secretBytes) throw new Error(`${file} is damaged; remove it and start again`);
  return secret;
}

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
 * working, and nobody would notice. So a store that was written with one gets no new one.
 *
 * @returns the secret of this site: the one that is set, else the kept one
 * @throws when the store was written with another secret, or with one that is not here; while the store does not answer,
 * nothing is compared. As `keptFormSecret`, too
 */
export async function formSecretFor(
  store: Pick<FlagStore, 'flags' | 'setFlag'>,
  { formSecret, dataDirectory }: Pick<Settings, 'formSecret' | 'dataDirectory'>,
  { random }: { readonly random: (bytes: number) => Uint8Array },
): Promise<Uint8Array> {
  const flags = await store.flags().catch(() => undefined);
  const isKnown = flags?.has(secretCheckFlag) === true;
  if (isKnown && formSecret === undefined && !existsSync(secretFile(dataDirectory)))
    throw new Error(otherSecret);
  const secret = formSecret ?? keptFormSecret(dataDirectory, random);
  if (flags === undefined) return secret;
  const same = wasWrittenWith(secret, flags);
  if (same === undefined) await store.setFlag(secretCheckFlag, secretCheckOf(secret)).catch(() => {});
  else if (!same) throw new Error(otherSecret);
  return secret;
}
