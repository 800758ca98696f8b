import { errorCodeOf } from '../../error-code.ts';
import { isConstraintViolation, isDamage, salvage, setAside } from './sqlite/damage.ts';
import { openSqliteStore } from './sqlite/driver.ts';
import type { EnquiryRecord, EnquiryStore } from './store.ts';

/** The kind of database, and where it is. */
type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Opens the store in its database, and handles failures of it. */
export interface Driver {
  /** @throws when it cannot be reached, is damaged, or was written by a newer version */
  open(): Promise<EnquiryStore>;
  /** @returns whether only a person can fix a failed opening, so that trying again does not help */
  isMisconfiguration(error: unknown): boolean;
  /** @returns whether `mend` helps against this failure; if not, only waiting or a person helps */
  canMend(error: unknown): boolean;
  /**
   * Replaces a broken store by a new one with all rows that could be read; the broken file is kept beside it.
   *
   * @param broken the store, if it could be opened; it is closed here
   * @throws when no store can be opened now
   */
  mend(broken: EnquiryStore | undefined): Promise<EnquiryStore>;
}

/** Error codes of the file system: the folder is a file, is missing, or is not writable. */
const fileSystemMisconfigurations: readonly string[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EEXIST',
];
/**
 * Error codes of PostgreSQL (its documentation, appendix A): wrong password, no such role, no such database, no
 * privilege.
 */
const postgresMisconfigurations: readonly string[] = ['28P01', '28000', '3D000', '42501'];

/** Our own errors, for example about tables of a newer version, have no code. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && !('code' in error) && !('errcode' in error);

async function readAll(store: EnquiryStore | undefined): Promise<readonly EnquiryRecord[]> {
  const read: EnquiryRecord[] = [];
  try {
    for await (const record of store?.records() ?? []) read.push(record);
  } catch {
    // The other rows are recovered from the raw file.
  }
  return read;
}

/** A damaged row may have values that the tables refuse; it must not stop the others. */
async function takeAll(store: EnquiryStore, records: readonly EnquiryRecord[]): Promise<number> {
  let taken = 0;
  for (const record of records) {
    try {
      if (await store.takeIn(record)) taken += 1;
    } catch (error) {
      if (!isConstraintViolation(error)) throw error;
    }
  }
  return taken;
}

interface DriverParts {
  readonly clock: () => Date;
  /** As in `openSqliteStore`. */
  readonly onStepsBegin: (deliveredBefore: number) => void;
  /**
   * Called when a damaged store was replaced, before the new one is used.
   *
   * @param store the new one
   * @param count number of recovered enquiries
   */
  readonly onMended: (store: EnquiryStore, count: number) => Promise<void>;
}

function createSqliteDriver(file: string, { clock, onStepsBegin, onMended }: DriverParts): Driver {
  const open = async () => openSqliteStore({ file, onStepsBegin });
  const isGone = (error: unknown) => errorCodeOf(error) === 'STORE_GONE';

  /** Another process, or a person, may have put an intact file there by now. */
  async function openOrReplace(): Promise<{ store: EnquiryStore; salvaged: readonly EnquiryRecord[] }> {
    try {
      return { store: await open(), salvaged: [] };
    } catch (error) {
      if (!isDamage(error)) throw error;
      const aside = setAside(file, clock());
      return { store: await open(), salvaged: salvage(aside) };
    }
  }

  return {
    open,
    isMisconfiguration: (error) =>
      isRefusal(error) || fileSystemMisconfigurations.includes(errorCodeOf(error)),
    canMend: (error) => isDamage(error) || isGone(error),
    async mend(broken) {
      const held = await readAll(broken);
      await broken?.close().catch(() => {});
      const { store, salvaged } = await openOrReplace();
      const count = (await takeAll(store, held)) + (await takeAll(store, salvaged));
      await onMended(store, count);
      return store;
    },
  };
}

/** @returns the driver for this database; nothing is opened yet */
export async function createDriver(place: StorePlace, parts: DriverParts): Promise<Driver> {
  if (place.kind === 'sqlite') return createSqliteDriver(place.file, parts);
  // Loaded only when used: it takes memory that a small machine with SQLite needs otherwise.
  const { openPostgresStore } = await import('./postgres/driver.ts');
  return {
    open: () => openPostgresStore({ url: place.url, onStepsBegin: parts.onStepsBegin }),
    isMisconfiguration: (error) => isRefusal(error) || postgresMisconfigurations.includes(errorCodeOf(error)),
    canMend: () => false,
    mend: () => Promise.reject(new Error('a PostgreSQL store is mended by its own tools')),
  };
}
