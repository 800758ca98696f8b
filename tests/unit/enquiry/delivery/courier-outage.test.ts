import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkMailAway } from '../../../faults/outage/mail-away.ts';
import { checkMailboxes } from '../../../faults/outage/mailboxes.ts';
import { checkPoison } from '../../../faults/outage/poison.ts';

/** Shorter versions of the cases that `npm run test:faults -- --full` runs with full numbers. */
describe('the courier in trouble', () => {
  it('sets five poison enquiries apart, and delivers the others within twice the time', async () => {
    assert.deepEqual((await checkPoison(300)).failures, []);
  });

  it('waits for a mail server that is away for hours, with few tries, and then delivers all, five at once', async () => {
    assert.deepEqual((await checkMailAway(100, 6)).failures, []);
  });

  it('treats a full mailbox and an unknown one as the table says', async () => {
    assert.deepEqual((await checkMailboxes()).failures, []);
  });
});
