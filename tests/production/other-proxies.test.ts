import assert from 'node:assert/strict';
import { connect as connectPlainly } from 'node:net';
import { describe, it } from 'node:test';
import { connect } from 'node:tls';
import { openMailbox } from '../support/mailbox.ts';
import { startSite } from '../support/site.ts';
import { readConfiguration } from './configuration.ts';
import { startCaddy, startHaproxy, startNginx, whyNot } from './proxy.ts';
import { askPlainly, createVisitor, type Reply, siteName, siteOrigin } from './visitor.ts';

const proxies = [
  {
    program: 'nginx',
    start: (port: string) =>
      startNginx(readConfiguration('nginx/kis.conf'), {
        upstream: `  server 127.0.0.1:${port} max_fails=0;\n`,
        workerConnections: 8_000,
      }),
  },
  {
    program: 'haproxy',
    start: (port: string) =>
      startHaproxy(readConfiguration('haproxy/haproxy.cfg'), {
        upstream: `  server kis1 127.0.0.1:${port} check\n`,
      }),
  },
  {
    program: 'caddy',
    start: (port: string) =>
      startCaddy(readConfiguration('caddy/Caddyfile'), { upstream: `127.0.0.1:${port}` }),
  },
];

/**
 * Asserts that an answer, from the proxy or the site, has the protecting headers, and names other ways to reach the
 * club.
 */
function assertProtected({ headers, body }: Reply, what: string): void {
  assert.match(body.toString(), /tel:\+48/, what);
  for (const name of [
    'content-security-policy',
    'x-content-type-options',
    'referrer-policy',
    'x-frame-options',
  ])
    assert.equal([headers[name]].flat().length, 1, `${what}: ${name}`);
}

for (const { program, start } of proxies) {
  const skip = whyNot(program);
  if (skip) process.stderr.write(`tests/production/other-proxies: ${skip}\n`);

  describe(`the site behind ${program} as src/operations sets it up`, { skip }, () => {
    it('gives the same answers as without it, gets the visitor’s own address, and shows a telephone number when it is down', async (context) => {
      const mailbox = await openMailbox();
      context.after(() => mailbox.close());
      const site = await startSite({
        SITE_URL: siteOrigin,
        SMTP_URL: mailbox.url,
        ENQUIRY_TO: 'biuro@kis.example',
        ENQUIRY_RATE: '1/10m',
        METRICS: 'on',
        TRUSTED_PROXIES: '127.0.0.1',
      });
      context.after(() => site.kill());
      const { port } = new URL(site.url);
      const proxy = await start(port);
      context.after(() => proxy.stop());
      const someone = (address: string) => {
        const visitor = createVisitor(proxy.port, { ...proxy, address });
        context.after(() => visitor.leave());
        return visitor;
      };
      const visitor = someone('127.0.0.7');

      const plain = await askPlainly(proxy.plainPort, '/klub/?a=1', { Host: siteName });
      assert.match(String(plain.status), /^30[18]$/);
      assert.match(plain.headers.location ?? '', /^https:\/\/kis\.example\.pl(:\d+)?\/klub\/\?a=1$/);

      for (const coding of ['br', 'gzip', 'identity']) {
        const headers = { 'Accept-Encoding': coding };
        const direct = await askPlainly(Number(port), '/klub/', { Host: siteName, ...headers });
        const seen = await visitor.ask('/klub/', { headers });
        assert.deepEqual(seen.body, direct.body, coding);
        for (const name of ['content-encoding', 'etag', 'vary', 'content-security-policy'])
          assert.equal(seen.headers[name], direct.headers[name], `${coding}: ${name}`);
        const again = { ...headers, 'If-None-Match': String(direct.headers.etag) };
        assert.equal((await visitor.ask('/klub/', { headers: again })).status, 304);
      }

      assert.equal((await visitor.send({ message: `Przez ${program}` })).status, 303);
      assert.match((await mailbox.waitFor(`Przez ${program}`)).parsed.text ?? '', /\| Przez /);
      assert.equal((await visitor.send({}, { 'X-Forwarded-For': '192.0.2.1' })).status, 429);
      assert.equal((await someone('127.0.0.8').send()).status, 303, 'another visitor is not counted in');

      const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: siteOrigin };
      const body = `message=${'a'.repeat(100_000)}`;
      const large = await visitor.ask('/zgloszenie/', { method: 'POST', headers, body });
      assert.equal(large.status, 413);
      assert.match(large.body.toString(), /<textarea/);
      for (const path of ['/healthz', '/metrics', '/%68ealthz', '/%6detrics', '//healthz', '/HEALTHZ']) {
        const refused = await visitor.ask(path);
        assert.ok([301, 404].includes(refused.status), `${path}: ${refused.status}`);
        if (refused.status === 404) assertProtected(refused, path);
      }

      await site.kill();
      const down = await visitor.ask('/zgloszenie/');
      assert.equal(down.status, 503);
      assertProtected(down, 'the site is down');
    });

    // Mutation, with nginx: Debian's default number of connections.
    it('serves others while one machine holds 1,700 connections and says nothing', async (context) => {
      const site = await startSite({ SITE_URL: siteOrigin, TRUSTED_PROXIES: '127.0.0.1' });
      context.after(() => site.kill());
      const proxy = await start(new URL(site.url).port);
      context.after(() => proxy.stop());
      const silent = Array.from({ length: 1_700 }, () =>
        connectPlainly({ host: '127.0.0.1', port: proxy.port, localAddress: '127.0.0.9' }).on(
          'error',
          () => {},
        ),
      );
      context.after(() => {
        for (const each of silent) each.destroy();
      });
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      for (let visitor = 0; visitor < 10; visitor += 1) {
        const someone = createVisitor(proxy.port, { ...proxy, address: `127.0.3.${visitor + 1}` });
        assert.equal((await someone.ask('/kontakt/')).status, 200);
        someone.leave();
      }
    });

    // Mutation: the proxy's time limit for a body is shorter than the site's. nginx reads the whole body itself, and
    // gives up when 10 s pass without a byte.
    if (program === 'nginx') return;
    it('lets the site answer a form that takes too long', async (context) => {
      const site = await startSite({ SITE_URL: siteOrigin, TRUSTED_PROXIES: '127.0.0.1' });
      context.after(() => site.kill());
      const proxy = await start(new URL(site.url).port);
      context.after(() => proxy.stop());
      const answer = await new Promise<string>((resolve) => {
        const socket = connect({
          host: '127.0.0.1',
          port: proxy.port,
          servername: siteName,
          ca: proxy.certificate.text,
        });
        let text = '';
        const type = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000';
        socket.write(`POST /zgloszenie/ HTTP/1.1\r\nHost: ${siteName}\r\n${type}\r\n\r\n`);
        const drip = setInterval(() => socket.write('a'), 500);
        socket.on('data', (piece: Buffer) => {
          clearInterval(drip);
          text += piece.toString();
        });
        socket.on('error', () => {});
        socket.once('close', () => {
          clearInterval(drip);
          resolve(text);
        });
        // Caddy hands the answer on after a minute.
        setTimeout(() => socket.destroy(), 75_000).unref();
      });
      assert.doesNotMatch(answer, /^HTTP\/1\.1 2/);
      assert.match(answer, /^HTTP\/1\.1 (408|400|50[234])/);
      assert.match(answer, /content-length: \d{5}/i, 'with the site’s page');
    });
  });
}
