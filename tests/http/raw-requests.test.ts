import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RunningFront, runFront } from './running-front.ts';

const siteUrl = 'http://localhost:4321';
const host = 'Host: localhost:4321\r\n';
const close = 'Connection: close\r\n';
const type = 'Content-Type: application/x-www-form-urlencoded\r\n';

const get = (target: string, headers = host) => `GET ${target} HTTP/1.1\r\n${headers}${close}\r\n`;
const method = (name: string, target = '/', headers = '') =>
  `${name} ${target} HTTP/1.1\r\n${host}${close}${headers}\r\n`;
const post = (body: string | Buffer, headers = type, target = '/zgloszenie/') =>
  Buffer.concat([
    Buffer.from(`POST ${target} HTTP/1.1\r\n${host}${close}${headers}Content-Length: ${body.length}\r\n\r\n`),
    Buffer.from(body),
  ]);
const declared = (length: number | string, target = '/zgloszenie/') =>
  `POST ${target} HTTP/1.1\r\n${host}${close}${type}Content-Length: ${length}\r\n\r\na=1`;
const chunked = (size: number) =>
  `POST /zgloszenie/ HTTP/1.1\r\n${host}${close}${type}Transfer-Encoding: chunked\r\n\r\n` +
  `${size.toString(16)}\r\n${'a'.repeat(size)}\r\n0\r\n\r\n`;

