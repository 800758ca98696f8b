import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from '../../../../src/enquiry/store/sqlite/database.ts';
import type { NewEnquiry } from '../../../../src/enquiry/store/store.ts';

/** @returns a store's file as an older version created it; the caller closes it */
export function openOldFile(file: string, version: number): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  for (const statements of migrations.slice(0, version)) database.exec(statements);
  database.exec(`PRAGMA user_version = ${version}`);
  return database;
}

/** Adds an enquiry as an older version did. */
export function addToOldFile(
  database: DatabaseSync,
  enquiry: NewEnquiry,
  state: 'waiting' | 'delivered' | 'parked',
): void {
  const { reference, keyHash, contentHash, topic, receivedAt, messageId, content } = enquiry;
  const at = receivedAt.getTime();
  database
    .prepare(
      `INSERT INTO enquiry (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content, state,
         route, attempts, unfinished, next_attempt_at, delivered_at)
       VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, 'own', 0, 0, ?, ?)`,
    )
    .run(
      ...[reference, keyHash, contentHash, topic, at, messageId, content, state, at],
      state === 'delivered' ? at : null,
    );
}
