import { existsSync } from 'node:fs';
import { keyFiles, proveKeys, readSealingKeys, requireIdentities } from '../app/sealing-keys.ts';
import { createKeyPair } from '../enquiry/sealing.ts';
import type { Settings } from '../settings/settings.ts';

type Write = (line: string) => void;

/** Shows a new key pair without storing it: the operator stores the private part. */
export async function showNewPair(write: Write): Promise<void> {
  const { identity, recipient } = await createKeyPair();
  write('A new pair. Nothing of it is kept here.');
  write(`  public,  for SEALING_RECIPIENTS: ${recipient}`);
  write(`  private, for SEALING_KEY_FILE:   ${identity}`);
  write('The courier needs its private key to send enquiries. An escrow key’s private part is kept offline,');
  write('for example printed and in a safe: with it enquiries can be read when the courier’s key is lost.');
}

const whereFrom = (set: boolean, file: string): string => (set ? 'from the settings' : `kept in ${file}`);

/**
 * Creates the keys if there are neither keys nor a store, and checks that they are a pair.
 *
 * @throws Error, in words for the operator, when they are not
 */
export async function checkKeys(settings: Settings, write: Write): Promise<void> {
  const files = keyFiles(settings);
  const { database, sealingKeys, sealingRecipients } = settings;
  const makes = sealingKeys === undefined && sealingRecipients === undefined && !existsSync(files.recipients);
  if (makes && database.kind === 'sqlite' && existsSync(database.file)) requireIdentities(settings);
  const keys = await readSealingKeys(settings, true);
  await proveKeys(keys);
  const [courier, ...others] = keys.recipients;
  if (makes) write('New keys were made.');
  write(`Courier, public key: ${courier}`);
  write(`  ${whereFrom(settings.sealingRecipients !== undefined, files.recipients)}`);
  write(`Courier, private key: ${whereFrom(settings.sealingKeys !== undefined, files.identity)}`);
  for (const other of others) write(`Escrow, public key: ${other}`);
  if (others.length === 0)
    write('No escrow key: without the private key above, no enquiry can ever be read. See `keys new`.');
  write('A probe was sealed and opened.');
}
