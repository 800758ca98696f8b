import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createRetention } from '../../../../src/enquiry/delivery/retention.ts';

const minute = 60_000;

// Mutation seen caught: an erasure that failed is repeated only after an hour.
it('an erasure during which the store failed is repeated in the next round, and once', async () => {
  const flags = new Map([['erasure', '2026-11-29T10:00:00Z']]);
  let now = Date.parse('2026-11-29T12:00:00Z');
  let tries = 0;
  const retention = createRetention({
    retentionDays: 30,
    unansweredDays: 90,
    store: {
      flags: async () => flags,
      async setFlag(name, value) {
        if (value === undefined) flags.delete(name);
        else flags.set(name, value);
      },
      async eraseClosedBefore() {
        tries += 1;
        if (tries === 1) throw new Error('the store is busy');
        return 0;
      },
      eraseUnansweredBefore: async () => [],
    },
    alarms: { raise() {}, clear() {}, flush: async () => {} },
    clock: () => new Date(now),
    log: () => {},
  });
  await assert.rejects(retention.run());
  for (let round = 0; round < 3; round += 1) {
    now += minute;
    await retention.run();
  }
  assert.equal(tries, 2);
});
