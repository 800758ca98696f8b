import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** Encrypts the content of an enquiry, so that only the courier and the holder of the escrow key can read it. */
export interface Sealer {
  /** @returns the content in the age format (age-encryption.org/v1) */
  seal(content: Uint8Array): Promise<Uint8Array>;
}

/** Decrypts sealed content. */
export interface Opener {
  /** @throws an error with the code `EUNREADABLE` when none of the keys fits or the block is damaged */
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

/** @param recipients public keys, `age1…`: the courier's first, then the escrow's. @throws for a malformed key */
export function createSealer(recipients: readonly string[]): Sealer {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return { seal: (content) => encrypter.encrypt(content) };
}

/** @param identities private keys, `AGE-SECRET-KEY-1…`; the newest first. @throws for a malformed key */
export function createOpener(identities: readonly string[]): Opener {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return {
    async open(sealed) {
      try {
        return await decrypter.decrypt(sealed);
      } catch {
        // The library's message is not logged: the log takes only a code.
        throw Object.assign(new Error('sealed content cannot be opened'), { code: 'EUNREADABLE' });
      }
    },
  };
}

/** A private key and its public key. */
export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}

/** @returns the pair of this private key. @throws when the key is malformed */
export const keyPairOf = async (identity: string): Promise<KeyPair> => ({
  identity,
  recipient: await identityToRecipient(identity),
});

/** @returns a new pair (X25519), from the system's random numbers */
export const createKeyPair = async (): Promise<KeyPair> => keyPairOf(await generateX25519Identity());
