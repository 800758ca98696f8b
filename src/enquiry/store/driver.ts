import { errorCodeOf } from '../../error-code.ts';
import { isConstraintViolation, isDamage, salvage, setAside } from './sqlite/damage.ts';
import { openSqliteStore } from './sqlite/driver.ts';
import type { EnquiryRecord, EnquiryStore } from './store.ts';

/** Which database keeps the enquiries, and where. */
type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Opens the store in its database, and knows what may be done when that broke. */
export interface Driver {
  /** @throws when it cannot be reached, is damaged, or was written by a newer version */
  open(): Promise<EnquiryStore>;
  /** @returns whether only a person can put a failed opening right, so that trying again is of no use */
  isMisconfiguration(error: unknown): boolean;
  /** @returns whether `mend` helps against this failure; if not, only time or a person does */
  canMend(error: unknown): boolean;
  /**
   * Puts a fresh store in the place of a broken one, with all that could be read from it; the broken file is kept
   * beside it.
   *
   * @param broken the store, if it could be opened; it is closed here
   * @throws when no store can be opened now
   */
  mend(broken: EnquiryStore | undefined): Promise<EnquiryStore>;
}

/** The file system's: the folder is a file, is missing, or may not be written to. */
const fileSystemMisconfigurations: readonly string[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EEXIST',
];
/** PostgreSQL's (its documentation, appendix A): wrong password, no such role, no such database, no right. */
const postgresMisconfigurations: readonly string[] = ['28P01', '28000', '3D000', '42501'];

/** Our own refusals, such as a newer version's tables, carry no code. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && !('code' in error) && !('errcode' in error);

async function readAll(store: EnquiryStore | undefined): Promise<readonly EnquiryRecord[]> {
  const read: EnquiryRecord[] = [];
  try {
    for await (const record of store?.records() ?? []) read.push(record);
  } catch {
    // What can still be read of the others is taken from the file itself.
  }
  return read;
}

/** A damaged row may hold what the tables do not take; it must not hold up the others. */
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
   * Told when a damaged store was replaced, before anyone uses the new one.
   *
   * @param store the new one
   * @param count enquiries that could be taken over
   */
  readonly onMended: (store: EnquiryStore, count: number) => Promise<void>;
}

function createSqliteDriver(file: string, { clock, onStepsBegin, onMended }: DriverParts): Driver {
  const open = async () => openSqliteStore({ file, onStepsBegin });
  const isGone = (error: unknown) => errorCodeOf(error) === 'STORE_GONE';

  /** Another process, or a person, may have put a good file there by now. */
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

/** @returns the driver for this place; nothing is opened yet */
export async function createDriver(place: StorePlace, parts: DriverParts): Promise<Driver> {
  if (place.kind === 'sqlite') return createSqliteDriver(place.file, parts);
  // Loaded only where it is used: it takes memory that a small machine with SQLite needs for other things.
  const { openPostgresStore } = await import('./postgres/driver.ts');
  return {
    open: () => openPostgresStore({ url: place.url, onStepsBegin: parts.onStepsBegin }),
    isMisconfiguration: (error) => isRefusal(error) || postgresMisconfigurations.includes(errorCodeOf(error)),
    canMend: () => false,
    mend: () => Promise.reject(new Error('a PostgreSQL store is mended by its own tools')),
  };
}
