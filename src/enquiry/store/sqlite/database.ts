import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFile, makeFolder } from '../../../durable-file.ts';
import { countBeforeSteps, requireKnownVersion } from '../rows.ts';
import { requireSound } from './damage.ts';

/** Older versions can damage a WAL database that two connections use (sqlite.org/wal.html, "WAL-reset bug"). */
const oldestSqlite = [3, 51, 3] as const;

/** One entry for each version of the tables. A released entry never changes; a new one changes the tables. */
export const migrations = [
  `CREATE TABLE enquiry (
     reference TEXT NOT NULL PRIMARY KEY,
     key_hash BLOB NOT NULL UNIQUE,
     content_hash BLOB NOT NULL,
     topic TEXT NOT NULL,
     received_at INTEGER NOT NULL,
     suspect INTEGER NOT NULL CHECK (suspect IN (0, 1)),
     message_id TEXT NOT NULL UNIQUE,
     content BLOB NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'parked')),
     route TEXT NOT NULL CHECK (route IN ('own', 'fallback')),
     attempts INTEGER NOT NULL,
     unfinished INTEGER NOT NULL,
     next_attempt_at INTEGER NOT NULL,
     lease_owner TEXT,
     lease_until INTEGER,
     delivered_at INTEGER,
     last_cause TEXT,
     CHECK ((state = 'sending') = (lease_owner IS NOT NULL)),
     CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
     CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
   ) STRICT;
   CREATE INDEX enquiry_due ON enquiry (state, next_attempt_at);`,
  'CREATE TABLE mark (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;',
  // Due enquiries are found without reading the others, and all are counted without reading their content.
  `DROP INDEX enquiry_due;
   CREATE INDEX enquiry_clean ON enquiry (state, next_attempt_at, received_at) WHERE unfinished = 0;
   CREATE INDEX enquiry_crashed ON enquiry (state, next_attempt_at, received_at) WHERE unfinished > 0;
   CREATE INDEX enquiry_overview ON enquiry (state, last_cause, received_at);`,
  // These hashes could be guessed with the form's secret. A form that is sent again then counts as a form with other
  // content.
  "UPDATE enquiry SET content_hash = x'';",
  // Suspect enquiries are never claimed before others.
  `DROP INDEX enquiry_clean;
   CREATE INDEX enquiry_clean ON enquiry (state, next_attempt_at, received_at) WHERE unfinished = 0 AND suspect = 0;
   CREATE INDEX enquiry_suspect ON enquiry (state, next_attempt_at, received_at) WHERE unfinished = 0 AND suspect = 1;`,
  // Enquiries delivered before steps were stored count as taken. An older process that still runs writes the
  // defaults.
  `ALTER TABLE enquiry ADD COLUMN kind TEXT NOT NULL DEFAULT 'enquiry' CHECK (kind IN ('enquiry', 'link', 'phone', 'withdraw', 'nobody-called'));
   ALTER TABLE enquiry ADD COLUMN about TEXT;
   ALTER TABLE enquiry ADD COLUMN told TEXT;
   ALTER TABLE enquiry ADD COLUMN answer_by INTEGER;
   ALTER TABLE enquiry ADD COLUMN promised INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE enquiry ADD COLUMN step TEXT NOT NULL DEFAULT 'none' CHECK (step IN ('none', 'before', 'taken', 'tried', 'contacted', 'closed'));
   ALTER TABLE enquiry ADD COLUMN steps TEXT NOT NULL DEFAULT '';
   ALTER TABLE enquiry ADD COLUMN step_at INTEGER;
   ALTER TABLE enquiry ADD COLUMN withdrawn_at INTEGER;
   ALTER TABLE enquiry ADD COLUMN nobody_called_at INTEGER;
   ALTER TABLE enquiry ADD COLUMN noticed TEXT NOT NULL DEFAULT '';
   ALTER TABLE enquiry ADD COLUMN look_at INTEGER DEFAULT 0;
   UPDATE enquiry SET step = 'before', look_at = NULL WHERE state = 'delivered';
   CREATE INDEX enquiry_about ON enquiry (about) WHERE about IS NOT NULL;
   CREATE INDEX enquiry_told ON enquiry (told) WHERE told IS NOT NULL;
   CREATE INDEX enquiry_look ON enquiry (look_at) WHERE look_at IS NOT NULL;
   CREATE INDEX enquiry_closed ON enquiry (step_at) WHERE step = 'closed';
   CREATE INDEX enquiry_before ON enquiry (delivered_at) WHERE step = 'before';
   CREATE INDEX enquiry_open ON enquiry (topic, route, received_at, step, answer_by, withdrawn_at)
     WHERE kind = 'enquiry' AND (step IN ('none', 'taken', 'tried', 'contacted') OR
       (step = 'closed' AND nobody_called_at > step_at));`,
] as const;

/** The first version that stores steps. */
const stepsVersion = 6;

function checkVersion(): void {
  const version = (process.versions['sqlite'] ?? '0').split('.').map(Number);
  const difference =
    oldestSqlite.map((part, place) => (version[place] ?? 0) - part).find((each) => each !== 0) ?? 0;
  if (difference < 0) {
    throw new Error(
      `this Node has SQLite ${process.versions['sqlite']}; needed: ${oldestSqlite.join('.')} or newer`,
    );
  }
}

/**
 * SQLite gives its WAL the mode of the database file, so the file is created with the right mode before it is opened.
 */
function preparePlace(file: string): void {
  makeFolder(dirname(file));
  makeFile(file);
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Runs the work as one transaction, which is on disk when this returns. @throws what the work or SQLite threw */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // After a full disk SQLite may have rolled back already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function migrate(database: DatabaseSync, onStepsBegin: (deliveredBefore: number) => void): void {
  const version = Number(pragma(database, 'user_version'));
  requireKnownVersion(version, migrations.length);
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    transaction(database, () => {
      // Another process may have migrated since the version was read.
      if (Number(pragma(database, 'user_version')) !== index) return;
      database.exec(statements);
      database.exec(`PRAGMA user_version = ${index + 1}`);
      if (index + 1 !== stepsVersion || version === 0) return;
      const before = database.prepare(countBeforeSteps).get();
      onStepsBegin(Number(before?.['count']));
    });
  }
}

/**
 * Opens (or creates) the store's database with its durability and secrecy settings and its tables at the current
 * version.
 *
 * @param file a path, or `:memory:`
 * @param onStepsBegin as in `openSqliteStore`
 * @throws when it cannot be opened, is damaged, or is of a newer version
 */
export function openDatabase(
  file: string,
  onStepsBegin: (deliveredBefore: number) => void = () => {},
): DatabaseSync {
  checkVersion();
  if (file !== ':memory:') preparePlace(file);
  const database = new DatabaseSync(file, {
    timeout: 150,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    defensive: true,
  });
  try {
    database.exec('PRAGMA trusted_schema = 0');
    database.exec('PRAGMA secure_delete = ON');
    const mode = pragma(database, 'journal_mode = WAL');
    if (mode !== 'wal' && file !== ':memory:')
      throw new Error('the store cannot use write-ahead logging here');
    database.exec('PRAGMA synchronous = FULL');
    requireSound(database);
    migrate(database, onStepsBegin);
    // Removes data that the migration overwrote from the write-ahead log.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