const table: readonly (readonly [string, string | Buffer, number])[] = [
  ['the start page', get('/'), 200],
  ['a page', get('/klub/'), 200],
  ['a page in another language', get('/en/'), 200],
  ['a page with a query', get('/klub/?fbclid=1'), 200],
  ['a page with an encoded letter', get('/%6Blub/'), 200],
  ['a file', get('/favicon.svg'), 200],
  ['a well-known file', get('/.well-known/security.txt'), 200],
  ['the form', get('/zgloszenie/'), 200],
  ['the form in another language', get('/en/zgloszenie/'), 200],
  ['the confirmation', get('/zgloszenie/przyjete/?z=1'), 200],
  ['HEAD of a page', method('HEAD', '/klub/'), 200],
  ['HEAD of the form', method('HEAD', '/zgloszenie/'), 200],
  ['the process', get('/livez'), 200],
  ['the health', get('/healthz'), 200],
  ['HTTP/1.0 with a host', `GET / HTTP/1.0\r\n${host}\r\n`, 200],
  ['a target that names our host', get('http://localhost:4321/klub/'), 200],
  ['another loopback name', get('/', 'Host: 127.0.0.1:9\r\n'), 200],
  ['IPv6 loopback', get('/', 'Host: [::1]\r\n'), 200],
  ['a GET with a body', `GET / HTTP/1.1\r\n${host}${close}Content-Length: 3\r\n\r\nabc`, 200],
  ['an upgrade nobody offers', get('/', `${host}Connection: Upgrade\r\nUpgrade: h2c\r\n`), 200],
  ['a page without its slash', get('/klub'), 301],
  ['the form without its slash', get('/zgloszenie?a=b'), 301],
  ['a language without its slash', get('/en'), 301],
  ['an unknown address', get('/nic/'), 404],
  ['an unknown language’s form', get('/xx/zgloszenie/'), 404],
  ['the default language’s form with a prefix', get('/pl/zgloszenie/'), 404],
  ['Astro’s own error page', get('/404.html'), 404],
  ['an error page’s own address', get('/blad/404/'), 404],
  ['an error page’s own address in another language', get('/en/blad/404/'), 404],
  ['an error page without its slash', get('/blad/404'), 404],
  ['the file behind a page', get('/klub/index.html'), 404],
  ['a compressed twin', get('/favicon.svg.br'), 404],
  ['a dot-file', get('/.env'), 404],
  ['two slashes', get('//evil.example/'), 404],
  ['two slashes before a page', get('//klub'), 404],
  ['two slashes within', get('/klub//'), 404],
  ['a backslash', get('/\\evil.example'), 404],
  ['dots', get('/klub/../.env'), 404],
  ['encoded dots', get('/%2e%2e/%2e%2e/etc/passwd'), 404],
  ['an encoded slash', get('/klub%2F'), 404],
  ['dots encoded twice', get('/%252e%252e/'), 404],
  ['NUL', get('/klub/%00'), 404],
  ['an encoded newline', get('/klub%0d%0aSet-Cookie:a=b'), 404],
  ['an encoded byte that is no UTF-8', get('/%ff/'), 404],
  ['Astro’s image service', get('/_image?href=http://169.254.169.254/'), 404],
  ['a stray percent sign', get('/%'), 400],
  ['a percent sign before no digits', get('/%zz/'), 400],
  ['a fragment', get('/klub/#a'), 400],
  ['no path', get('klub'), 400],
  ['a star', get('*'), 400],
  ['another scheme', get('ftp://localhost:4321/'), 400],
  ['an unencoded letter', Buffer.from(get('/\u00f3/'), 'latin1'), 400],
  ['a control character', get('/a\u0001b'), 400],
  ['no host', `GET / HTTP/1.1\r\n${close}\r\n`, 400],
  ['HTTP/1.0 without a host', 'GET / HTTP/1.0\r\n\r\n', 400],
  ['an empty host', get('/', 'Host:\r\n'), 400],
  ['two hosts', get('/', `${host}${host}`), 400],
  ['two hosts in one line', get('/', 'Host: localhost:4321, evil.example\r\n'), 400],
  ['credentials in the host', get('/', 'Host: user:password@localhost:4321\r\n'), 400],
  ['rubbish for a host', get('/', 'Host: <script>\r\n'), 400],
  ['a host with a path', get('/', 'Host: localhost:4321/x\r\n'), 400],
  ['a target with credentials', get('http://u:p@localhost:4321/'), 400],
  [
    'a target that names our host, and two Host headers',
    get('http://localhost:4321/', `${host}${host}`),
    400,
  ],
  ['another host', get('/', 'Host: evil.example\r\n'), 421],
  ['another host that begins like ours', get('/', 'Host: localhost.evil.example\r\n'), 421],
  ['a target that names another host', get('http://evil.example/klub/'), 421],
  [
    'another host by X-Forwarded-Host only',
    get('/', 'Host: evil.example\r\nX-Forwarded-Host: localhost:4321\r\n'),
    421,
  ],
  ['POST to a page', post('a=1', type, '/klub/'), 405],
  ['POST to the confirmation', post('a=1', type, '/zgloszenie/przyjete/'), 405],
  ['POST to the health', post('a=1', type, '/healthz'), 405],
  ['PUT', method('PUT', '/zgloszenie/'), 405],
  ['DELETE', method('DELETE'), 405],
  ['PATCH', method('PATCH'), 405],
  ['OPTIONS', method('OPTIONS', '/klub/'), 405],
  ['OPTIONS of the server', method('OPTIONS', '*'), 405],
  ['TRACE', method('TRACE'), 405],
  ['PROPFIND', method('PROPFIND'), 405],
  ['CONNECT', `CONNECT evil.example:443 HTTP/1.1\r\n${host}\r\n`, 405],
  ['CONNECT to us', `CONNECT localhost:4321 HTTP/1.1\r\n${host}\r\n`, 405],
  ['an unknown method', 'STEAL / HTTP/1.1\r\n\r\n', 400],
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['TLS', Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]), 400],
  ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['HTTP/2.0 in a request line', `GET / HTTP/2.0\r\n${host}\r\n`, 505],
  ['HTTP/9.9', `GET / HTTP/9.9\r\n${host}\r\n`, 400],
  ['a header without a colon', `GET / HTTP/1.1\r\n${host}rubbish\r\n\r\n`, 400],
  ['a header with a space before its colon', `GET / HTTP/1.1\r\n${host}A : b\r\n\r\n`, 400],
  [
    'two lengths',
    `POST /zgloszenie/ HTTP/1.1\r\n${host}${type}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=1`,
    400,
  ],
  [
    'a length and chunks',
    `POST /zgloszenie/ HTTP/1.1\r\n${host}${type}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['a negative length', declared('-1'), 400],
  [
    'a chunk of no size',
    `POST /zgloszenie/ HTTP/1.1\r\n${host}${type}Transfer-Encoding: chunked\r\n\r\nxyz\r\n`,
    400,
  ],
  ['headers without end', `GET / HTTP/1.1\r\n${host}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['the form sent', post('message=a'), 422],
  ['the form sent empty', post(''), 422],
  ['the form sent in another language', post('message=a', type, '/en/zgloszenie/'), 422],
  ['the form sent in chunks', chunked(100), 422],
  ['the form sent from our page', post('a=1', `${type}Origin: ${siteUrl}\r\n`), 422],
  [
    'the form sent from the loopback name that was asked',
    post('a=1', `${type}Origin: http://localhost:4321\r\n`),
    422,
  ],
  [
    'the form sent without a referrer',
    post('a=1', `${type}Origin: null\r\nSec-Fetch-Site: same-origin\r\n`),
    422,
  ],
  ['the form accepted', post('message=accept'), 303],
  ['a body over the limit', post(`message=${'a'.repeat(70_000)}`), 413],
  ['a body over the limit in chunks', chunked(70_000), 413],
  ['a body that says it is over the limit', declared(65_537), 413],
  ['a body that says it is endless', declared(10_000_000_000), 413],
  ['an endless body', post(`message=${'a'.repeat(2_000_000)}`), 413],
  ['a form with a file', post('--x--', 'Content-Type: multipart/form-data; boundary=x\r\n'), 415],
  ['JSON', post('{}', 'Content-Type: application/json\r\n'), 415],
  ['plain text', post('a=1', 'Content-Type: text/plain\r\n'), 415],
  ['no type', post('a=1', ''), 415],
  ['a compressed form', post('a=1', `${type}Content-Encoding: gzip\r\n`), 415],
  ['an overlong sequence', post('message=%C0%AF'), 400],
  ['a truncated sequence', post('message=%C5'), 400],
  ['a surrogate', post('message=%ED%A0%80'), 400],
  ['a raw byte that is no UTF-8', post(Buffer.from([0x61, 0x3d, 0xff])), 400],
  ['a stray percent sign in the form', post('message=100%'), 400],
  ['a field twice', post('name=a&name=b'), 400],
  ['41 fields', post(Array.from({ length: 41 }, (_, place) => `f${place}=`).join('&')), 400],
  ['the form sent from another site', post('a=1', `${type}Origin: https://evil.example\r\n`), 403],
  ['the form sent from nowhere', post('a=1', `${type}Origin: null\r\n`), 403],
  ['the form sent across sites, by its metadata', post('a=1', `${type}Sec-Fetch-Site: cross-site\r\n`), 403],
  ['a page that cannot be rendered', post('message=fail'), 503],
  ['a page that throws', post('message=throw'), 500],
];

