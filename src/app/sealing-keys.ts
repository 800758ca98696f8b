import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileModeIn, isSharedFolder, makeFolder } from '../durable-file.ts';
import { createKeyPair, createOpener, createSealer, keyPairOf } from '../enquiry/sealing.ts';
import type { Settings } from '../settings/settings.ts';
import { keepOnce } from './kept-file.ts';

/** The keys that enquiries are sealed with. */
export interface SealingKeys {
  /** Public keys: the courier's first, then optionally an escrow key. */
  readonly recipients: readonly string[];
  /** Private keys; none in a web process whose mail another process sends. */
  readonly identities: readonly string[];
}

/** @returns the files of the keys, used when no setting gives them */
export const keyFiles = ({ dataDirectory }: Pick<Settings, 'dataDirectory'>) => ({
  identity: join(dataDirectory, 'sealing-key'),
  recipients: join(dataDirectory, 'sealing-recipients'),
});

const lines = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Creates a key pair in the data directory, unless there is one; the public key gets its own file. */
async function makeKeptPair(settings: Settings): Promise<void> {
  const files = keyFiles(settings);
  if (existsSync(files.recipients)) return;
  makeFolder(settings.dataDirectory);
  if (!existsSync(files.identity)) keepOnce(files.identity, `${(await createKeyPair()).identity}\n`);
  const [identity = ''] = lines(files.identity);
  keepOnce(
    files.recipients,
    `${(await keyPairOf(identity)).recipient}\n`,
    fileModeIn(settings.dataDirectory),
  );
}

async function readRecipients(settings: Settings, withIdentities: boolean): Promise<readonly string[]> {
  if (settings.sealingRecipients !== undefined) return settings.sealingRecipients;
  if (settings.sealingKeys !== undefined) {
    const [newest = ''] = settings.sealingKeys;
    return [(await keyPairOf(newest)).recipient];
  }
  const { recipients } = keyFiles(settings);
  // When the courier runs as another user, a pair made by the web process would be readable by the wrong
  // user.
  if (!withIdentities && isSharedFolder(settings.dataDirectory) && !existsSync(recipients))
    throw new Error('SEALING_RECIPIENTS: missing; start the courier first, which makes its keys');
  await makeKeptPair(settings);
  return lines(recipients);
}

function readIdentities(settings: Settings): readonly string[] {
  if (settings.sealingKeys !== undefined) return settings.sealingKeys;
  const { identity } = keyFiles(settings);
  return existsSync(identity) ? lines(identity) : [];
}

/**
 * The private keys for a command on what is stored already: a new pair would open nothing of it.
 *
 * @throws Error, in words for the operator, when there is none
 */
export function requireIdentities(settings: Settings): readonly string[] {
  const identities = readIdentities(settings);
  if (identities.length === 0)
    throw new Error(
      'SEALING_KEY: missing; set it as the courier has it, or DATA_DIR to the folder with its sealing-key',
    );
  return identities;
}

/**
 * @param settings `sealingRecipients` and `sealingKeys` are used before the files in the data directory; when
 * there is neither, a pair is created there
 * @param withIdentities whether this process opens sealed enquiries
 * @throws Error, in words for the operator, when a key is missing or malformed, or the keys are not a pair
 */
export async function readSealingKeys(settings: Settings, withIdentities: boolean): Promise<SealingKeys> {
  const recipients = await readRecipients(settings, withIdentities);
  const identities = withIdentities ? readIdentities(settings) : [];
  if (withIdentities && identities.length === 0)
    throw new Error('SEALING_KEY: missing; it is the private key to the first of SEALING_RECIPIENTS');
  if (withIdentities) await proveKeys({ recipients, identities });
  else createSealer(recipients);
  return { recipients, identities };
}

/**
 * Seals a probe to the courier's key and opens it.
 *
 * @throws Error, in words for the operator, when the private keys do not open data sealed to the first recipient
 */
export async function proveKeys({ recipients, identities }: SealingKeys): Promise<void> {
  const probe = new TextEncoder().encode('probe');
  createSealer(recipients);
  const sealed = await createSealer(recipients.slice(0, 1)).seal(probe);
  const opened = await createOpener(identities)
    .open(sealed)
    .catch(() => undefined);
  if (opened === undefined || Buffer.compare(opened, probe) !== 0)
    throw new Error(
      'SEALING_KEY does not open what is sealed to the first of SEALING_RECIPIENTS; see `npm run enquiries -- keys`',
    );
}
