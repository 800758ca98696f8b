import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findBuiltSite } from '../../src/web/build-manifest.ts';
import { type ServerProcess, startSafely } from '../faults/support/server-process.ts';
import { clubBuild } from '../support/club.ts';
import { exchange } from './exchange.ts';
import type { RawAnswer } from './raw-answer.ts';
import { type RunningServer, runServer } from './running-server.ts';
import { ask, chunk, formType, framed, get, post } from './tables/row.ts';

/*
 * Mutations, each seen to be caught: one header left out of refusals by the HTTP server, of 304, of 416 and of the
 * rendered pages; X-Powered-By; a page's own Cache-Control; HSTS on http; `Server`; ETag on an error.
 */

/** The headers of every answer. `…` stands for the hashes of this build. */
const golden: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src …; img-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), ' +
    'gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), ' +
    'picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), ' +
    'window-management=(), xr-spatial-tracking=()',
};

type Headers = Readonly<Record<string, string>>;

const shortly = 'public, max-age=0, must-revalidate';
const kindly = { 'accept-ranges': 'bytes', etag: 'TAG', 'last-modified': 'DATE' };
const html = { 'content-type': 'text/html; charset=utf-8' };
const text = { 'content-type': 'text/plain; charset=utf-8' };
const length = { 'content-length': 'LENGTH' };
const varied = { vary: 'Accept-Encoding' };
const unkept = { 'cache-control': 'no-store' };
const errorPage = { ...html, ...length, ...varied, ...unkept };
const bareError = { ...text, ...length, ...unkept };
const rendered = { ...html, ...length, ...varied, ...unkept };
const plainForm = { ...html, ...length, ...unkept, 'retry-after': '10' };
const page = { ...html, ...length, ...varied, ...kindly, 'cache-control': shortly };
const { 'content-type': _type, 'content-length': _length, 'accept-ranges': _ranges, ...unchanged } = page;
const ends = { connection: 'close' };
const stays = { connection: 'keep-alive', 'keep-alive': 'timeout=5' };

/** Values that change between builds are replaced by their kind. */
const shape = (name: string, value: string): string => {
  if (name === 'etag') return value.replace(/^"[\w-]{22}"$/, 'TAG');
  if (name === 'last-modified' || name === 'date') return Number.isNaN(Date.parse(value)) ? value : 'DATE';
  if (name === 'content-length') return value.replace(/^\d+$/, 'LENGTH');
  return value.replace(/style-src (?:'sha256-[\w+/]+={0,2}' ?)+;/, (found) => found.replace(/'.*'/, '…'));
};

const shaped = ({ headers }: RawAnswer): Headers =>
  Object.fromEntries([...headers].map(([name, value]) => [name, shape(name, value)]));

function assertHeaders(what: string, answer: RawAnswer, status: number, own: Headers): void {
  assert.equal(answer.status, status, `${what}: ${answer.raw.slice(0, 200)}`);
  assert.deepEqual(shaped(answer), { ...golden, date: 'DATE', ...own }, what);
}

type Case = readonly [what: string, request: string | Buffer, status: number, headers: Headers];

