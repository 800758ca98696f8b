import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type RunningServer, runServer } from './running-server.ts';

const patience = { timeout: 5_000 };

describe('unfinished requests', () => {
  let server: RunningServer;
  before(async () => {
    server = await runServer({ limits: { answerMilliseconds: 100, checkMilliseconds: 20 } });
  });
  after(() => server.close());

  // Mutations: the server waits for the end of a body that no header announces.
  it('a form without any body is answered', patience, async () => {
    const head = 'POST /zgloszenie/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n';
    const form = `${head}Content-Type: application/x-www-form-urlencoded\r\n\r\n`;
    assert.equal((await server.send(form)).status, 422);
    assert.equal((await server.send(`${head}\r\n`)).status, 415);
  });

  // Mutations: slow answers are not checked.
  it('unread answers end their connection, although further requests arrive', patience, async (context) => {
    const socket = connect(server.port, '127.0.0.1');
    const request = 'GET /klub/ HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const ask = setInterval(() => socket.write(request.repeat(100)), 5);
    context.after(() => clearInterval(ask));
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
  });

  // Mutations: finished answers count as slow ones.
  it('a connection whose answers are read stays open', patience, async () => {
    const socket = connect(server.port, '127.0.0.1');
    for (let each = 0; each < 3; each += 1) {
      socket.write('GET /logo.png HTTP/1.1\r\nHost: localhost\r\n\r\n');
      const [answer] = await once(socket, 'data');
      assert.match(String(answer), /^HTTP\/1\.1 200 /);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    socket.destroy();
  });
});
