import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runServer } from './running-server.ts';

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost:4321\r\nConnection: close\r\n\r\n`;
const form = 'message=Czekam';
const post =
  `POST /zgloszenie/ HTTP/1.1\r\nHost: localhost:4321\r\nConnection: close\r\n` +
  `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n\r\n${form}`;

describe('the start of the server', { timeout: 20_000 }, () => {
  it('serves files', async (context) => {
    const server = await runServer({ ready: new Promise(() => {}) });
    context.after(() => server.close());
    assert.equal((await server.send(get('/klub/'))).status, 200);
    assert.equal((await server.send(get('/nie-ma/'))).status, 404);
  });

  it('keeps the form, its POST, /livez and /healthz waiting, and then answers each', async (context) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const server = await runServer({ ready: promise });
    context.after(() => server.close());
    let answered = 0;
    const requests = [get('/zgloszenie/'), post, get('/livez'), get('/healthz')];
    const answers = requests.map((request) =>
      server.send(request).then((answer) => {
        answered += 1;
        return answer;
      }),
    );
    // A file that was requested later is answered first.
    assert.equal((await server.send(get('/klub/'))).status, 200);
    assert.equal(answered, 0);
    resolve();
    const all = await Promise.all(answers);
    assert.deepEqual(
      all.map(({ status }) => status),
      [200, 422, 200, 200],
    );
    assert.match(String(all[1]?.body), /Czekam/);
  });
});