/** Every status that the site returns, in every way it can occur. */
const cases: readonly Case[] = [
  ['a page', get('/klub/'), 200, { ...page, ...stays }],
  ['HEAD of a page', ask('HEAD', '/klub/'), 200, { ...page, ...stays }],
  [
    'a page in brotli',
    get('/klub/', 'Accept-Encoding: br\r\n'),
    200,
    { ...page, ...stays, 'content-encoding': 'br' },
  ],
  ['a page for the last time', get('/klub/', 'Connection: close\r\n'), 200, { ...page, ...ends }],
  ['a part', get('/klub/', 'Range: bytes=0-0\r\n'), 206, { ...page, ...stays, 'content-range': 'RANGE' }],
  ['a page that is known', get('/klub/', 'If-None-Match: *\r\n'), 304, { ...unchanged, ...stays }],
  ['the form', get('/zgloszenie/'), 200, { ...rendered, ...stays, 'cache-control': 'private, max-age=0' }],
  [
    'HEAD of the form',
    ask('HEAD', '/zgloszenie/'),
    200,
    { ...rendered, ...stays, 'cache-control': 'private, max-age=0' },
  ],
  ['the confirmation', get('/zgloszenie/przyjete/'), 200, { ...rendered, ...stays }],
  ['what became of an enquiry', get('/zgloszenie/stan/'), 200, { ...rendered, ...stays }],
  ['nothing asked about an enquiry', post('', formType, '/zgloszenie/stan/'), 422, { ...rendered, ...stays }],
  [
    'an unknown enquiry',
    post('reference=a&code=b', formType, '/zgloszenie/stan/'),
    422,
    { ...rendered, ...stays },
  ],
  [
    'a link to no enquiry',
    get('/odbior/nothing/'),
    404,
    { ...errorPage, ...stays, 'referrer-policy': 'no-referrer' },
  ],
  [
    'a press for no enquiry',
    post('who=pracownik&step=taken', formType, '/odbior/nothing/'),
    404,
    { ...errorPage, ...stays, 'referrer-policy': 'no-referrer' },
  ],
  [
    'another method there',
    ask('PUT', '/odbior/nothing/'),
    405,
    { ...errorPage, ...stays, allow: 'GET, HEAD, POST', 'referrer-policy': 'no-referrer' },
  ],
  ['the process', get('/livez'), 200, { ...bareError, ...stays }],
  [
    'the health',
    get('/healthz'),
    200,
    { ...length, ...unkept, ...stays, 'content-type': 'application/json' },
  ],
  [
    'the numbers',
    get('/metrics'),
    200,
    { ...length, ...unkept, ...stays, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  ],
  [
    'a page without its slash',
    get('/klub'),
    301,
    { ...length, ...stays, location: '/klub/', 'cache-control': 'public, max-age=300' },
  ],
  ['a broken target', get('/%'), 400, { ...errorPage, ...ends }],
  ['no HTTP', 'hello\r\n\r\n', 400, { ...errorPage, ...ends }],
  ['a broken form', post('a=%'), 400, { ...rendered, ...stays }],
  ['another site’s form', post('a=1', `${formType}Origin: null\r\n`), 403, { ...rendered, ...stays }],
  ['an unknown address', get('/nic/'), 404, { ...errorPage, ...stays }],
  [
    'an unknown address in gzip',
    get('/nic/', 'Accept-Encoding: gzip\r\n'),
    404,
    { ...errorPage, ...stays, 'content-encoding': 'gzip' },
  ],
  ['another method', ask('DELETE', '/klub/'), 405, { ...errorPage, ...stays, allow: 'GET, HEAD' }],
  ['CONNECT', ask('CONNECT', 'a:1'), 405, { ...errorPage, ...ends, allow: 'GET, HEAD' }],
  ['no form at all', get('/klub/', 'Accept-Encoding: *;q=0\r\n'), 406, { ...bareError, ...varied, ...stays }],
  ['a form too large', post('a'.repeat(70_000)), 413, { ...rendered, ...ends }],
  ['another type', post('{}', 'Content-Type: application/json\r\n'), 415, { ...rendered, ...stays }],
  [
    'a part that is not there',
    get('/klub/', 'Range: bytes=-0\r\n'),
    416,
    { ...bareError, ...stays, 'content-range': 'RANGE' },
  ],
  ['another host', get('/', '', 'Host: evil.example\r\n'), 421, { ...errorPage, ...ends }],
  ['an empty form', post(''), 422, { ...rendered, ...stays }],
  ['headers too large', get('/', `X: ${'x'.repeat(20_000)}\r\n`), 431, { ...errorPage, ...ends }],
  [
    'another coding',
    framed('Transfer-Encoding: gzip, chunked\r\n', chunk('a')),
    501,
    { ...bareError, ...ends },
  ],
  ['another version', 'GET / HTTP/2.0\r\n\r\n', 505, { ...bareError, ...ends }],
];

/** Cases that need a failing site, or a client that comes too often. */
const failing: readonly Case[] = [
  ['a fault while the form is drawn', post('message=throw'), 503, { ...plainForm, ...stays }],
  ['a form that cannot be drawn', post('message=fail'), 503, { ...plainForm, ...stays }],
];

const plainly = (answer: RawAnswer): RawAnswer => ({
  ...answer,
  headers: new Map(
    [...answer.headers].map(([name, value]) => [name, name === 'content-range' ? 'RANGE' : value]),
  ),
});

describe('the headers of every answer', () => {
  let server: ServerProcess;
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kis-'));
    server = await startSafely({
      dataDirectory: join(directory, 'data'),
      settings: { SITE_URL: 'http://localhost:4321', METRICS: 'on' },
    });
  });
  after(async () => {
    await server.kill();
    await rm(directory, { recursive: true });
  });

  for (const [what, request, status, headers] of cases) {
    it(`${what}: ${status}`, async () => {
      const { answer } = await exchange(server.port, request);
      assertHeaders(what, plainly(answer), status, headers);
    });
  }

  it('an enquiry taken: 303', async () => {
    const { answer: form } = await exchange(server.port, get('/zgloszenie/'));
    const token = /name="form" value="([^"]+)"/.exec(form.body.toString())?.[1] ?? '';
    const answers = { form: token, topic: 'other', forWhom: 'self', channel: 'visit' };
    const { answer } = await exchange(server.port, post(String(new URLSearchParams(answers))));
    const location = answer.headers.get('location') ?? '';
    assert.match(location, /^\/zgloszenie\/przyjete\/\?z=/);
    assertHeaders('303', answer, 303, { ...length, ...unkept, ...stays, location });
    const { answer: other } = await exchange(
      server.port,
      post(String(new URLSearchParams({ ...answers, name: 'a' }))),
    );
    assertHeaders('409', other, 409, { ...rendered, ...stays });
  });

  it('are those of a file on every file of the build', async () => {
    const site = findBuiltSite(clubBuild);
    assert.ok(site);
    const paths = Object.keys(site.manifest.files)
      .filter(
        (name) =>
          /^client\/(?!(?:[a-z]{2}\/)?(?:blad\/|404)|odbior\/)/.test(name) && !/\.(?:br|gz)$/.test(name),
      )
      .map((name) => name.replace(/^client/, '').replace(/\/index\.html$/, '/'));
    assert.ok(paths.length > 10);
    for (const path of paths) {
      const { answer } = await exchange(server.port, get(path));
      const type = answer.headers.get('content-type') ?? '';
      assert.match(
        type,
        /; charset=utf-8$|^image\/(?:png|jpeg|webp|avif|gif|x-icon)$|^application\/(?:manifest\+)?json$/,
        path,
      );
      const variation: Headers = answer.headers.has('vary') ? varied : {};
      const own = {
        ...length,
        ...kindly,
        ...variation,
        ...stays,
        'cache-control': shortly,
        'content-type': type,
      };
      assertHeaders(path, answer, 200, own);
    }
  });
});

describe('the headers of failures', () => {
  let server: RunningServer;
  before(async () => {
    server = await runServer({ settings: { ENQUIRY_RATE: '3/10m' } });
  });
  after(() => server.close());

  for (const [what, request, status, headers] of failing) {
    it(`${what}: ${status}`, async () => {
      const { answer } = await exchange(server.port, request);
      assertHeaders(what, answer, status, headers);
    });
  }

  it('a client who comes too often: 429', async () => {
    await exchange(server.port, post('message=a'));
    const { answer } = await exchange(server.port, post('message=a'));
    assertHeaders('429', answer, 429, { ...html, ...length, ...unkept, ...stays });
  });

  it('a slow client: 408', async () => {
    const slow = await runServer({ limits: { headersMilliseconds: 50, checkMilliseconds: 20 } });
    const answer = await slow.send('GET / HTTP/1.1\r\n');
    await slow.close();
    assertHeaders('408', answer, 408, { ...errorPage, ...ends });
  });
});
