import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toSummary } from '../../../../src/enquiry/store/rows.ts';

const row = {
  reference: 'KIS-1',
  topic: 'classes',
  received_at: 1,
  suspect: 0,
  message_id: '<1@kis.example>',
  state: 'waiting',
  route: 'own',
  attempts: 0,
  unfinished: 0,
  next_attempt_at: 1,
  delivered_at: null,
  last_cause: null,
};

describe('a row whose words were damaged', () => {
  // Mutations seen caught: a delivered one waits; a damaged topic or route is kept.
  it('takes the ordinary way, and is not sent again when it was delivered', () => {
    const damaged = { ...row, topic: 'clas\u0000es', state: 'wai\u0000ing', route: '' };
    const { topic, state, route } = toSummary(damaged);
    assert.deepEqual([topic, state, route], ['other', 'waiting', 'own']);
    assert.equal(toSummary({ ...damaged, delivered_at: 5 }).state, 'delivered');
  });
});
