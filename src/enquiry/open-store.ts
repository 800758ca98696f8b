import type { EnquiryStore } from './store.ts';
import { openSqliteStore } from './store-sqlite.ts';

/**
 * Opens the engine that keeps enquiries.
 *
 * @throws when it cannot be reached, is damaged, or was written by a newer version
 */
export async function openStore(
  place:
    | { readonly kind: 'sqlite'; readonly file: string }
    | { readonly kind: 'postgres'; readonly url: string },
): Promise<EnquiryStore> {
  if (place.kind === 'sqlite') return openSqliteStore({ file: place.file });
  // Loaded only where it is used: a small machine with SQLite does without it.
  const { openPostgresStore } = await import('./store-postgres.ts');
  return openPostgresStore({ url: place.url });
}
