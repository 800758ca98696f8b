import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { queueTable } from '../../../src/cli/queue-table.ts';
import type { EnquirySummary } from '../../../src/enquiry/store/store.ts';

const now = new Date(Date.UTC(2026, 11, 1, 12));
const minute = 60_000;

const summary = (minutes: number, changes: Partial<EnquirySummary> = {}): EnquirySummary => ({
  reference: 'KIS-7MX-4PT',
  topic: 'psu',
  receivedAt: new Date(now.getTime() - minutes * minute),
  suspect: false,
  messageId: '<1@kis.example>',
  state: 'waiting',
  route: 'own',
  attempts: 0,
  unfinished: 0,
  nextAttemptAt: now,
  ...changes,
});

describe('the queue table', () => {
  it('counts waiting enquiries by topic and age, and nothing else', () => {
    const table = queueTable(
      [
        summary(0),
        summary(5),
        summary(6, { state: 'sending' }),
        summary(61, { topic: 'advice' }),
        summary(6 * 24 * 60, { topic: 'advice' }),
        summary(1, { state: 'delivered' }),
        summary(1, { state: 'parked' }),
      ],
      now,
    );
    assert.deepEqual(
      table.map((line) => line.trim().split(/ {2,}/)),
      [
        ['by age', 'all', '5m', '20m', '1h', '4h', '1d', '5d', 'older'],
        ['all', '5', '2', '1', '0', '1', '0', '0', '1'],
        ['psu', '3', '2', '1', '0', '0', '0', '0', '0'],
        ['advice', '2', '0', '0', '0', '1', '0', '0', '1'],
      ],
    );
  });
});