describe('raw requests', () => {
  let front: RunningFront;
  before(async () => {
    front = await runFront();
  });
  after(() => front.close());

  for (const [what, bytes, status] of table) {
    it(`${what}: ${status}`, async () => {
      const answer = await front.send(bytes);
      assert.equal(answer.status, status, answer.raw.slice(0, 300));
      assert.match(
        answer.headers.get('content-security-policy') ?? '',
        /^default-src 'none'; style-src 'sha256-abc='/,
      );
      for (const name of [
        'x-content-type-options',
        'x-frame-options',
        'referrer-policy',
        'permissions-policy',
      ]) {
        assert.ok(answer.headers.has(name), `${status} without ${name}`);
      }
      assert.ok(!answer.headers.has('x-powered-by'));
      const contentType = answer.headers.get('content-type') ?? 'application/json';
      assert.match(contentType, /charset=utf-8$|^application\/json$/);
      if (status >= 400) assert.equal(answer.headers.get('cache-control'), 'no-store');
    });
  }

  it('leave the process up, and nothing typed or asked for in its log', async () => {
    assert.equal((await front.send(get('/livez'))).status, 200);
    await front.send(post('message=kanarek'));
    await front.send(get('/kanarek/?kanarek'));
    assert.ok(front.logged.some((line) => line.includes('"route":"form"')));
    assert.ok(!front.logged.join('').includes('kanarek'));
  });
});
