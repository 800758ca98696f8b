import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { StoreCounts } from '../../../src/enquiry/store.ts';
import { canWriteTo, createHealth } from '../../../src/server/health.ts';

const quiet: StoreCounts = { waiting: 0, parked: 0, delivered: 3, waitingCauses: [] };
const now = new Date('2026-11-23T08:00:00Z');

const report = (
  counts: StoreCounts | Error,
  options: { writable?: boolean; production?: boolean; missing?: string[]; freshUntil?: string } = {},
) =>
  createHealth({
    counts: () => (counts instanceof Error ? Promise.reject(counts) : Promise.resolve(counts)),
    canWrite: async () => options.writable ?? true,
    missing: options.missing ?? [],
    production: options.production ?? false,
    pagesFreshUntil: options.freshUntil ?? '2026-11-23',
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
    assert.equal((await report({ ...quiet, waiting: 1, waitingCauses: ['535'] })).status, 'degraded');
    assert.equal((await report({ ...quiet, waiting: 1, waitingCauses: ['450'] })).status, 'ok');
    assert.equal((await report(quiet, { production: true, missing: ['SMTP_URL'] })).status, 'degraded');
  });

  it('says that no enquiry can be taken when the store does not answer or the disk takes no more', async () => {
    const dead = await report(new Error('broken'));
    assert.deepEqual([dead.takesEnquiries, dead.status, dead.waiting], [false, 'degraded', undefined]);
    const full = await report(quiet, { writable: false });
    assert.deepEqual([full.takesEnquiries, full.status], [false, 'degraded']);
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
      production: false,
      pagesFreshUntil: '2026-12-31',
      clock: () => new Date(time),
    });
    await Promise.all([health(), health()]);
    assert.equal(looks, 1);
    time += 2_000;
    await health();
    assert.equal(looks, 2);
  });
});

describe('the look at the disk', () => {
  it('leaves nothing behind, and says no where nothing can be written', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kis-'));
    assert.equal(await canWriteTo(directory), true);
    assert.deepEqual(await readdir(directory), []);
    await rm(directory, { recursive: true });
    assert.equal(await canWriteTo(directory), false);
  });
});
