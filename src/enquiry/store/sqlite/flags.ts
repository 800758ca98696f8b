import type { DatabaseSync } from 'node:sqlite';
import type { EnquiryStore } from '../store.ts';

type FlagParts = Pick<EnquiryStore, 'flags' | 'setFlag' | 'claimFlag'>;

/** @returns the flags that the processes on one store share. */
export function createFlags(database: DatabaseSync): FlagParts {
  const all = database.prepare('SELECT name, value FROM mark');
  const remove = database.prepare('DELETE FROM mark WHERE name = ?');
  const set = database.prepare(`INSERT INTO mark (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`);
  return {
    flags: async () => new Map(all.all().map((row) => [String(row['name']), String(row['value'])])),
    async setFlag(name, value) {
      if (value === undefined) remove.run(name);
      else set.run(name, value);
    },
    claimFlag: async (name, value) => set.run(name, value).changes > 0,
  };
}
