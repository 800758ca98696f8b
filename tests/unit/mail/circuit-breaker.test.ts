import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { createCircuitBreaker } from '../../../src/mail/circuit-breaker.ts';
import type { Mail } from '../../../src/mail/mail.ts';
import type { SendResult } from '../../../src/mail/verdict.ts';

const mail = {} as Mail;
const accepted: SendResult = { kind: 'accepted' };
const brokenOff: SendResult = { kind: 'failed', stage: 'message', errorCode: 'ABORTED' };

const breakerOver = (send: (signal: AbortSignal) => Promise<SendResult>) =>
  createCircuitBreaker({
    mailer: { send: (_mail, signal) => send(signal), close: () => {} },
    clock: () => new Date(0),
    random: (bytes) => new Uint8Array(bytes),
    timer: () => () => {},
    onOpen: () => {},
  });

/** A mailer that does not finish until it is aborted. */
const untilTold = (signal: AbortSignal) =>
  new Promise<SendResult>((resolve) => {
    const end = () => resolve(brokenOff);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end);
  });

describe('the breaker', { timeout: 10_000 }, () => {
  it('leaves no listener on the signal that can abort every send', async () => {
    const { signal } = new AbortController();
    const breaker = breakerOver(async () => accepted);
    for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(await breaker.send(mail, signal), accepted);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('breaks off the send under way, and one that begins afterwards', async () => {
    const breakOff = new AbortController();
    const breaker = breakerOver(untilTold);
    const underWay = breaker.send(mail, breakOff.signal);
    breakOff.abort();
    assert.deepEqual(await underWay, brokenOff);
    assert.deepEqual(await breaker.send(mail, breakOff.signal), brokenOff);
  });
});
