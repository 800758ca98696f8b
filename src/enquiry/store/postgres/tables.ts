import { countBeforeSteps, requireKnownVersion } from '../rows.ts';
import type { Session } from './connection.ts';

/**
 * One entry for each version of the tables. A released entry never changes; a new one changes the tables. Columns
 * as in SQLite, times in milliseconds since 1970 too; `COLLATE "C"` so that both drivers order references alike.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE enquiry (
     reference text COLLATE "C" NOT NULL PRIMARY KEY,
     key_hash bytea NOT NULL UNIQUE,
     content_hash bytea NOT NULL,
     topic text NOT NULL,
     received_at bigint NOT NULL,
     suspect smallint NOT NULL CHECK (suspect IN (0, 1)),
     message_id text COLLATE "C" NOT NULL UNIQUE,
     content bytea NOT NULL,
     state text NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'parked')),
     route text NOT NULL CHECK (route IN ('own', 'fallback')),
     attempts integer NOT NULL,
     unfinished integer NOT NULL,
     next_attempt_at bigint NOT NULL,
     lease_owner text,
     lease_until bigint,
     delivered_at bigint,
     last_cause text,
     CHECK ((state = 'sending') = (lease_owner IS NOT NULL)),
     CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
     CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
   );
   CREATE INDEX enquiry_due ON enquiry (state, next_attempt_at);
   CREATE TABLE mark (name text NOT NULL PRIMARY KEY, value text NOT NULL);`,
  `DROP INDEX enquiry_due;
   CREATE INDEX enquiry_clean ON enquiry (state, next_attempt_at, received_at) WHERE unfinished = 0;
   CREATE INDEX enquiry_crashed ON enquiry (state, next_attempt_at, received_at) WHERE unfinished > 0;
   CREATE INDEX enquiry_overview ON enquiry (state, last_cause, received_at);`,
  // These hashes could be guessed with the form's secret. A form that is sent again then counts as a form with other
  // content.
  "UPDATE enquiry SET content_hash = '';",
  // Suspect enquiries are never claimed before others.
  `DROP INDEX enquiry_clean;
   CREATE INDEX enquiry_clean ON enquiry (state, next_attempt_at, received_at) WHERE unfinished = 0 AND suspect = 0;
   CREATE INDEX enquiry_suspect ON enquiry (state, next_attempt_at, received_at) WHERE unfinished = 0 AND suspect = 1;`,
  // Enquiries delivered before steps were stored count as taken. An older process that still runs writes the
  // defaults.
  `ALTER TABLE enquiry ADD COLUMN kind text NOT NULL DEFAULT 'enquiry' CHECK (kind IN ('enquiry', 'link', 'phone', 'withdraw', 'nobody-called'));
   ALTER TABLE enquiry ADD COLUMN about text COLLATE "C";
   ALTER TABLE enquiry ADD COLUMN told text COLLATE "C";
   ALTER TABLE enquiry ADD COLUMN answer_by bigint;
   ALTER TABLE enquiry ADD COLUMN promised smallint NOT NULL DEFAULT 0;
   ALTER TABLE enquiry ADD COLUMN step text NOT NULL DEFAULT 'none' CHECK (step IN ('none', 'before', 'taken', 'tried', 'contacted', 'closed'));
   ALTER TABLE enquiry ADD COLUMN steps text NOT NULL DEFAULT '';
   ALTER TABLE enquiry ADD COLUMN step_at bigint;
   ALTER TABLE enquiry ADD COLUMN withdrawn_at bigint;
   ALTER TABLE enquiry ADD COLUMN nobody_called_at bigint;
   ALTER TABLE enquiry ADD COLUMN noticed text NOT NULL DEFAULT '';
   ALTER TABLE enquiry ADD COLUMN look_at bigint DEFAULT 0;
   UPDATE enquiry SET step = 'before', look_at = NULL WHERE state = 'delivered';
   CREATE INDEX enquiry_about ON enquiry (about) WHERE about IS NOT NULL;
   CREATE INDEX enquiry_told ON enquiry (told) WHERE told IS NOT NULL;
   CREATE INDEX enquiry_look ON enquiry (look_at) WHERE look_at IS NOT NULL;
   CREATE INDEX enquiry_closed ON enquiry (step_at) WHERE step = 'closed';
   CREATE INDEX enquiry_before ON enquiry (delivered_at) WHERE step = 'before';
   CREATE INDEX enquiry_open ON enquiry (topic, route, received_at, step, answer_by, withdrawn_at)
     WHERE kind = 'enquiry' AND (step IN ('none', 'taken', 'tried', 'contacted') OR
       (step = 'closed' AND nobody_called_at > step_at));`,
];

/** The first version that stores steps. */
const stepsVersion = 5;

/** An arbitrary number, so that no other program on this database takes the same lock. */
const migrationLock = 5_417_203_961;

/**
 * Migrates the tables to the current version; several processes may do so at once.
 *
 * @returns when this migration adds the steps, the number of enquiries delivered before
 * @throws when the tables are of a newer version
 */
export async function migrate({ query }: Session): Promise<number | undefined> {
  await query('BEGIN');
  await query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
  await query('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
  const { rows } = await query('SELECT max(version) AS version FROM schema_version');
  const version = Number(rows[0]?.['version'] ?? 0);
  requireKnownVersion(version, migrations.length);
  for (const statements of migrations.slice(version)) await query(statements);
  if (version === 0) await query('INSERT INTO schema_version VALUES ($1)', [migrations.length]);
  else await query('UPDATE schema_version SET version = $1', [migrations.length]);
  const isStepsBegin = version > 0 && version < stepsVersion;
  const before = isStepsBegin ? await query(countBeforeSteps) : undefined;
  await query('COMMIT');
  // Removes old row versions that the migration left.
  if (version > 0 && version < migrations.length) await query('VACUUM (FULL) enquiry');
  return before === undefined ? undefined : Number(before.rows[0]?.['count']);
}
