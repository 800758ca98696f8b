import type { EnquiryStore } from '../store.ts';
import type { Query } from './connection.ts';

type FlagParts = Pick<EnquiryStore, 'flags' | 'setFlag' | 'claimFlag'>;

/** @returns the flags that the processes on one store share */
export function createFlags(query: Query): FlagParts {
  const set = (name: string, value: string) =>
    query(
      `INSERT INTO mark (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE mark.value <> excluded.value`,
      [name, value],
    );
  return {
    async flags() {
      const { rows } = await query('SELECT name, value FROM mark');
      return new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
    },
    async setFlag(name, value) {
      if (value === undefined) await query('DELETE FROM mark WHERE name = $1', [name]);
      else await set(name, value);
    },
    claimFlag: async (name, value) => (await set(name, value)).count > 0,
  };
}
