import type { DatabaseSync } from 'node:sqlite';
import type { EnquiryStore } from '../store.ts';

type MarkParts = Pick<EnquiryStore, 'marks' | 'setMark' | 'claimMark'>;

/** @returns the marks that the processes on one store share. */
export function createMarks(database: DatabaseSync): MarkParts {
  const all = database.prepare('SELECT name, value FROM mark');
  const remove = database.prepare('DELETE FROM mark WHERE name = ?');
  const set = database.prepare(`INSERT INTO mark (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`);
  return {
    marks: async () => new Map(all.all().map((row) => [String(row['name']), String(row['value'])])),
    async setMark(name, value) {
      if (value === undefined) remove.run(name);
      else set.run(name, value);
    },
    claimMark: async (name, value) => set.run(name, value).changes > 0,
  };
}
