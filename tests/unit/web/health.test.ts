import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { StoreCounts } from '../../../src/enquiry/store/store.ts';
import { canWriteTo, createHealth, type StorageReport } from '../../../src/web/health.ts';

const quiet: StoreCounts = { waiting: 0, parked: 0, delivered: 3, waitingErrorCodes: [] };
const now = new Date('2026-11-23T08:00:00Z');

const fine: StorageReport = { spooled: 0, failing: false, lowDisk: false };
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();

const report = (
  counts: StoreCounts | Error,
  options: {
    writable?: boolean;
    production?: boolean;
    missing?: string[];
    otherwise?: string[];
    freshUntil?: string;
    flags?: Record<string, string>;
    storage?: StorageReport;
  } = {},
) =>
  createHealth({
    counts: () => (counts instanceof Error ? Promise.reject(counts) : Promise.resolve(counts)),
    canWrite: async () => options.writable ?? true,
    ...(options.flags === undefined
      ? {}
      : { flags: async () => new Map(Object.entries(options.flags ?? {})) }),
    ...(options.storage === undefined ? {} : { storage: () => options.storage ?? fine }),
    missing: options.missing ?? [],
    builtOtherwise: () => options.otherwise ?? [],
    production: options.production ?? false,
    pagesFreshUntil: () => options.freshUntil ?? '2026-11-23',
    clock: () => now,
  })();

describe('the health report', () => {
  it('is ok with nothing but numbers and names of settings', async () => {
    assert.deepEqual(await report(quiet, { missing: ['SMTP_URL'] }), {
      status: 'ok',
      takesEnquiries: true,
      waiting: 0,
      oldestWaitingSeconds: 0,
      parked: 0,
      missingForRealUse: ['SMTP_URL'],
      builtOtherwise: [],
      pagesFreshUntil: '2026-11-23',
    });
  });

  it('tells how long the oldest has waited, and is degraded from an hour on', async () => {
    const since = (minutes: number) => ({
      ...quiet,
      waiting: 1,
      oldestWaitingSince: new Date(now.getTime() - minutes * 60_000),
    });
    const young = await report(since(59));
    assert.deepEqual([young.status, young.oldestWaitingSeconds], ['ok', 59 * 60]);
    assert.equal((await report(since(60))).status, 'degraded');
  });

  it('is degraded when an enquiry is parked, or a login is refused, or production lacks a setting', async () => {
    assert.equal((await report({ ...quiet, parked: 1 })).status, 'degraded');
    for (const code of ['535', 'ENOAUTH', 'no-recipient'])
      assert.equal(
        (await report({ ...quiet, waiting: 1, waitingErrorCodes: [code] })).status,
        'degraded',
        code,
      );
    assert.equal((await report({ ...quiet, waiting: 1, waitingErrorCodes: ['450'] })).status, 'ok');
    assert.equal((await report(quiet, { production: true, missing: ['SMTP_URL'] })).status, 'degraded');
  });

  it('says that no enquiry can be taken when the store does not answer or the disk takes no more', async () => {
    const dead = await report(new Error('broken'));
    assert.deepEqual([dead.takesEnquiries, dead.status, dead.waiting], [false, 'degraded', undefined]);
    const full = await report(quiet, { writable: false });
    assert.deepEqual([full.takesEnquiries, full.status], [false, 'degraded']);
  });

  it('shows the alarms of the store and is degraded by each, by a state until it is over and by an event for a day', async () => {
    const alarms = async (flags: Record<string, string>) => {
      const { status, alarms } = await report(quiet, { flags });
      return [status, alarms];
    };
    assert.deepEqual(await alarms({ digest: '2026-11-23', 'alarm-mailed.mail-late': hoursAgo(1) }), [
      'ok',
      [],
    ]);
    assert.deepEqual(await alarms({ 'alarm.mailbox-refused': hoursAgo(23) }), [
      'degraded',
      ['mailbox-refused'],
    ]);
    assert.deepEqual(await alarms({ 'alarm.mailbox-refused': hoursAgo(24) }), ['ok', []]);
    assert.deepEqual(await alarms({ 'alarm.mail-stopped': hoursAgo(240) }), ['degraded', ['mail-stopped']]);
  });

  it('reports the state of the store, and accepts enquiries while the store fails', async () => {
    const well = await report(quiet, { storage: fine });
    assert.deepEqual([well.status, well.spooled, well.storeFailing], ['ok', 0, false]);
    for (const trouble of [{ failing: true }, { lowDisk: true }, { spooled: 1 }]) {
      const { status } = await report(quiet, { storage: { ...fine, ...trouble } });
      assert.equal(status, 'degraded');
    }
    const spooling = await report(new Error('broken'), { storage: { ...fine, failing: true, spooled: 2 } });
    assert.deepEqual([spooling.takesEnquiries, spooling.spooled, spooling.status], [true, 2, 'degraded']);
    assert.equal((await report(quiet, { storage: { ...fine, lowDisk: true } })).takesEnquiries, false);
  });

  // Mutation: it is not counted.
  it('names the settings with which the pages were built otherwise, and is degraded by them in production', async () => {
    const otherwise = ['RETENTION_DAYS'];
    const tried = await report(quiet, { otherwise });
    assert.deepEqual([tried.status, tried.builtOtherwise], ['ok', otherwise]);
    assert.equal((await report(quiet, { otherwise, production: true })).status, 'degraded');
  });

  it('is degraded from the day after the last on which the pages may be believed', async () => {
    assert.equal((await report(quiet, { freshUntil: '2026-11-23' })).status, 'ok');
    assert.equal((await report(quiet, { freshUntil: '2026-11-22' })).status, 'degraded');
  });

  it('looks at most every two seconds', async () => {
    let looks = 0;
    let time = now.getTime();
    const health = createHealth({
      counts: async () => {
        looks += 1;
        return quiet;
      },
      canWrite: async () => true,
      missing: [],
      builtOtherwise: () => [],
      production: false,
      pagesFreshUntil: () => '2026-12-31',
      clock: () => new Date(time),
    });
    await Promise.all([health(), health()]);
    assert.equal(looks, 1);
    time += 2_000;
    await health();
    assert.equal(looks, 2);
  });
});

describe('disk space', () => {
  it('leaves nothing behind, and says no where nothing can be written', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kis-'));
    assert.equal(await canWriteTo(directory), true);
    assert.deepEqual(await readdir(directory), []);
    await rm(directory, { recursive: true });
    assert.equal(await canWriteTo(directory), false);
  });
});
