import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longestWaitMilliseconds, retryDelay } from '../../../../src/enquiry/delivery/retry.ts';
import { openMilliseconds } from '../../../../src/mail/circuit.ts';
import { judge, type SendResult, type SendStage } from '../../../../src/mail/verdict.ts';

const minute = 60_000;

const failed = (stage: SendStage, code?: number, enhanced?: string): SendResult => ({
  kind: 'failed',
  stage,
  errorCode: code === undefined ? 'ECONNECTION' : String(code),
  ...(code === undefined ? {} : { replyCode: code }),
  ...(enhanced === undefined ? {} : { enhanced }),
});

describe('judging a send', () => {
  it('takes an accepted mail as delivered', () => {
    assert.deepEqual(judge({ kind: 'accepted' }), { kind: 'delivered' });
  });

  it('tries a mail later that the mailbox cannot accept now', () => {
    for (const code of [450, 451, 452]) {
      assert.deepEqual(judge(failed('message', code)), { kind: 'retry', opensCircuit: false });
    }
  });

  it('takes a full mailbox as temporary, whatever the code', () => {
    for (const result of [
      failed('message', 552, '5.2.2'),
      failed('message', 550, '5.2.2'),
      failed('message', 552),
    ]) {
      assert.deepEqual(judge(result), { kind: 'retry', opensCircuit: false });
    }
    assert.deepEqual(judge(failed('message', 552, '5.3.4')), { kind: 'refused' });
  });

  it('tries again after an end without a reply, which may have been a delivery', () => {
    assert.deepEqual(judge(failed('message')), { kind: 'retry', opensCircuit: false });
  });

  it('sends a permanently refused mail to the fallback', () => {
    for (const code of [550, 551, 553, 554])
      assert.deepEqual(judge(failed('message', code)), { kind: 'refused' });
    assert.deepEqual(judge({ kind: 'failed', stage: 'message', errorCode: 'EENVELOPE' }), {
      kind: 'refused',
    });
  });

  it('rests the route when the server cannot be used', () => {
    for (const result of [failed('route'), failed('route', 554), failed('login'), failed('login', 454)]) {
      assert.deepEqual(judge(result), { kind: 'route-down' });
    }
    assert.deepEqual(judge(failed('message', 421)), { kind: 'retry', opensCircuit: true });
  });

  it('stops the route when the server takes no mail of ours', () => {
    const results = [
      failed('login', 535),
      failed('sender', 530),
      failed('message', 535),
      failed('sender', 550),
    ];
    for (const result of results) assert.deepEqual(judge(result), { kind: 'route-stopped' });
    for (const errorCode of ['530', '534', '535', '538', 'ENOAUTH'])
      assert.deepEqual(judge({ kind: 'failed', stage: 'message', errorCode }), { kind: 'route-stopped' });
  });
});

describe('delays', () => {
  it('are 1, 5, 15, 30, 60 minutes, then 4 hours for 5 days, then the enquiry is parked', () => {
    const delays: number[] = [];
    for (;;) {
      const delay = retryDelay(delays.length + 1, 0);
      if (delay === undefined) break;
      delays.push(delay / minute);
    }
    assert.deepEqual(delays.slice(0, 7), [1, 5, 15, 30, 60, 240, 240]);
    const days = delays.reduce((sum, delay) => sum + delay, 0) / (24 * 60);
    assert.ok(days >= 5 && days < 5.2, String(days));
  });

  it('are never shorter for their jitter, and never longer than the longest wait', () => {
    for (let attempt = 1; retryDelay(attempt, 0) !== undefined; attempt += 1) {
      const [least, most] = [retryDelay(attempt, 0), retryDelay(attempt, 0.999)];
      assert.ok(least !== undefined && most !== undefined && most > least && most <= longestWaitMilliseconds);
    }
  });

  it('of the route grow to 15 minutes and go on for as long as it takes', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 1000].map((failures) => openMilliseconds(failures, 0) / minute),
      [1, 5, 15, 15, 15],
    );
  });
});
