import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimLimits, createClaimPolicy } from '../../../../src/enquiry/delivery/claim-policy.ts';
import type { ClaimRequest } from '../../../../src/enquiry/store/store.ts';

const well = { openFor: 0, failing: false, mailing: false };
const none: ReadonlySet<ClaimRequest['kind']> = new Set();
const clean: ReadonlySet<ClaimRequest['kind']> = new Set(['clean']);
const both: ReadonlySet<ClaimRequest['kind']> = new Set(['clean', 'crashed']);
const all: ReadonlySet<ClaimRequest['kind']> = new Set(['clean', 'crashed', 'suspect']);

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

// Mutations seen caught: no limit of sends; mails being sent are not counted; more than one send to a failing server;
// claims while the circuit is open; crashed ones together with fresh ones; others together with a crashed one; no
// turn for crashed ones while others wait; the turn is not repeated after the clock was set back.
describe('the claim policy', () => {
  it('claims as many as can be sent at once, less those being sent', () => {
    const { policy } = harness();
    assert.deepEqual(policy.next(well, none), { kind: 'clean', limit: 5, exceptTopics: [] });
    policy.begin({ reference: 'KIS-1', topic: 'other' }, 'clean');
    policy.begin({ reference: 'KIS-2', topic: 'other' }, 'clean');
    assert.deepEqual(policy.next(well, none), { kind: 'clean', limit: 3, exceptTopics: [] });
    assert.deepEqual(policy.next({ ...well, mailing: true }, none), {
      kind: 'clean',
      limit: 2,
      exceptTopics: [],
    });
    policy.end('KIS-1');
    assert.deepEqual(policy.next(well, none), { kind: 'clean', limit: 4, exceptTopics: [] });
    assert.deepEqual(policy.underWay(), ['KIS-2']);
  });

  it('claims one for a mail server that failed, and none while its circuit is open', () => {
    const { policy } = harness();
    assert.deepEqual(policy.next({ ...well, failing: true }, none), {
      kind: 'clean',
      limit: 1,
      exceptTopics: [],
    });
    assert.equal(policy.next({ ...well, openFor: 1, failing: true }, none), undefined);
    policy.begin({ reference: 'KIS-1', topic: 'other' }, 'clean');
    assert.equal(policy.next({ ...well, failing: true }, none), undefined);
  });

  it('claims one crashed enquiry after the clean ones, when none beside it is fresh', () => {
    const { policy } = harness();
    assert.deepEqual(policy.next(well, clean), { kind: 'crashed', limit: 1, exceptTopics: [] });
    policy.begin({ reference: 'KIS-1', topic: 'other' }, 'clean');
    assert.equal(policy.next(well, clean)?.kind, 'suspect');
    policy.settle('KIS-1');
    assert.deepEqual(policy.next(well, clean), { kind: 'crashed', limit: 1, exceptTopics: [] });
    assert.equal(policy.next(well, both)?.kind, 'suspect');
    assert.equal(policy.next(well, all), undefined);
  });

  it('claims nothing beside a crashed enquiry until that has settled or ended', () => {
    for (const over of ['settle', 'end'] as const) {
      const { policy } = harness();
      policy.begin({ reference: 'KIS-1', topic: 'other' }, 'crashed');
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
      policy.begin({ reference: 'KIS-1', topic: 'other' }, 'clean');
      jump(sign * claimLimits.crashedTurnMilliseconds);
      assert.equal(policy.next(well, none), undefined);
      policy.settle('KIS-1');
      assert.deepEqual(policy.next(well, none), { kind: 'crashed', limit: 1, exceptTopics: [] });
      assert.deepEqual(policy.next(well, new Set(['crashed'])), {
        kind: 'clean',
        limit: 4,
        exceptTopics: [],
      });
    });
  }

  // Mutations: several at once; while people's enquiries are due; while the mail server fails; the minute is ignored;
  // it is one minute for all topics; a clock set back makes them wait.
  it('claims suspect ones one by one, after everybody else’s, of each topic one a minute', () => {
    const { policy, jump } = harness();
    assert.equal(policy.next(well, none)?.kind, 'clean');
    assert.deepEqual(policy.next(well, both), { kind: 'suspect', limit: 1, exceptTopics: [] });
    assert.equal(policy.next({ ...well, failing: true }, both), undefined);
    policy.begin({ reference: 'KIS-1', topic: 'psu' }, 'suspect');
    assert.equal(policy.next(well, both), undefined);
    policy.end('KIS-1');
    assert.deepEqual(policy.next(well, both)?.exceptTopics, ['psu']);
    jump(claimLimits.suspectMilliseconds - 1);
    assert.deepEqual(policy.next(well, both)?.exceptTopics, ['psu']);
    jump(1);
    assert.deepEqual(policy.next(well, both)?.exceptTopics, []);
    jump(-3 * claimLimits.suspectMilliseconds);
    assert.deepEqual(policy.next(well, both), { kind: 'suspect', limit: 1, exceptTopics: [] });
    for (const reference of ['KIS-2', 'KIS-3', 'KIS-4', 'KIS-5', 'KIS-6'])
      policy.begin({ reference, topic: 'other' }, 'clean');
    assert.equal(policy.next(well, both), undefined);
  });
});
