import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimLimits, createClaimPolicy } from '../../../../src/enquiry/delivery/claim-policy.ts';

const well = { openFor: 0, failing: false, mailing: false };
const none: ReadonlySet<'clean' | 'crashed'> = new Set();
const clean: ReadonlySet<'clean' | 'crashed'> = new Set(['clean']);
const both: ReadonlySet<'clean' | 'crashed'> = new Set(['clean', 'crashed']);

function harness() {
  let time = Date.parse('2026-12-01T09:00:00Z');
  const policy = createClaimPolicy(() => time);
  return {
    policy,
    jump: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

// Mutations seen caught: no limit of sends; the mail under way not counted; more than one send at a failing server;
// claims while the circuit is open; crashed ones beside fresh ones; others beside a crashed one; no turn for crashed
// ones while others wait; a turn that is not taken again after a clock set back.
describe('the policy of what to claim', () => {
  it('claims as many as can be sent at once, less what is under way', () => {
    const { policy } = harness();
    assert.deepEqual(policy.next(well, none), { kind: 'clean', limit: 5 });
    policy.begin('KIS-1', 'clean');
    policy.begin('KIS-2', 'clean');
    assert.deepEqual(policy.next(well, none), { kind: 'clean', limit: 3 });
    assert.deepEqual(policy.next({ ...well, mailing: true }, none), { kind: 'clean', limit: 2 });
    policy.end('KIS-1');
    assert.deepEqual(policy.next(well, none), { kind: 'clean', limit: 4 });
    assert.deepEqual(policy.underWay(), ['KIS-2']);
  });

  it('claims one for a mail server that failed, and none while its circuit is open', () => {
    const { policy } = harness();
    assert.deepEqual(policy.next({ ...well, failing: true }, none), { kind: 'clean', limit: 1 });
    assert.equal(policy.next({ ...well, openFor: 1, failing: true }, none), undefined);
    policy.begin('KIS-1', 'clean');
    assert.equal(policy.next({ ...well, failing: true }, none), undefined);
  });

  it('claims one crashed enquiry after the clean ones, when none beside it is fresh', () => {
    const { policy } = harness();
    assert.deepEqual(policy.next(well, clean), { kind: 'crashed', limit: 1 });
    policy.begin('KIS-1', 'clean');
    assert.equal(policy.next(well, clean), undefined);
    policy.settle('KIS-1');
    assert.deepEqual(policy.next(well, clean), { kind: 'crashed', limit: 1 });
    assert.equal(policy.next(well, both), undefined);
  });

  it('claims nothing beside a crashed enquiry until that has settled or ended', () => {
    for (const over of ['settle', 'end'] as const) {
      const { policy } = harness();
      policy.begin('KIS-1', 'crashed');
      assert.deepEqual([policy.next(well, none), policy.hasRoom()], [undefined, false]);
      policy[over]('KIS-1');
      assert.deepEqual([policy.next(well, none)?.kind, policy.hasRoom()], ['clean', true]);
    }
  });

  for (const [name, sign] of [
    ['however many others wait', 1],
    ['also after a clock that was set back', -1],
  ] as const) {
    it(`gives crashed ones a turn every ten minutes, ${name}`, () => {
      const { policy, jump } = harness();
      policy.begin('KIS-1', 'clean');
      jump(sign * claimLimits.crashedTurnMilliseconds);
      assert.equal(policy.next(well, none), undefined);
      policy.settle('KIS-1');
      assert.deepEqual(policy.next(well, none), { kind: 'crashed', limit: 1 });
      assert.deepEqual(policy.next(well, new Set(['crashed'])), { kind: 'clean', limit: 4 });
    });
  }
});
