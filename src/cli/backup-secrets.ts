import { existsSync, readFileSync } from 'node:fs';
import { otherSecret, secretCheckFlag, secretFile, wasWrittenWith } from '../app/form-secret.ts';
import { keepOnce } from '../app/kept-file.ts';
import { fileModeIn, makeFolder } from '../durable-file.ts';
import { openSqliteStore } from '../enquiry/store/sqlite/driver.ts';
import type { Settings } from '../settings/settings.ts';

/** Flag with the form's secret; only in a backup. */
const secretFlag = 'form-secret';

/** @returns whether a flag must not be shown in a status */
export const isSecretFlag = (flag: string): boolean => flag === secretFlag || flag === secretCheckFlag;

type Flags = ReadonlyMap<string, string>;

/**
 * Links for staff and people's codes are derived from the form's secret: a backup without it would make them invalid.
 */
export interface BackupSecrets {
  /** @returns why a command must not work on a store with these flags; undefined: it may */
  whyNot(command: string, flags: Flags): string | undefined;
  /** Writes the secret into a new backup. */
  putInto(file: string): Promise<void>;
  /** Restores the secret from a backup when there is none here. @returns lines for the operator */
  takeFrom(flags: Flags): readonly string[];
}

const whatIsLost = 'links in the mails of its enquiries, and the codes of their people, are void here';
const secretMissing =
  "the form's secret is not here, and a backup has to hold it: set FORM_SECRET to that of the site, or DATA_DIR to the folder with its form-secret";

/** @returns the secret in a backup; undefined when the store was not written with it */
function secretIn(flags: Flags): Buffer | undefined {
  const written = flags.get(secretFlag);
  const secret = written === undefined ? undefined : Buffer.from(written, 'base64');
  return secret === undefined || wasWrittenWith(secret, flags) === false ? undefined : secret;
}

/** @param settings of the site, with its form's secret @returns what `backup` and `restore` do with that secret */
export function createBackupSecrets(settings: Settings): BackupSecrets {
  const kept = secretFile(settings.dataDirectory);
  const own = (): Uint8Array | undefined =>
    settings.formSecret ?? (existsSync(kept) ? readFileSync(kept) : undefined);
  return {
    whyNot(command, flags) {
      const secret = own();
      if (secret === undefined) return command === 'backup' ? secretMissing : undefined;
      return wasWrittenWith(secret, flags) === false ? otherSecret : undefined;
    },
    async putInto(file) {
      const secret = own();
      const store = openSqliteStore({ file });
      try {
        await store.setFlag(secretFlag, secret && Buffer.from(secret).toString('base64'));
      } finally {
        await store.close();
      }
    },
    takeFrom(flags) {
      const secret = own();
      const theirs = secretIn(flags);
      if (secret !== undefined) {
        const same = theirs === undefined ? wasWrittenWith(secret, flags) : theirs.equals(secret);
        if (same === undefined)
          return [
            `the backup does not say with which FORM_SECRET it was made: if not with the one here, ${whatIsLost}`,
          ];
        return same ? [] : [`the backup was made with another FORM_SECRET: ${whatIsLost}`];
      }
      if (theirs === undefined)
        return [
          `the backup does not hold the form's secret of its site: set FORM_SECRET to that one before the site starts here, else ${whatIsLost}`,
        ];
      makeFolder(settings.dataDirectory);
      keepOnce(kept, theirs, fileModeIn(settings.dataDirectory));
      return [`the form's secret of the backup is kept in ${kept}`];
    },
  };
}
