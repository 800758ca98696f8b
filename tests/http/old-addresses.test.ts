import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RunningServer, runServer } from './running-server.ts';

/** The address that was requested, and the page that was meant. */
const moved: readonly (readonly [asked: string, page: string])[] = [
  ['/Klub/', '/klub/'],
  ['/KLUB', '/klub/'],
  ['/klub', '/klub/'],
  ['/kl%C5%AFb/', '/klub/'],
  ['/k%C5%82ub/', '/klub/'],
  ['//klub//', '/klub/'],
  ['/klub//', '/klub/'],
  ['///klub', '/klub/'],
  ['/klub/.', '/klub/'],
  ['/klub.', '/klub/'],
  ['/klub/,', '/klub/'],
  ['/klub/)', '/klub/'],
  ['/klub/).', '/klub/'],
  ['/klub/%5D', '/klub/'],
  ['/klub/%3E', '/klub/'],
  ['/klub/%E2%80%9D', '/klub/'],
  ['/klub/;', '/klub/'],
  ['/klub/%20', '/klub/'],
  ['/klub%C2%AD/', '/klub/'],
  ['/klub/%E2%80%8B', '/klub/'],
  ['/index.php', '/'],
  ['/index.php?option=com_content&view=article&id=3&Itemid=12', '/'],
  ['/index.php?option=com_content&view=article&id=3:klub&Itemid=12', '/klub/'],
  ['/index.php/klub', '/klub/'],
  ['/index.php?option=com_content&id=7', '/klub/'],
  ['/en/Klub', '/en/klub/'],
  ['/EN/KLUB/', '/en/klub/'],
  ['/dawny-klub/', '/klub/'],
  ['/Dawny-Klub', '/klub/'],
  ['/dawny-klub/?utm=1', '/klub/'],
  ['/Zgloszenie/', '/zgloszenie/'],
  ['/zg%C5%82oszenie', '/zgloszenie/'],
  ['/zgloszenie?a=1', '/zgloszenie/?a=1'],
  ['/Szukaj/?q=praca', '/szukaj/?q=praca'],
];

const notOurs = [
  ...['/%2Fklub/', '/klub%2F', '/klub/index.html', '/klub.html', '/klub/%3Fa=b', '/klub/;a=b', '/\\klub/'],
  ...['/nic/', '/Nic/', '/klub/nic/', '/odbior/Klub/', '/odbior//', '/ODBIOR/abc/', '/pliki/ulotka.pdf'],
  ...[
    '/Pliki/Ulotka.pdf',
    '/pliki/Ulotka.pdf.',
    '/pliki/klub',
    '/Healthz',
    '/healthz/',
    '/healthz.',
    '//healthz',
  ],
  ...[
    '/LIVEZ',
    '/livez/',
    '/metrics.',
    '/Favicon.svg',
    '/favicon.svg.',
    '/blad/404/',
    '/Blad/404',
    '/.env',
    '/404',
  ],
  ...['/%2e%2e/klub/', '/klub%00/', '/foo/index.php', '//evil.example/', '/index.php/evil', '/xx/klub/'],
  `/${'k'.repeat(3_000)}`,
];

describe('an address that no page has', () => {
  let server: RunningServer;
  before(async () => {
    server = await runServer();
  });
  after(() => server.close());
  const ask = (target: string) =>
    server.send(`GET ${target} HTTP/1.1\r\nHost: localhost:4321\r\nConnection: close\r\n\r\n`);

  it(`is tried in ${moved.length} and ${notOurs.length} ways`, () => {
    assert.ok(moved.length >= 30 && notOurs.length >= 20);
  });

  for (const [asked, page] of moved)
    it(`${asked} leads to ${page}`, async () => {
      const answer = await ask(asked);
      assert.equal(answer.status, 301, asked);
      assert.equal(answer.headers.get('location'), page);
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    });

  for (const asked of notOurs)
    it(`${asked.slice(0, 40)} leads nowhere`, async () => {
      const answer = await ask(asked);
      assert.notEqual(answer.status, 301, String(answer.headers.get('location')));
      assert.equal(answer.headers.get('location'), undefined);
    });

  it('is refused like any other address for POST', async () => {
    const answer = await server.send(
      `POST /Klub HTTP/1.1\r\nHost: localhost:4321\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    assert.equal(answer.status, 405);
  });
});
