import type { EnquiryStore } from '../store.ts';
import type { Query } from './connection.ts';

type MarkParts = Pick<EnquiryStore, 'marks' | 'setMark' | 'claimMark'>;

/** @returns the marks that the processes on one store share */
export function createMarks(query: Query): MarkParts {
  const set = (name: string, value: string) =>
    query(
      `INSERT INTO mark (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE mark.value <> excluded.value`,
      [name, value],
    );
  return {
    async marks() {
      const { rows } = await query('SELECT name, value FROM mark');
      return new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
    },
    async setMark(name, value) {
      if (value === undefined) await query('DELETE FROM mark WHERE name = $1', [name]);
      else await set(name, value);
    },
    claimMark: async (name, value) => (await set(name, value)).count > 0,
  };
}
