import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createReadConfirmation } from '../../../../src/web/progress/confirmation.ts';

const receivedAt = new Date('2026-11-29T10:00:00Z');

function readAt(time: string, query = '?z=good') {
  return createReadConfirmation({
    intake: {
      readConfirmation: (address) =>
        address === 'good' ? { reference: 'KIS-4RJ-F93', receivedAt, channel: 'visit' } : undefined,
    },
    progress: { codeOf: ({ reference }) => `code of ${reference}` },
    clock: () => new Date(time),
  })(query);
}

describe('the confirmation', () => {
  it('shows the code for an hour, and later the reference alone', () => {
    assert.equal(readAt('2026-11-29T10:00:00Z')?.code, 'code of KIS-4RJ-F93');
    assert.equal(readAt('2026-11-29T10:59:59.999Z')?.code, 'code of KIS-4RJ-F93');
    assert.deepEqual(readAt('2026-11-29T11:00:00Z'), {
      reference: 'KIS-4RJ-F93',
      receivedAt,
      channel: 'visit',
    });
  });

  it('shows nothing at an address that is not from here', () => {
    for (const query of ['', '?', '?z=', '?z=bad', '?Z=good'])
      assert.equal(readAt('2026-11-29T10:00:00Z', query), undefined, query);
  });
});
