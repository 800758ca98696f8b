import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { type Answer, createSend } from '../../../src/http/response.ts';

const shared = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' };
const page = (headers: Answer['headers'] = {}): Answer => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8', ETag: '"1"', ...headers },
  body: Buffer.from('<p>Dzień dobry'),
});

/** @returns the bytes on the wire, the header lines sorted alphabetically */
async function wireOf(answer: Answer, close: boolean): Promise<string> {
  const wire = new PassThrough();
  const request = Object.assign(new IncomingMessage(new Socket()), {
    httpVersionMajor: 1,
    httpVersionMinor: 1,
  });
  const response = new ServerResponse(request);
  response.sendDate = false;
  response.assignSocket(wire as unknown as Socket);
  createSend(shared)(response, answer, { close });
  wire.end();
  const [head = '', body = ''] = (await buffer(wire)).toString().split('\r\n\r\n');
  const [status, ...lines] = head.split('\r\n');
  return [status, ...lines.sort(), '', body].join('\n');
}

describe('an answer', () => {
  it('is sent in the same bytes whether it is kept or not', async () => {
    for (const close of [false, true]) {
      const once = await wireOf(page(), close);
      assert.equal(await wireOf({ ...page(), kept: true }, close), once);
      assert.match(once, /^HTTP\/1\.1 200 OK\n.*\nContent-Length: 15\n.*\nReferrer-Policy: same-origin\n/s);
      assert.match(once, close ? /\nConnection: close\n/ : /\nConnection: keep-alive\n/);
    }
  });

  it('has no extra header line injected by a value', async () => {
    const smuggling = page({ 'X-Page': 'a\r\nSet-Cookie: b=1' });
    for (const answer of [smuggling, { ...smuggling, kept: true } as const])
      await assert.rejects(wireOf(answer, false), { code: 'ERR_INVALID_CHAR' });
  });
});
