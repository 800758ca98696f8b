import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { after, before, describe, it, type TestContext } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Mailbox, openMailbox } from '../support/mailbox.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { readConfiguration } from './configuration.ts';
import { type RunningProxy, startNginx, whyNot } from './proxy.ts';
import {
  askPlainly,
  createVisitor,
  type Reply,
  siteName,
  siteOrigin,
  tokenOn,
  type Visitor,
} from './visitor.ts';

const skip = whyNot('nginx');
if (skip) process.stderr.write(`tests/production/nginx: ${skip}\n`);

/**
 * Asserts that an answer, from nginx or the site, has the protecting headers, and names other ways to reach the club.
 */
function assertOurs({ status, headers, body }: Reply, what: string): void {
  assert.ok(status >= 400, what);
  assert.match(body.toString(), /tel:\+48/, what);
  for (const name of [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'x-frame-options',
  ])
    assert.ok(headers[name], `${what}: ${name}`);
}

describe('the site behind nginx as src/operations sets it up', { skip }, () => {
  let mailbox: Mailbox;
  let site: RunningSite;
  let nginx: RunningProxy;
  let addresses = 1;

  before(async () => {
    mailbox = await openMailbox();
    site = await startSite({
      SITE_URL: siteOrigin,
      SMTP_URL: mailbox.url,
      ENQUIRY_TO: 'biuro@kis.example',
      ENQUIRY_RATE: '2/10m',
      METRICS: 'on',
      TRUSTED_PROXIES: '127.0.0.1',
    });
    const upstream = `  server 127.0.0.1:${new URL(site.url).port} max_fails=0;\n`;
    nginx = await startNginx(readConfiguration('nginx/kis.conf'), { upstream });
  });
  after(async () => {
    await nginx?.stop();
    await site?.stop();
    await mailbox?.close();
  });

  /** A visitor from an address that has not been used before. */
  function someone(context: TestContext, address?: string): Visitor {
    addresses += 1;
    const visitor = createVisitor(nginx.port, { ...nginx, address: address ?? `127.0.0.${addresses}` });
    context.after(() => visitor.leave());
    return visitor;
  }

  it('sends to https, whatever host is named, and keeps path and query', async () => {
    const reply = await askPlainly(nginx.plainPort, '/klub/?a=1', { Host: 'elsewhere.example' });
    assert.deepEqual([reply.status, reply.headers.location], [301, `${siteOrigin}/klub/?a=1`]);
  });

  it('hands on brotli and gzip as the site made them, with ETag, 304, HEAD and every header', async (context) => {
    const visitor = someone(context);
    const direct = await askPlainly(Number(new URL(site.url).port), '/klub/', {
      Host: siteName,
      'Accept-Encoding': 'br',
    });
    const encoded = await visitor.ask('/klub/', { headers: { 'Accept-Encoding': 'gzip, br' } });
    assert.equal(encoded.headers['content-encoding'], 'br');
    assert.deepEqual(encoded.body, direct.body);
    const { date: _a, connection: _b, 'keep-alive': _c, ...expected } = direct.headers;
    const { date: _d, connection: _e, server: _f, ...received } = encoded.headers;
    assert.deepEqual(received, expected);
    const gzipped = await visitor.ask('/klub/', { headers: { 'Accept-Encoding': 'gzip' } });
    assert.equal(gzipped.headers['content-encoding'], 'gzip');
    assert.deepEqual(gunzipSync(gzipped.body), brotliDecompressSync(encoded.body));
    const plain = await visitor.ask('/klub/');
    assert.equal(plain.headers['content-encoding'], undefined);
    const again = { 'Accept-Encoding': 'br', 'If-None-Match': encoded.headers.etag ?? '' };
    const unchanged = await visitor.ask('/klub/', { headers: again });
    assert.deepEqual([unchanged.status, unchanged.body.length], [304, 0]);
    const head = await visitor.ask('/klub/', { method: 'HEAD', headers: { 'Accept-Encoding': 'br' } });
    assert.deepEqual([head.status, head.headers['content-length']], [200, String(encoded.body.length)]);
  });

  it('speaks HTTP/2', async (context) => {
    const session = connectHttp2(`https://127.0.0.1:${nginx.port}`, {
      ca: nginx.certificate.text,
      servername: siteName,
    });
    context.after(() => session.close());
    const stream = session.request({ ':path': '/', ':authority': siteName });
    const status = new Promise((resolve) =>
      stream.once('response', (headers) => resolve(headers[':status'])),
    );
    stream.resume().end();
    assert.equal(await status, 200);
  });

  it('takes an enquiry, which is stored and mailed, and shows its confirmation', async (context) => {
    const visitor = someone(context);
    const sent = await visitor.send({ message: 'Przez nginx' }, { 'Sec-Fetch-Site': 'same-origin' });
    assert.equal(sent.status, 303);
    const { pathname, search } = new URL(sent.headers.location ?? '', siteOrigin);
    assert.equal((await visitor.ask(pathname + search)).status, 200);
    assert.match((await mailbox.waitFor('Przez nginx')).parsed.text ?? '', /\| Przez nginx/);
    const foreign = { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await visitor.send({}, foreign)).status, 403);
  });

  it('tells the site the visitor’s own address, and nothing that the visitor forged', async (context) => {
    const forger = someone(context, '127.0.1.1');
    const statuses: number[] = [];
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      statuses.push((await forger.send({ message: address }, { 'X-Forwarded-For': address })).status);
    assert.deepEqual(statuses, [303, 303, 429]);
    assert.equal(
      (await someone(context, '127.0.1.2').send()).status,
      303,
      'another visitor is not counted in',
    );
  });

  it('lets the site answer a request that is too large, and answers one over its own limit with the same page', async (context) => {
    const visitor = someone(context);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: siteOrigin };
    const post = (bytes: number) =>
      visitor.ask('/zgloszenie/', { method: 'POST', headers, body: `message=${'a'.repeat(bytes)}` });
    const ours = await post(100_000);
    assert.equal(ours.status, 413);
    assert.match(ours.body.toString(), /<textarea/, 'the form, with what was entered');
    const theirs = await post(600_000);
    assert.equal(theirs.status, 413);
    assert.match(theirs.body.toString(), /tel:\+48/);
    assert.equal(theirs.headers['strict-transport-security'], 'max-age=63072000');
  });

  it('keeps the site’s numbers from the public', async (context) => {
    for (const path of ['/healthz', '/metrics']) {
      const refused = await someone(context).ask(path);
      assert.equal(refused.status, 404, path);
      assertOurs(refused, path);
      assert.equal((await someone(context, '127.0.0.1').ask(path)).status, 200, path);
    }
    for (const path of ['/%68ealthz', '/%6detrics', '//healthz', '/healthz/', '/./metrics', '/HEALTHZ'])
      for (const address of [undefined, '127.0.0.1'])
        assert.doesNotMatch(
          String((await someone(context, address).ask(path)).body),
          /"status"|^# HELP/,
          path,
        );
    assert.equal((await someone(context).ask('/livez')).status, 200);
  });

  // Mutations: an answer of nginx without headers, without a page.
  it('gives its own refusals the headers and the telephone', async (context) => {
    const visitor = someone(context);
    const tooLarge = { method: 'POST', headers: { Origin: siteOrigin }, body: 'a'.repeat(600_000) };
    assertOurs(await visitor.ask('/zgloszenie/', tooLarge), 'too large');
    assertOurs(await visitor.ask('/klub/', tooLarge), 'too large elsewhere');
    assertOurs(await visitor.ask('/', { headers: { 'X-Long': 'a'.repeat(40_000) } }), 'long header');
    assertOurs(await visitor.ask(`/${'a'.repeat(9_000)}`), 'long address');
    assertOurs(await askPlainly(nginx.port, '/', { Host: siteName }), 'no TLS');
    const moved = await askPlainly(nginx.plainPort, '/klub/', { Host: siteName });
    assert.equal(moved.headers['x-content-type-options'], 'nosniff');
  });

  // Mutations: a log at level `alert`, as before; Debian's default level.
  it('writes down no address of a visitor when its connections are used up', async (context) => {
    const upstream = `  server 127.0.0.1:${new URL(site.url).port} max_fails=0;\n`;
    const small = await startNginx(readConfiguration('nginx/kis.conf'), { upstream, workerConnections: 24 });
    context.after(() => small.stop());
    const many = Array.from({ length: 60 }, (_, place) =>
      createVisitor(small.port, { ...small, address: `127.0.7.${place + 1}` }),
    );
    context.after(() => {
      for (const each of many) each.leave();
    });
    const asked = many.map((each) =>
      each.ask('/szukaj/?q=tajne').then(
        ({ status }) => status,
        () => 0,
      ),
    );
    assert.ok(
      (await Promise.all(asked)).some((status) => status !== 200),
      'they were not used up',
    );
    assert.doesNotMatch(await small.logsUntil(/ GET \/blad\/503\/index\.html 503 /), /127\.0\.7|tajne/);
  });

  // Mutation: no `limit_conn`.
  it('gives one address two hundred requests at once, and everybody else theirs', async (context) => {
    const localAddress = '127.0.8.1';
    const head =
      `POST /zgloszenie/ HTTP/1.1\r\nHost: ${siteName}\r\nContent-Length: 10\r\n` +
      'Content-Type: application/x-www-form-urlencoded\r\n\r\n';
    // TLS over a plain socket, because only TCP's options allow choosing the local address.
    const held = Array.from({ length: 200 }, () =>
      connectTls({
        socket: connect({ host: '127.0.0.1', port: nginx.port, localAddress }),
        servername: siteName,
        ca: nginx.certificate.text,
      }),
    );
    context.after(() => {
      for (const each of held) each.destroy();
    });
    await Promise.all(held.map((each) => once(each, 'secureConnect')));
    for (const each of held) each.write(head);
    const same = someone(context, localAddress);
    let reply = await same.ask('/kontakt/');
    for (let tries = 0; tries < 50 && reply.status === 200; tries++) reply = await same.ask('/kontakt/');
    assert.equal(reply.status, 429);
    assertOurs(reply, 'one address');
    assert.equal((await someone(context, '127.0.8.2').ask('/kontakt/')).status, 200);
  });

  it('writes down no token of a staff member’s link', async (context) => {
    await someone(context).ask('/odbior/TAJNYTOKEN/');
    await someone(context).ask('/kontakt/');
    assert.doesNotMatch(await nginx.logsUntil(/ GET \/kontakt\/ /), /TAJNY/);
  });

  it('writes down no address and no query', async (context) => {
    await someone(context, '127.0.9.9').ask('/szukaj/?q=tajne');
    assert.doesNotMatch(await nginx.logsUntil(/ GET \/szukaj\/ /), /127\.0|tajne/);
  });

  it('shows the pages while the site is down, and in place of the form how else to reach the club', async (context) => {
    const visitor = someone(context);
    const form = tokenOn((await visitor.ask('/zgloszenie/')).body);
    await site.kill();
    for (const path of ['/', '/klub/', '/favicon.svg'])
      assert.equal((await visitor.ask(path)).status, 200, path);
    assert.match((await visitor.ask('/klub/')).headers['content-type'] ?? '', /^text\/html/);
    const options = { method: 'POST', headers: { Origin: siteOrigin }, body: `form=${form}` };
    for (const reply of [
      await visitor.ask('/zgloszenie/'),
      await visitor.ask('/zgloszenie/', options),
      await visitor.ask('/nic/'),
    ]) {
      assert.equal(reply.status, 503);
      assert.match(reply.body.toString(), /tel:\+48/);
      assert.equal(reply.headers['cache-control'], 'no-store');
      assert.match(String(reply.headers['content-security-policy']), /^default-src 'none'/);
    }
    assert.doesNotMatch(await nginx.logsUntil(/ GET \/blad\/503\/index\.html 503 /), /127\.0/);
  });
});
