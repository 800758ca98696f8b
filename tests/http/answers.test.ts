import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RawAnswer } from './raw-answer.ts';
import { type RunningServer, runServer } from './running-server.ts';

const request = (target: string, headers: Readonly<Record<string, string>> = {}, method = 'GET', body = '') =>
  `${[
    `${method} ${target} HTTP/1.1`,
    ...Object.entries({ Host: 'localhost:4321', Connection: 'close', ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    ...(method === 'POST'
      ? ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`]
      : []),
  ].join('\r\n')}\r\n\r\n${body}`;

describe('answers', () => {
  let server: RunningServer;
  before(async () => {
    server = await runServer();
  });
  after(() => server.close());
  const ask = (...parameters: Parameters<typeof request>): Promise<RawAnswer> =>
    server.send(request(...parameters));

  it('come compressed as asked for, each form with a tag of its own', async () => {
    const plain = await ask('/klub/');
    const brotli = await ask('/klub/', { 'Accept-Encoding': 'gzip, br' });
    const gzip = await ask('/klub/', { 'Accept-Encoding': 'gzip, br;q=0' });
    assert.equal(plain.headers.get('content-encoding'), undefined);
    assert.equal(brotli.headers.get('content-encoding'), 'br');
    assert.equal(gzip.headers.get('content-encoding'), 'gzip');
    assert.deepEqual(brotliDecompressSync(brotli.body), plain.body);
    assert.deepEqual(gunzipSync(gzip.body), plain.body);
    assert.equal(new Set([plain, brotli, gzip].map(({ headers }) => headers.get('etag'))).size, 3);
    for (const answer of [plain, brotli, gzip]) {
      assert.equal(answer.headers.get('vary'), 'Accept-Encoding');
      assert.equal(Number(answer.headers.get('content-length')), answer.body.length);
    }
  });

  it('are refused to a client that accepts no coding', async () => {
    assert.equal((await ask('/logo.png', { 'Accept-Encoding': 'identity;q=0, br' })).status, 406);
    assert.equal((await ask('/klub/', { 'Accept-Encoding': '*;q=0' })).status, 406);
  });

  it('are not sent again to a client that has them', async () => {
    const first = await ask('/klub/');
    const etag = first.headers.get('etag') ?? '';
    const modified = first.headers.get('last-modified') ?? '';
    for (const headers of [
      { 'If-None-Match': etag },
      { 'If-None-Match': `"x", W/${etag}` },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': modified },
    ]) {
      const again = await ask('/klub/', headers);
      assert.deepEqual(
        [again.status, again.body.length, again.headers.get('etag')],
        [304, 0, etag],
        JSON.stringify(headers),
      );
      assert.equal(again.headers.get('vary'), 'Accept-Encoding');
    }
    for (const headers of [
      { 'If-None-Match': '"x"', 'If-Modified-Since': modified },
      { 'If-None-Match': etag, 'Accept-Encoding': 'br' },
      { 'If-Modified-Since': 'Thu, 01 Jan 2015 00:00:00 GMT' },
      { 'If-Modified-Since': 'yesterday' },
    ]) {
      assert.equal((await ask('/klub/', headers)).status, 200, JSON.stringify(headers));
    }
  });

  it('come in part when one part is asked for', async () => {
    const whole = await ask('/logo.png');
    const etag = whole.headers.get('etag') ?? '';
    const part = async (range: string, condition = {}) => {
      const answer = await ask('/logo.png', { Range: range, ...condition });
      return [answer.status, answer.headers.get('content-range'), answer.body.toString()];
    };
    assert.deepEqual(await part('bytes=0-0'), [206, 'bytes 0-0/3', 'p']);
    assert.deepEqual(await part('bytes=1-'), [206, 'bytes 1-2/3', 'ng']);
    assert.deepEqual(await part('bytes=-1'), [206, 'bytes 2-2/3', 'g']);
    assert.deepEqual(await part('bytes=0-99'), [206, 'bytes 0-2/3', 'png']);
    assert.deepEqual(await part('bytes=0-0', { 'If-Range': etag }), [206, 'bytes 0-0/3', 'p']);
    assert.deepEqual(await part('bytes=0-0', { 'If-Range': '"x"' }), [200, undefined, 'png']);
    assert.equal((await ask('/logo.png', { Range: 'bytes=0-0' }, 'HEAD')).status, 200);
    for (const range of ['bytes=0-0,2-2', 'bytes=2-1', 'bytes=-', 'lines=0-1', 'bytes=a-b']) {
      assert.deepEqual(await part(range), [200, undefined, 'png'], range);
    }
    assert.deepEqual((await part('bytes=3-')).slice(0, 2), [416, 'bytes */3']);
    assert.deepEqual((await part('bytes=-0')).slice(0, 2), [416, 'bytes */3']);
  });

  it('to HEAD are those to GET without their body', async () => {
    for (const target of ['/klub/', '/zgloszenie/', '/nic/', '/healthz']) {
      const [get, head] = [await ask(target), await ask(target, {}, 'HEAD')];
      assert.equal(head.body.length, 0);
      assert.deepEqual(
        [head.status, head.headers.get('content-length')],
        [get.status, get.headers.get('content-length')],
      );
    }
  });

  it('may be cached as long as they are valid', async () => {
    const kept = async (target: string) => (await ask(target)).headers.get('cache-control');
    assert.equal(await kept('/klub/'), 'public, max-age=0, must-revalidate');
    assert.equal(await kept('/_astro/a.abc123.js'), 'public, max-age=31536000, immutable');
    assert.equal(await kept('/healthz'), 'no-store');
  });

  it('lead from an address without its slash only into the site, with the query', async () => {
    assert.equal((await ask('/klub?a=//evil.example')).headers.get('location'), '/klub/?a=//evil.example');
    assert.equal((await ask('//klub')).headers.get('location'), '/klub/');
    for (const target of ['//evil.example', '/\\evil.example', '/%2Fevil.example', '/.//klub']) {
      assert.equal((await ask(target)).headers.get('location'), undefined, target);
    }
  });

  it('name the methods that an address has', async () => {
    assert.equal((await ask('/klub/', {}, 'PUT')).headers.get('allow'), 'GET, HEAD');
    assert.equal((await ask('/zgloszenie/', {}, 'PUT')).headers.get('allow'), 'GET, HEAD, POST');
  });

  it('to errors are pages in the language of the address', async () => {
    assert.match((await ask('/nic/')).body.toString(), /blad 404/);
    assert.match((await ask('/en/nic/')).body.toString(), /error 404/);
    assert.match((await ask('/xx/nic/')).body.toString(), /blad 404/);
    assert.match((await ask('/en/zgloszenie/', {}, 'POST', 'message=fail')).body.toString(), /error 503/);
    assert.match(gunzipSync((await ask('/nic/', { 'Accept-Encoding': 'gzip' })).body).toString(), /blad 404/);
    assert.match((await server.send('rubbish\r\n\r\n')).body.toString(), /blad 400/);
  });

  it('with the form are not cached', async () => {
    assert.equal(
      (await ask('/zgloszenie/', {}, 'POST', 'message=x')).headers.get('cache-control'),
      'no-store',
    );
  });

  it('show the entered values even if part of the body is broken', async () => {
    const answer = await ask('/zgloszenie/', {}, 'POST', 'name=Ewa&message=a%ffb');
    assert.deepEqual(JSON.parse(answer.body.toString()).fields, [
      ['name', ['Ewa']],
      ['message', ['a\ufffdb']],
    ]);
  });

  it('to a form that waits to be asked for its body come after asking, and at once when it may not be sent', async () => {
    const head = (length: number, target = '/zgloszenie/') =>
      `POST ${target} HTTP/1.1\r\nHost: localhost:4321\r\nConnection: close\r\nExpect: 100-continue\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${length}\r\n\r\n`;
    const socket = connect(server.port, '127.0.0.1');
    socket.write(head(9));
    const [first] = await once(socket, 'data');
    assert.match(String(first), /^HTTP\/1\.1 100 /);
    socket.write('message=a');
    const [second] = await once(socket, 'data');
    assert.match(String(second), /^HTTP\/1\.1 422 /);
    assert.equal((await server.send(head(9, '/klub/'))).status, 405);
  });

  it('to several requests on one connection come in order', async () => {
    const open = request('/klub/', { Connection: 'keep-alive' });
    const answer = await server.send(open + open + request('/nic/'));
    assert.deepEqual(answer.raw.match(/HTTP\/1\.1 \d{3}/g), ['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 404']);
  });
});

describe('a site reached by https behind a proxy', () => {
  let server: RunningServer;
  let time = Date.parse('2026-11-23T08:00:00Z');
  before(async () => {
    server = await runServer({
      settings: {
        SITE_URL: 'https://kis.example',
        HOST: '0.0.0.0',
        TRUSTED_PROXIES: '127.0.0.1',
        ENQUIRY_RATE: '2/10m',
        RETENTION_DAYS: '13',
      },
      clock: () => new Date(time),
      wait: async (milliseconds) => {
        waits.push(milliseconds);
      },
    });
  });
  after(() => server.close());
  const waits: number[] = [];
  const send = (client: string, token = '') =>
    server.send(
      request(
        '/zgloszenie/',
        { Host: 'kis.example', Origin: 'https://kis.example', 'X-Forwarded-For': client },
        'POST',
        `form=${token}`,
      ),
    );

  it('binds browsers to https, on errors and redirects too', async () => {
    for (const target of ['/klub/', '/klub', '/nic/']) {
      const answer = await server.send(request(target, { Host: 'kis.example' }));
      assert.equal(answer.headers.get('strict-transport-security'), 'max-age=63072000', target);
    }
  });

  it('answers loopback names about the process only, and only under its exact addresses', async () => {
    const statusOf = async (target: string) => (await server.send(request(target))).status;
    for (const target of ['/', '/klub/', '/zgloszenie/', '/%6civez', '/livez?', '/livez/', '/metrics'])
      assert.equal(await statusOf(target), target === '/metrics' ? 404 : 421, target);
    assert.equal(await statusOf('/livez'), 200);
    // The server has no store.
    assert.equal(await statusOf('/healthz'), 503);
    const posted = request('/zgloszenie/', { Origin: 'http://localhost:4321' }, 'POST', 'form=');
    assert.equal((await server.send(posted)).status, 421);
  });

  it('does not show the process under another spelling of its addresses', async () => {
    for (const target of ['/%6civez', '/%68ealthz', '/%6detrics', '/livez?a', '/healthz?'])
      assert.equal((await server.send(request(target, { Host: 'kis.example' }))).status, 404, target);
  });

  it('asks for one more step over the limit, each client on its own, and lets it through', async () => {
    const statuses = [
      await send('203.0.113.1'),
      await send('203.0.113.1'),
      await send('203.0.113.1'),
      await send('203.0.113.2'),
    ];
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [422, 422, 429, 422],
    );
    const { token } = JSON.parse(statuses[2]?.body.toString() ?? '');
    time += 500;
    assert.equal((await send('203.0.113.1', token)).status, 422, 'sooner than two seconds');
    assert.deepEqual(waits, [1_500]);
    const again = JSON.parse((await send('203.0.113.1')).body.toString()).token;
    time += 2_000;
    for (const expected of [422, 422, 422, 429])
      assert.equal((await send('203.0.113.1', again)).status, expected);
    assert.deepEqual(waits, [1_500], 'nobody waits in vain');
  });

  it('says 503 when no enquiry can be taken', async () => {
    const answer = await server.send(request('/healthz', { Host: 'kis.example' }));
    assert.equal(answer.status, 503);
    assert.equal(JSON.parse(answer.body.toString()).status, 'degraded');
  });
});

describe('slow clients', () => {
  const limits = {
    headersMilliseconds: 60,
    requestMilliseconds: 90,
    answerMilliseconds: 60_000,
    checkMilliseconds: 20,
  };
  let server: RunningServer;
  before(async () => {
    server = await runServer({ limits });
  });
  after(() => server.close());

  it('get an error when their headers or body do not arrive, while others are served', {
    timeout: 10_000,
  }, async () => {
    const slow = [
      server.send('GET / HTTP/1.1\r\nHost: loc'),
      server.send(
        'POST /zgloszenie/ HTTP/1.1\r\nHost: localhost:4321\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=',
      ),
      server.send(''),
    ];
    assert.equal((await server.send(request('/klub/'))).status, 200);
    const answers = await Promise.all(slow);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [408, 408, 408],
    );
    for (const { headers } of answers) assert.ok(headers.has('content-security-policy'));
  });

  it('that disconnect in the middle do not affect others', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      'POST /zgloszenie/ HTTP/1.1\r\nHost: localhost:4321\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\na=',
    );
    await once(socket, 'connect');
    socket.resetAndDestroy();
    assert.equal((await server.send(request('/klub/'))).status, 200);
  });
});
