import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { type RunningSite, startSite } from '../support/site.ts';
import { tokenOn } from './visitor.ts';

/** A person whose form is being sent when the site is told to stop. */
interface SlowSender {
  readonly socket: Socket;
  /** The bytes still to be sent. */
  readonly rest: string;
}

async function sendHalf(context: TestContext, site: RunningSite): Promise<SlowSender> {
  const page = Buffer.from(await (await fetch(`${site.url}/zgloszenie/`)).arrayBuffer());
  const fields = {
    form: tokenOn(page),
    topic: 'other',
    forWhom: 'self',
    channel: 'visit',
    message: 'W drodze',
  };
  const body = new URLSearchParams(fields).toString();
  const { host, port } = new URL(site.url);
  const socket = connect(Number(port), '127.0.0.1');
  context.after(() => socket.destroy());
  await once(socket, 'connect');
  const half = body.length / 2;
  socket.write(
    `POST /zgloszenie/ HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Sec-Fetch-Site: same-origin\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, half)}`,
  );
  // A later request is answered later, so by now the first half has arrived.
  await fetch(`${site.url}/livez`);
  return { socket, rest: body.slice(half) };
}

async function untilStopping(site: RunningSite): Promise<void> {
  while (!site.output().includes('server-stopping')) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The server waits 5 s for requests in progress, and does not shorten that. */
const timeout = 14_000;

describe('a site that is told to stop', () => {
  it('takes the form that is on its way, answers it and ends the connection', {
    timeout,
  }, async (context) => {
    const site = await startSite();
    context.after(() => site.kill());
    const { socket, rest } = await sendHalf(context, site);
    const answer = text(socket);
    const stopped = site.stop();
    await untilStopping(site);
    socket.write(rest);
    assert.match(await answer, /^HTTP\/1\.1 303 [\s\S]*^Connection: close\r$/m);
    assert.equal(await stopped, 0);
  });

  it('does not wait longer than for that long for one that never comes', { timeout }, async (context) => {
    const site = await startSite();
    context.after(() => site.kill());
    const { socket } = await sendHalf(context, site);
    const ended = once(
      socket.resume().on('error', () => {}),
      'close',
    );
    assert.equal(await site.stop(), 0);
    await ended;
  });
});
