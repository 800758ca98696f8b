import type { EnquiryStore } from './store.ts';

/** Enquiries in a PostgreSQL database. */
export async function openPostgresStore(_options: { url: string }): Promise<EnquiryStore> {
  throw new Error('not built yet');
}
