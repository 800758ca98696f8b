import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretCheckFlag, secretCheckOf, secretFile } from '../app/form-secret.ts';
import { keepOnce } from '../app/kept-file.ts';
import { fileModeIn, makeFolder } from '../durable-file.ts';
import { openSqliteStore } from '../enquiry/store/sqlite/driver.ts';
import type { Settings } from '../settings/settings.ts';

/** Holds the form's secret in a backup, and nowhere else. */
const secretFlag = 'form-secret';

/** @returns whether a flag is not for the eyes of whoever looks at a status */
export const isSecretFlag = (flag: string): boolean => flag === secretFlag || flag === secretCheckFlag;

/** Links for staff and people's codes follow from the form's secret: a backup without it would make them void. */
export interface BackupSecrets {
  /** @returns why a copy of the store with these flags would be worth nothing, and what to do; undefined: it is fine */
  whyNoBackup(flags: ReadonlyMap<string, string>): string | undefined;
  /** Puts the secret into a new backup. */
  putInto(file: string): Promise<void>;
  /** Takes the secret of a backup where there is none here. @returns lines for the operator */
  takeFrom(flags: ReadonlyMap<string, string>): readonly string[];
}

export function createBackupSecrets(settings: Settings): BackupSecrets {
  const kept = secretFile(settings.dataDirectory);
  const secret = (): Uint8Array | undefined =>
    settings.formSecret ?? (existsSync(kept) ? readFileSync(kept) : undefined);
  const written = (): string | undefined => {
    const known = secret();
    return known && Buffer.from(known).toString('base64');
  };
  /** @returns whether links and codes of a store with these flags are those that follow from the secret here */
  function fits(flags: ReadonlyMap<string, string>): boolean {
    const [known, check] = [secret(), flags.get(secretCheckFlag)];
    return check === undefined || (known !== undefined && secretCheckOf(known) === check);
  }
  return {
    whyNoBackup: (flags) =>
      fits(flags)
        ? undefined
        : 'links for staff and codes follow from a FORM_SECRET that is not known here; set the one that the site runs with',
    async putInto(file) {
      const store = openSqliteStore({ file });
      try {
        await store.setFlag(secretFlag, written());
      } finally {
        await store.close();
      }
    },
    takeFrom(flags) {
      const theirs = flags.get(secretFlag);
      if (theirs === undefined)
        return fits(flags)
          ? []
          : [
              'the copy holds no FORM_SECRET: before the first start here set that of its site, or links in the mails of its enquiries, and codes, are void',
            ];
      if (theirs === written()) return [];
      if (secret() !== undefined)
        return [
          'the backup was made with another FORM_SECRET: links in the mails of its enquiries, and codes, are void here',
        ];
      const bytes = Buffer.from(theirs, 'base64');
      if (bytes.length !== 32)
        return [`set FORM_SECRET to that of the site of the backup; then links and codes stay good`];
      makeFolder(settings.dataDirectory);
      keepOnce(kept, bytes, fileModeIn(settings.dataDirectory));
      return [`the form's secret of the backup is kept in ${join(settings.dataDirectory, 'form-secret')}`];
    },
  };
}
