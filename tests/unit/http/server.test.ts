import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { after, describe, it } from 'node:test';
import { bareError } from '../../../src/http/response.ts';
import { createHttpServer, type HttpServer, serverLimits } from '../../../src/http/server.ts';

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const patience = { timeout: 20_000 };

describe('the server', () => {
  const running: HttpServer[] = [];
  const sockets: Socket[] = [];
  after(async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(running.map(({ stop }) => stop()));
  });

  async function listen(
    handler: (request: IncomingMessage, response: ServerResponse) => void,
    connections = serverLimits.connections,
  ): Promise<{ open: () => Promise<Socket> }> {
    const server = createHttpServer({
      handler,
      errorAnswer: bareError,
      securityHeaders: () => ({}),
      clock: () => new Date(),
      limits: { ...serverLimits, connections },
    });
    running.push(server);
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    return {
      async open() {
        const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
        socket.on('error', () => {});
        sockets.push(socket);
        // Waits until the server has accepted the connection too.
        await Promise.all([once(server.server, 'connection'), once(socket, 'connect')]);
        return socket;
      },
    };
  }
  const ask = async (socket: Socket) => {
    socket.write(request);
    const [answer] = await once(socket, 'data');
    return String(answer).slice(9, 12);
  };
  const ended = async (socket: Socket) =>
    socket.closed || (await new Promise((resolve) => socket.resume().once('close', resolve)));

  // Mutations: the newest connection is refused; no connection is closed; the oldest is closed although it is being
  // answered.
  it('makes room for the newest connection by closing idle ones first', patience, async () => {
    const answers: ServerResponse[] = [];
    const { open } = await listen((_request, response) => answers.push(response), 3);
    const asking = await open();
    asking.write(request);
    const silent = await open();
    const unfinished = await open();
    unfinished.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\na');
    while (answers.length < 2) await new Promise(setImmediate);
    const first = await open();
    await ended(silent);
    first.write(request);
    while (answers.length < 3) await new Promise(setImmediate);
    const second = await open();
    await ended(unfinished);
    second.write(request);
    while (answers.length < 4) await new Promise(setImmediate);
    const third = await open();
    await ended(third);
    for (const response of answers) response.end();
    for (const socket of [asking, first, second]) {
      if (socket.readableLength === 0) await once(socket, 'readable');
      assert.match(String(socket.read()), /^HTTP\/1\.1 200 /);
    }
  });

  // Mutations: each request is handled as soon as it arrives; the next one is never handled.
  it('answers one request of a connection after the other', patience, async () => {
    let atOnce = 0;
    let most = 0;
    const { open } = await listen((_request, response) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      setImmediate(() => {
        atOnce -= 1;
        response.end('a');
      });
    });
    const socket = await open();
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.write(request.repeat(10));
    while ((received.match(/HTTP\/1\.1 200/g) ?? []).length < 10) await once(socket, 'data');
    assert.equal(most, 1);
    assert.equal(await ask(socket), '200');
  });

  // Mutations: no limit.
  it('ends a connection with too many pipelined requests', patience, async () => {
    const { open } = await listen((_request, response) => {
      setTimeout(() => response.end('a'), 20);
    });
    const socket = await open();
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.write(request.repeat(50));
    await ended(socket);
    assert.ok((received.match(/HTTP\/1\.1 200/g) ?? []).length < 50);
  });

  // Mutations: closed at once; the rest is read.
  it(
    'does not read a refused body, and closes the connection so that the answer arrives',
    patience,
    async () => {
      const read = Promise.withResolvers<number>();
      const { open } = await listen((incoming, response) => {
        const { socket } = incoming;
        socket.pause();
        response.writeHead(413, { Connection: 'close' }).end('too large');
        socket.once('close', () => read.resolve(socket.bytesRead));
      });
      const socket = await open();
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk;
      });
      const first = new Promise((resolve) => {
        for (const event of ['end', 'error']) socket.once(event, () => resolve(event));
      });
      const size = 50_000_000;
      socket.write(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n`);
      socket.write(Buffer.alloc(size));
      assert.equal(await first, 'end');
      assert.match(received, /^HTTP\/1\.1 413 [\s\S]*too large/);
      const bytes = await read.promise;
      assert.ok(bytes < 200_000, `${bytes} bytes were read`);
    },
  );
});
