import assert from 'node:assert/strict';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { raiseStoreDamaged } from '../../../../src/enquiry/monitoring/alarms.ts';
import type { SpaceGate } from '../../../../src/enquiry/store/disk-space.ts';
import { createDriver, type Driver } from '../../../../src/enquiry/store/driver.ts';
import {
  type FailoverStore,
  failoverLimits,
  openFailoverStore,
} from '../../../../src/enquiry/store/failover-store.ts';
import { createSpool } from '../../../../src/enquiry/store/spool.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import { handClock, keepingLog, newEnquiry, random } from '../samples.ts';
import { addToOldFile, openOldFile } from './old-file.ts';
import { claim } from './store-suite.ts';

const fault = (code: string) => Object.assign(new Error(code), { code });

describe('a store whose driver fails', () => {
  let folder = '';
  let opened: FailoverStore[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-failover-'));
    opened = [];
  });
  afterEach(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
  });

  /** `round` waits for one of the store's own rounds. */
  async function harness(changes: { driver?: Driver; space?: Partial<SpaceGate> } = {}) {
    const { log, lines } = keepingLog();
    const { clock } = handClock();
    const spool = createSpool({ directory: join(folder, 'spool'), random, log });
    const driver =
      changes.driver ??
      (await createDriver(
        { kind: 'sqlite', file: join(folder, 'kis.db') },
        {
          clock,
          onStepsBegin() {},
          onMended: (mended, count) => raiseStoreDamaged({ store: mended, log, clock }, count),
        },
      ));
    let told = 0;
    let timers: { milliseconds: number; run: () => void }[] = [];
    const timer = (milliseconds: number, run: () => void) => {
      const entry = { milliseconds, run };
      timers.push(entry);
      return () => {
        timers = timers.filter((each) => each !== entry);
      };
    };
    const store = await openFailoverStore({
      driver,
      spool,
      space: { hasSpace: () => true, hasSuspectSpace: () => true, ...changes.space },
      log,
      timer,
    });
    store.subscribe(() => {
      told += 1;
    });
    opened.push(store);
    const fire = (milliseconds: number) => {
      const due = timers.filter((each) => each.milliseconds === milliseconds);
      timers = timers.filter((each) => !due.includes(each));
      for (const { run } of due) run();
    };
    const round = async () => {
      fire(failoverLimits.retryMilliseconds);
      while (timers.length === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    const events = () => lines.map(({ event }) => event);
    return { store, spool, round, fire, events, told: () => told };
  }

  /** A driver whose calls all fail while `broken` is set. */
  function fragile() {
    const state: { broken: Error | undefined; opens: boolean } = { broken: undefined, opens: true };
    const inner = openSqliteStore({ file: ':memory:' });
    const store = new Proxy(inner, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        return state.broken !== undefined && name !== 'close' ? () => Promise.reject(state.broken) : method;
      },
    });
    const driver: Driver = {
      open: async () => {
        if (!state.opens) throw fault('ECONNREFUSED');
        return store;
      },
      isMisconfiguration: () => false,
      canMend: () => false,
      mend: () => Promise.reject(fault('none')),
    };
    return { driver, state, inner };
  }

  // Mutations: the share is not checked; people's enquiries count as well; those added since the last count are
  // ignored.
  it('takes suspect enquiries up to their share, and people’s beyond it', async () => {
    const bytes = newEnquiry(1).content.length;
    const { store } = await harness({ space: { hasSuspectSpace: (taken) => taken < 3 * bytes } });
    for (const number of [1, 2]) await store.add(newEnquiry(number));
    for (const number of [3, 4, 5]) await store.add(newEnquiry(number, { suspect: true }));
    await assert.rejects(store.add(newEnquiry(6, { suspect: true })), { code: 'ENOSPC' });
    assert.deepEqual(await store.add(newEnquiry(7)), { kind: 'added' });
  });

  it('notifies its listeners of each new enquiry, not of known ones, and no listener that was removed', async () => {
    const { store, told } = await harness();
    let others = 0;
    const leave = store.subscribe(() => {
      others += 1;
    });
    await store.add(newEnquiry(1));
    await store.add(newEnquiry(1));
    assert.deepEqual([told(), others], [1, 1]);
    leave();
    await store.add(newEnquiry(2));
    assert.deepEqual([told(), others], [2, 1]);
  });

  it('accepts enquiries into the spool meanwhile and stores them when it is back', async () => {
    const { driver, state, inner } = fragile();
    const { store, spool, round, events, told } = await harness({ driver });
    state.broken = fault('EIO');
    assert.deepEqual(await store.add(newEnquiry(1)), { kind: 'added' });
    assert.deepEqual(await store.add(newEnquiry(1)), {
      kind: 'already-stored',
      reference: 'KIS-1',
      receivedAt: newEnquiry(1).receivedAt,
    });
    assert.deepEqual(store.condition(), { spooled: 1, failing: true, lowDisk: false });
    await round();
    assert.equal(await spool.count(), 1);
    assert.equal(told(), 0);
    state.broken = undefined;
    await round();
    assert.equal(told(), 2);
    assert.deepEqual(store.condition(), { spooled: 0, failing: false, lowDisk: false });
    assert.equal((await inner.find('KIS-1'))?.state, 'waiting');
    assert.deepEqual(events(), [
      'store-failing',
      'enquiry-spooled',
      'store-back',
      'spooled-enquiry-stored',
      'spool-emptied',
    ]);
  });

  it('is not used for work that can wait before it is tried again', async () => {
    const { driver, state } = fragile();
    const { store, round } = await harness({ driver });
    state.broken = fault('ERR_SQLITE_ERROR');
    await assert.rejects(store.delivered('KIS-1', new Date()), { code: 'ERR_SQLITE_ERROR' });
    for (const change of [store.delivered('KIS-1', new Date()), store.setFlag('a', 'b')])
      await assert.rejects(change, { code: 'STORE_UNAVAILABLE' });
    state.broken = undefined;
    await round();
    await store.setFlag('a', 'b');
    assert.deepEqual(await store.flags(), new Map([['a', 'b']]));
  });

  it('starts without its driver, and with it as soon as it comes', async () => {
    const { driver, state, inner } = fragile();
    state.opens = false;
    const { store, round } = await harness({ driver });
    assert.deepEqual(await store.add(newEnquiry(1)), { kind: 'added' });
    await assert.rejects(store.counts(), { code: 'STORE_UNAVAILABLE' });
    state.opens = true;
    await round();
    assert.equal((await inner.list()).length, 1);
    assert.equal((await store.counts()).waiting, 1);
  });

  it('does not let a driver that hangs keep a person waiting', async () => {
    const { driver, inner } = fragile();
    const hanging: EnquiryStore = { ...inner, add: () => new Promise(() => {}) };
    const { store, fire } = await harness({ driver: { ...driver, open: async () => hanging } });
    const added = store.add(newEnquiry(1));
    fire(failoverLimits.addMilliseconds);
    assert.deepEqual(await added, { kind: 'added' });
    assert.equal(store.condition().spooled, 1);
  });

  it('refuses when neither driver nor spool can write, or no space is left, and accepts again afterwards', async () => {
    const { driver, state } = fragile();
    let space = false;
    const { store, spool } = await harness({ driver, space: { hasSpace: () => space } });
    await assert.rejects(store.add(newEnquiry(1)), { code: 'ENOSPC' });
    space = true;
    state.broken = fault('EIO');
    rmSync(join(folder, 'spool'), { recursive: true });
    await assert.rejects(store.add(newEnquiry(1)), { code: 'ENOENT' });
    await assert.rejects(spool.count());
  });

  it('does not start where only an operator can help', async () => {
    await assert.rejects(
      harness({
        driver: {
          ...fragile().driver,
          isMisconfiguration: () => true,
          open: () => Promise.reject(fault('EACCES')),
        },
      }),
      { code: 'EACCES' },
    );
  });

  async function fill(count: number, bytes = 600): Promise<void> {
    const store = openSqliteStore({ file: join(folder, 'kis.db') });
    for (let number = 1; number <= count; number += 1)
      await store.add(
        newEnquiry(number, { keyHash: Buffer.from(`key ${number}`), content: new Uint8Array(bytes) }),
      );
    await store.delivered('KIS-1', new Date(0));
    await store.close();
  }

  /** @returns what another connection finds in the file */
  async function onDisk<Found>(look: (store: EnquiryStore) => Promise<Found>): Promise<Found> {
    const store = openSqliteStore({ file: join(folder, 'kis.db') });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }

  const aside = () => readdirSync(folder).filter((name) => name.includes('.damaged-'));

  it('replaces a damaged file at the start, keeps it aside, and saves every row that can be read', async () => {
    await fill(200);
    const file = join(folder, 'kis.db');
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(4096, 255), 0, 4096, 20 * 4096);
    closeSync(handle);
    const { store, events } = await harness();
    const rows = await onDisk((kept) => kept.list());
    assert.ok(rows.length >= 180 && rows.length < 200, `${rows.length} rows`);
    assert.equal(rows.find(({ reference }) => reference === 'KIS-1')?.state, 'delivered');
    assert.equal(aside().length, 1);
    assert.ok(events().includes('store-damaged'));
    assert.deepEqual(await store.add(newEnquiry(250)), { kind: 'added' });
  });

  // Mutation seen caught: a file from before the table of steps is asked for steps, and nothing of it is saved.
  it('saves the readable part of a damaged file from before the table of steps: delivered enquiries count as taken', async () => {
    const file = join(folder, 'kis.db');
    const old = openOldFile(file, 5);
    old.exec('PRAGMA journal_mode = WAL');
    for (let number = 1; number <= 200; number += 1)
      addToOldFile(
        old,
        newEnquiry(number, { content: new Uint8Array(2_000) }),
        number <= 100 ? 'delivered' : 'waiting',
      );
    old.close();
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(4096, 255), 0, 4096, 40 * 4096);
    closeSync(handle);
    const { store, events } = await harness();
    assert.ok(events().includes('store-damaged'));
    assert.equal(aside().length, 1);
    const rows = await onDisk((kept) => kept.list());
    assert.ok(rows.length >= 180 && rows.length < 200, `${rows.length} rows`);
    for (const { reference, state, step } of rows) {
      const isDelivered = Number(reference.slice(4)) <= 100;
      const expected = isDelivered ? ['delivered', 'before'] : ['waiting', undefined];
      assert.deepEqual([state, step], expected, reference);
    }
    assert.deepEqual(await store.add(newEnquiry(250)), { kind: 'added' });
  });

  it('saves an enquiry whose state was damaged, and the others beside one that no table takes', async () => {
    await fill(3);
    const file = join(folder, 'kis.db');
    const { clock } = handClock();
    const driver = await createDriver(
      { kind: 'sqlite', file },
      { clock, onStepsBegin() {}, onMended: async () => {} },
    );
    const broken = await driver.open();
    const damaged: EnquiryStore = {
      ...broken,
      async *records() {
        for await (const record of broken.records()) {
          if (record.reference === 'KIS-1') yield { ...record, state: 'waiting' };
          else yield record.reference === 'KIS-2' ? { ...record, attempts: Number.NaN } : record;
        }
      },
    };
    rmSync(file);
    const store = await driver.mend(damaged);
    const kept = (await store.list()).map(({ reference, state }) => `${reference} ${state}`);
    await store.close();
    assert.deepEqual(kept, ['KIS-1 waiting', 'KIS-3 waiting']);
  });

  it('goes on with a fresh file when nothing can be read', async () => {
    await fill(3);
    truncateSync(join(folder, 'kis.db'), 50);
    const { store } = await harness();
    assert.deepEqual(await onDisk((kept) => kept.list()), []);
    assert.deepEqual(await store.add(newEnquiry(9)), { kind: 'added' });
    assert.equal(statSync(join(folder, aside()[0] ?? '')).size, 50);
  });

  it('goes on with a fresh file, and all it had, when its file is taken away', async () => {
    await fill(3);
    const { store, round } = await harness();
    rmSync(join(folder, 'kis.db'));
    assert.deepEqual(await store.add(newEnquiry(4)), { kind: 'added' });
    await round();
    const kept = await onDisk((each) => each.list());
    assert.deepEqual(kept.map(({ reference }) => reference).sort(), ['KIS-1', 'KIS-2', 'KIS-3', 'KIS-4']);
  });

  it('sets aside a file that is found damaged while it is open', async () => {
    // More than SQLite keeps in memory, so that it has to read the file.
    await fill(300, 16_000);
    const file = join(folder, 'kis.db');
    const { store, round } = await harness();
    const handle = openSync(file, 'r+');
    const { size } = statSync(file);
    writeSync(handle, Buffer.alloc(size - 8192, 255), 0, size - 8192, 8192);
    closeSync(handle);
    await claim(store, { limit: 300 }).catch(() => {});
    await round();
    assert.deepEqual(await store.add(newEnquiry(250)), { kind: 'added' });
    assert.equal((await onDisk((kept) => kept.find('KIS-250')))?.state, 'waiting');
    assert.equal(aside().length, 1);
  });
});
