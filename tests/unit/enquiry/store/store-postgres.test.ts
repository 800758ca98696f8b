import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { Client } from 'pg';
import { connectPostgres } from '../../../../src/enquiry/store/postgres/connection.ts';
import { openPostgresStore } from '../../../../src/enquiry/store/postgres/driver.ts';
import { migrations } from '../../../../src/enquiry/store/postgres/tables.ts';
import { errorCodeOf } from '../../../../src/error-code.ts';
import { startPostgres } from '../../../support/postgres.ts';
import { newEnquiry } from '../samples.ts';
import { describeAdding } from './store-adding-suite.ts';
import { describeProgress } from './store-progress-suite.ts';
import { describeQueue } from './store-queue-suite.ts';
import { describeRecords } from './store-records-suite.ts';
import { at, claim, references } from './store-suite.ts';

const started = await startPostgres({ durable: false });
after(() => started?.remove());
const postgres = () => started ?? assert.fail('no PostgreSQL');

describe('a store in PostgreSQL', { skip: started === undefined }, () => {
  const freshPlace = async () => {
    const url = await postgres().freshDatabase();
    return () => openPostgresStore({ url });
  };
  describeAdding(freshPlace);
  describeQueue(freshPlace);
  describeProgress(freshPlace);
  describeRecords(freshPlace);
});

