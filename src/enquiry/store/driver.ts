import { errorCodeOf } from '../../error-code.ts';
import type { Log } from '../../log.ts';
import { createAlarms } from '../monitoring/alarms.ts';
import { isDamage, salvage, setAside } from './sqlite/damage.ts';
import { openSqliteStore } from './sqlite/driver.ts';
import type { EnquiryRecord, EnquiryStore } from './store.ts';

/** Which driver keeps the enquiries, and where. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What opens the store, and what may be done when it broke. */
export interface Driver {
  /** @throws when it cannot be reached, is damaged, or was written by a newer version */
  open(): Promise<EnquiryStore>;
  /** @returns whether a failed opening can only be put right by a person, so that trying again is no use */
  isMisconfiguration(error: unknown): boolean;
  /** @returns whether `mend` helps against this failure; else only time or a person does */
  canMend(error: unknown): boolean;
  /**
   * Puts a fresh store in the place of a broken one, with all that could be read from it; the broken file is kept
   * beside it.
   *
   * @param broken the store as it was open, which is closed; undefined when it could not even be opened
   * @throws when no store can be opened now
   */
  mend(broken: EnquiryStore | undefined): Promise<EnquiryStore>;
}

/** Of the file system: a folder that is none, or that may not be written. */
const misconfigurationCodes: readonly string[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ENOENT',
  'EEXIST',
];
/** Of PostgreSQL (its documentation, appendix A): wrong password, no such role, database or right. */
const postgresMisconfigurationCodes: readonly string[] = ['28P01', '28000', '3D000', '42501'];

/** Our own refusals, such as a newer version's tables, carry no code. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && !('code' in error) && !('errcode' in error);

async function readAll(store: EnquiryStore | undefined): Promise<readonly EnquiryRecord[]> {
  const read: EnquiryRecord[] = [];
  try {
    for await (const record of store?.records() ?? []) read.push(record);
  } catch {
    // What its pages still hold is read from the file.
  }
  return read;
}

async function takeAll(store: EnquiryStore, records: readonly EnquiryRecord[]): Promise<number> {
  let taken = 0;
  for (const record of records) if (await store.takeIn(record)) taken += 1;
  return taken;
}

function createSqliteDriver(file: string, { log, clock }: { log: Log; clock: () => Date }): Driver {
  const open = async () => openSqliteStore({ file });
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
    isMisconfiguration: (error) => isRefusal(error) || misconfigurationCodes.includes(errorCodeOf(error)),
    canMend: (error) => isDamage(error) || isGone(error),
    async mend(broken) {
      const held = await readAll(broken);
      await broken?.close().catch(() => {});
      const { store, salvaged } = await openOrReplace();
      const count = (await takeAll(store, held)) + (await takeAll(store, salvaged));
      const alarms = createAlarms({ store, log, clock });
      alarms.raise('store-damaged', { count });
      await alarms.flush();
      return store;
    },
  };
}

/** @returns the driver for this place; nothing is opened yet */
export async function createDriver(
  place: StorePlace,
  parts: { log: Log; clock: () => Date },
): Promise<Driver> {
  if (place.kind === 'sqlite') return createSqliteDriver(place.file, parts);
  // Loaded only where it is used: a small machine with SQLite does without it.
  const { openPostgresStore } = await import('./postgres/driver.ts');
  return {
    open: () => openPostgresStore({ url: place.url }),
    isMisconfiguration: (error) =>
      isRefusal(error) || postgresMisconfigurationCodes.includes(errorCodeOf(error)),
    canMend: () => false,
    mend: () => Promise.reject(new Error('a PostgreSQL store is mended by its own tools')),
  };
}