describe('PostgreSQL', { skip: started === undefined }, () => {
  /** @returns a new store, its address, and another connection to its database */
  async function openStore(context: TestContext) {
    const url = await postgres().freshDatabase();
    const store = await openPostgresStore({ url });
    const beside = new Client({ connectionString: url });
    beside.on('error', () => {});
    await beside.connect();
    context.after(async () => {
      await store.close();
      await beside.end();
    });
    return { url, store, beside };
  }

  it('is prepared once by processes that start together, and refused when a newer version wrote it', async () => {
    const url = await postgres().freshDatabase();
    const stores = await Promise.all(Array.from({ length: 6 }, () => openPostgresStore({ url })));
    await stores[0]?.add(newEnquiry(1));
    for (const store of stores) await store.close();
    const database = connectPostgres(url);
    assert.equal((await database.query('SELECT version FROM schema_version')).count, 1);
    await database.query('UPDATE schema_version SET version = 99');
    await assert.rejects(openPostgresStore({ url }), /newer version/);
    assert.equal((await database.query('SELECT 1 FROM enquiry')).count, 1);
    await database.close();
  });

  // Mutations seen caught: waiting enquiries count as taken too; the number is not reported.
  it('counts enquiries delivered before the table of steps as taken, and reports their number', async (context) => {
    const url = await postgres().freshDatabase();
    const before = connectPostgres(url);
    for (const statements of migrations.slice(0, 4)) await before.query(statements);
    await before.query('CREATE TABLE schema_version (version integer NOT NULL)');
    await before.query('INSERT INTO schema_version VALUES (4)');
    for (const [number, state] of ['delivered', 'delivered', 'waiting', 'parked'].entries()) {
      const { reference, keyHash, contentHash, topic, receivedAt, messageId, content } = newEnquiry(
        number + 1,
      );
      const time = receivedAt.getTime();
      await before.query(
        `INSERT INTO enquiry (reference, key_hash, content_hash, topic, received_at, suspect, message_id, content,
           state, route, attempts, unfinished, next_attempt_at, delivered_at)
         VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, 'own', 0, 0, $5, $9)`,
        [
          ...[reference, keyHash, contentHash, topic, time, messageId, content, state],
          state === 'delivered' ? time : null,
        ],
      );
    }
    await before.close();
    const told: number[] = [];
    const open = () => openPostgresStore({ url, onStepsBegin: (count) => told.push(count) });
    const store = await open();
    context.after(() => store.close());
    assert.deepEqual(told, [2]);
    assert.deepEqual(references(await store.dueForLook(at(9_999_999), 9)).toSorted(), ['KIS-3', 'KIS-4']);
    const taken = { step: 'taken', who: 'kierownik', at: at(5) } as const;
    assert.equal((await store.press('KIS-1', taken))?.result, 'already');
    assert.equal((await store.press('KIS-3', taken))?.result, 'changed');
    assert.equal((await store.find('KIS-2'))?.content.length, newEnquiry(2).content.length);
    assert.equal(await store.eraseClosedBefore(at(0)), 0);
    assert.equal(await store.eraseClosedBefore(at(1)), 2);
    await (await open()).close();
    assert.deepEqual(told, [2]);
  });

  it('waits for the disk whatever the address or the database says', async () => {
    const url = await postgres().freshDatabase();
    const database = connectPostgres(`${url}?options=-c%20synchronous_commit%3Doff`);
    const { rows } = await database.query('SHOW synchronous_commit');
    assert.deepEqual(rows, [{ synchronous_commit: 'on' }]);
    await database.close();
  });

  it('skips enquiries that another courier is claiming, without waiting', async (context) => {
    const { store, beside } = await openStore(context);
    for (const number of [1, 2, 3]) await store.add(newEnquiry(number, { firstAttemptAt: at(-9 + number) }));
    await beside.query("BEGIN; SELECT 1 FROM enquiry WHERE reference = 'KIS-1' FOR UPDATE");
    assert.deepEqual(references(await claim(store, { limit: 1 })), ['KIS-2']);
    await beside.query('ROLLBACK');
  });

  it('does not wait long for a lock, and tells the class of the cause', async (context) => {
    const { store, beside } = await openStore(context);
    await beside.query('BEGIN; LOCK TABLE enquiry IN ACCESS EXCLUSIVE MODE');
    const cause = await store.add(newEnquiry(1)).then(() => 'added', errorCodeOf);
    assert.equal(cause, '55P03');
    await beside.query('ROLLBACK');
    assert.deepEqual(await store.add(newEnquiry(1)), { kind: 'added' });
  });

  it('may be stopped and started again under a store that is open', async (context) => {
    const { url, store } = await openStore(context);
    await Promise.all([1, 2, 3].map((number) => store.add(newEnquiry(number))));
    const reading = store.records()[Symbol.asyncIterator]();
    await reading.next();
    await postgres().stopImmediately();
    await reading.return?.();
    for (let tries = 0; tries < 4; tries += 1)
      assert.match(
        await store.add(newEnquiry(4)).then(() => 'added', errorCodeOf),
        /^(57P0[123]|E[A-Z]+|POSTGRES_LOST)$/,
      );
    await assert.rejects(openPostgresStore({ url }), { code: 'ECONNREFUSED' });
    await postgres().start();
    assert.deepEqual(await store.add(newEnquiry(4)), { kind: 'added' });
    assert.equal((await store.list()).length, 4);
  });

  it('that hangs makes adding fail, each sender for itself', async (context) => {
    const { store } = await openStore(context);
    await store.add(newEnquiry(1));
    const release = await postgres().hold();
    const sends = Array.from({ length: 20 }, (_, number) => store.add(newEnquiry(number)));
    const causes = (await Promise.allSettled(sends)).map((result) =>
      result.status === 'rejected' ? errorCodeOf(result.reason) : result.value.kind,
    );
    release();
    assert.deepEqual(new Set(causes), new Set(['POSTGRES_LOST']));
    const { kind } = await store.add(newEnquiry(2));
    assert.match(kind, /^(added|already-stored)$/);
  });

  it('answers the second press when the answer to the first was lost after the commit', async (context) => {
    const { url, store: direct } = await openStore(context);
    let deaf = false;
    const proxy = createServer((socket) => {
      const server = connect(Number(new URL(url).port), '127.0.0.1');
      for (const end of [socket, server]) end.on('error', () => {});
      socket.pipe(server);
      server.on('data', (chunk) => (deaf ? socket.destroy() : socket.write(chunk)));
      socket.on('close', () => server.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const through = new URL(url);
    through.port = String((proxy.address() as AddressInfo).port);
    const store = await openPostgresStore({ url: through.href });
    context.after(async () => {
      await store.close();
      proxy.close();
    });
    await store.add(newEnquiry(1));
    deaf = true;
    await assert.rejects(store.add(newEnquiry(2)));
    deaf = false;
    const again = newEnquiry(2, { reference: 'KIS-9', messageId: '<9@kis.example>' });
    assert.deepEqual(await store.add(again), {
      kind: 'already-stored',
      reference: 'KIS-2',
      receivedAt: at(0),
    });
    assert.deepEqual(references(await direct.list()), ['KIS-1', 'KIS-2']);
  });

  it('holds nothing in the table’s files of an enquiry that was erased', async (context) => {
    const { store, beside } = await openStore(context);
    const { rows } = await beside.query<{ oid: number }>(
      'SELECT oid FROM pg_database WHERE datname = current_database()',
    );
    const place = join(postgres().dataDirectory, 'base', String(rows[0]?.oid));
    const canary = randomBytes(16);
    // One small enough for the row itself, one so large that PostgreSQL stores it in a separate TOAST table.
    const contents = [canary, Buffer.concat([canary, randomBytes(20_000)])];
    const holdsCanary = async () => {
      await beside.query('CHECKPOINT');
      return readdirSync(place).some((name) => readFileSync(join(place, name)).includes(canary));
    };
    for (const [number, content] of contents.entries()) await store.add(newEnquiry(number, { content }));
    // The remaining enquiry keeps the pages from being truncated.
    await store.add(newEnquiry(2, { content: randomBytes(20_000) }));
    assert.equal(await holdsCanary(), true);
    await store.erase('KIS-0');
    await store.press('KIS-1', { step: 'closed', who: 'pracownik', at: at(10) });
    assert.equal(await store.eraseClosedBefore(at(11)), 1);
    assert.equal(await holdsCanary(), false);
  });
});
