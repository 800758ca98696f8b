import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { type EditingHarness, startEditingPages, type Visitor } from '../../support/editing.ts';
import { multipart } from '../../support/editing-visitor.ts';
import { projectRoot } from '../../support/site.ts';

const id = '00000000-0000-4000-8000-000000000000';
/** A path for each route that requires a sign-in. */
const closed = [
  '/',
  '/kto/',
  '/urzadzenia/',
  '/zamknij/',
  '/fakty/godziny/',
  '/fakty/godziny/potwierdz/',
  '/strony/',
  '/strony/nowa/',
  '/strona/pl/strony/klub/',
  '/strona/pl/strony/klub/adres/',
  '/strona/pl/strony/klub/usun/',
  '/strona/pl/strony/klub/plik/',
  '/strona/pl/strony/klub/tabela/',
  '/pliki/',
  '/pliki/usun/',
  '/pliki/obraz/okno.png',
  '/publikuj/',
  '/publikuj/odrzuc/',
  '/publikacja/',
  `/publikacja/${id}/`,
  '/historia/',
  '/historia/cofnij/',
  '/historia/plik/',
  '/podglad/',
  '/podglad/strona/klub/',
  '/wklej/',
];
const open = [
  '/wejscie/',
  '/wejscie/kod/',
  '/wejscie/link/x/',
  '/wyjscie/',
  `/podglad/plik/${'A'.repeat(43)}/x`,
];

const editing = join(projectRoot, 'src', 'editing');
const sources = readdirSync(editing, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(editing, name), 'utf8'));

describe('attacks on the editing pages', () => {
  let harness: EditingHarness;
  let person: Visitor;
  before(async () => {
    harness = await startEditingPages();
    person = await harness.editor();
  });
  after(() => harness.stop());

  const upload = (name: string, bytes: Uint8Array) =>
    person.send(
      'POST',
      '/pliki/',
      { Origin: harness.running.url.origin, 'Content-Type': 'multipart/form-data; boundary=X' },
      multipart(name, bytes),
    );
  const content = () => readFileSync(join(harness.content, 'fakty', 'przerwy.yaml'), 'utf8');

  it('without a sign-in every route but the sign-in is refused, whether it exists or not', async () => {
    const patterns = sources.flatMap((source) =>
      [...source.matchAll(/path: \/(\^.+\$)\/,/g)].map(([, pattern = '']) => new RegExp(pattern)),
    );
    assert.ok(patterns.length > 15);
    for (const pattern of patterns)
      assert.ok(
        [...closed, ...open].some((path) => pattern.test(path)),
        String(pattern),
      );
    for (const path of [...closed, '/nie-ma-takiej/', '/pliki/okno.png']) {
      const got = await harness.visitor().get(path);
      assert.deepEqual([path, got.status, got.headers['location']], [path, 303, '/wejscie/']);
      assert.equal(got.body, '', path);
    }
    for (const path of closed) {
      const { status, body } = await harness
        .visitor()
        .post(path, { odrzuc: 'x', plik: 'fakty/godziny.yaml' });
      assert.ok([401, 405].includes(status), `${path}: ${status}`);
      assert.doesNotMatch(body, /godziny|7[.:]30/);
    }
  });

  it('a change is taken from these very pages only', async () => {
    const own = harness.running.url.origin;
    const before = content();
    const fields = { rodzaj: 'zamkniete', od: '2026-12-24', powod: 'x' };
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'http://localhost:1' },
      { Origin: own.replace('http:', 'https:') },
      { Origin: own, 'Sec-Fetch-Site': 'cross-site', Host: 'evil.example' },
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-site' },
    ] as Readonly<Record<string, string>>[]) {
      const got = await person.post('/zamknij/', fields, headers);
      assert.ok([403, 421].includes(got.status), JSON.stringify(headers));
    }
    const bare = await person.send(
      'POST',
      '/zamknij/',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      Buffer.from(new URLSearchParams(fields).toString()),
    );
    assert.equal(bare.status, 403);
    assert.match((await person.get('/publikuj/')).body, /Nie masz żadnych zmian/);
    assert.equal(content(), before);
    for (const [host, status] of [
      ['evil.example', 421],
      ['localhost:x', 400],
    ] as const)
      assert.equal((await person.get('/', { Host: host })).status, status, host);
    assert.equal((await person.send('DELETE', '/', {})).status, 405);
  });

  it('no path leads out of the collections', async () => {
    for (const path of [
      '/fakty/..%2f..%2fsessions/',
      '/fakty/../../package/',
      '/fakty/GODZINY/',
      '/fakty/constructor/',
      '/strona/pl/strony/..%2f..%2fx/',
      '/strona/pl/strony/KLUB/',
      '/strona/pl/strony/nie-ma/',
      '/strona/xx/strony/klub/',
      '/strona/pl/fakty/godziny/',
      '/historia/plik/?plik=../editing/sessions.json',
      '/historia/plik/?plik=%2Fetc%2Fpasswd',
      '/podglad/?adres=//evil.example/',
      '/podglad/?adres=javascript:alert(1)',
      '/podglad/strona/../../x/',
      `/podglad/plik/${'A'.repeat(43)}/pliki/okno.png`,
      `/publikacja/${id}/`,
    ]) {
      const got = await person.get(path);
      assert.ok([400, 404].includes(got.status), `${path}: ${got.status}`);
    }
    const escaped = await person.post('/publikuj/', { plik: '../editing/people.json', powod: 'x' });
    assert.equal(escaped.status, 200);
    assert.equal((await person.post('/pliki/usun/', { nazwa: '../fakty/godziny.yaml' })).status, 404);
    assert.equal((await person.post('/historia/cofnij/', { zmiana: '../../HEAD' })).status, 404);
    assert.equal((await person.post('/historia/cofnij/', { zmiana: 'HEAD' })).status, 404);
  });

  it('refuses uploads of another type than they say, and too many', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#123456' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'SECRET-PLACE' } })
      .toBuffer();
    for (const [name, bytes] of [
      ['zdjecie.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
      ['rysunek.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
      ['strona.html', Buffer.from('<html></html>')],
      ['program.exe', Buffer.from('MZ')],
      ['ulotka.pdf', Buffer.from('<html>')],
      ['pusty.jpg', Buffer.alloc(0)],
      ['bomba.png', Buffer.from(`\x89PNG\r\n\x1a\n${'\0'.repeat(100)}`, 'latin1')],
    ] as const) {
      const got = await upload(name, bytes);
      assert.equal(got.status, 422, name);
      assert.match(got.body, /class="error-summary"/);
    }
    const large = await person.send(
      'POST',
      '/pliki/',
      {
        Origin: harness.running.url.origin,
        'Content-Type': 'multipart/form-data; boundary=X',
        'Content-Length': String(100 * 1024 * 1024),
      },
      multipart('duzy.jpg', Buffer.alloc(1024)),
    );
    assert.equal(large.status, 413);
    const polyglot = Buffer.concat([picture, Buffer.from('<script>alert(1)</script>')]);
    assert.equal((await upload('../../Ścieżka żółta.JPG', polyglot)).status, 303);
    const list = (await person.get('/pliki/')).body;
    assert.match(list, /<b>sciezka-zolta\.jpg<\/b>/);
    const kept = readFileSync(join(harness.data, 'uploads', 'sciezka-zolta.jpg'), 'latin1');
    assert.doesNotMatch(kept, /script|SECRET-PLACE/);
  });

  it('text by staff is shown in a sandbox, which runs no script and makes no request', async () => {
    const page = '/strona/pl/strony/klub/';
    const began = /name="poczatek" value="([^"]+)"/.exec((await person.get(page)).body)?.[1] ?? '';
    const body =
      'Tekst <script>alert(1)</script> i [link](javascript:alert(1)).\n\n<img src=x onerror=alert(1)>\n\n</textarea><script>alert(2)</script>\n\n![x](https://evil.example/x.png)\n';
    const saved = await person.post(page, { poczatek: began, body, dalej: 'podglad' });
    assert.equal(saved.status, 303);
    const form = (await person.get(page)).body;
    assert.equal(form.match(/<\/textarea>/g)?.length, form.match(/<textarea/g)?.length);
    assert.match(form, /&lt;\/textarea&gt;&lt;script&gt;/);
    const got = await person.get('/podglad/strona/klub/');
    assert.equal(got.status, 200);
    const policy = got.headers['content-security-policy'] ?? '';
    assert.match(policy, /^sandbox; default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'/);
    assert.doesNotMatch(policy, /unsafe|allow-/);
    assert.equal(got.headers['x-content-type-options'], 'nosniff');
    assert.doesNotMatch(
      got.body,
      /<script(?! type="application\/ld\+json")|javascript:|onerror|evil\.example\/x/,
    );
    await person.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/klub.md' });
  });

  it('has a policy without anything unsafe on every page, and keeps every answer out of caches', async () => {
    for (const path of ['/wejscie/', '/', '/zamknij/', '/nie-ma/']) {
      const { headers } = await person.get(path);
      const policy = headers['content-security-policy'] ?? '';
      assert.match(policy, /default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'/);
      assert.doesNotMatch(policy, /unsafe|\*/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['cache-control'], 'no-store', path);
    }
  });

  it('leaves an answer to a change to its own browser, for who comes back, until somebody signs out', async () => {
    const refused = await person.post('/zamknij/', { rodzaj: 'zamkniete' });
    assert.deepEqual([refused.status, refused.headers['cache-control']], [422, 'private, no-cache']);
    const kept = await person.post('/zamknij/', { rodzaj: 'zamkniete', od: '2026-12-10', powod: 'remont' });
    assert.deepEqual([kept.status, kept.headers['cache-control']], [303, 'no-store']);
    const asked = await person.post('/publikuj/odrzuc/', { odrzucam: 'fakty/przerwy.yaml' });
    assert.deepEqual([asked.status, asked.headers['cache-control']], [200, 'private, no-cache']);
    await person.post('/publikuj/odrzuc/', { odrzuc: 'fakty/przerwy.yaml' });
    const other = await harness.editor();
    assert.equal((await other.post('/wyjscie/', {})).headers['clear-site-data'], '"cache"');
  });

  it('bounds what it reads of a form', async () => {
    const many = new URLSearchParams(Array.from({ length: 5_000 }, (_, place) => [`a${place}`, '']));
    const headers = {
      Origin: harness.running.url.origin,
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    assert.equal((await person.send('POST', '/zamknij/', headers, Buffer.from(many.toString()))).status, 400);
    const long = Buffer.from(`powod=${'a'.repeat(2 * 1024 * 1024)}`);
    assert.equal((await person.send('POST', '/zamknij/', headers, long)).status, 413);
    const other = { ...headers, 'Content-Type': 'application/json' };
    assert.equal((await person.send('POST', '/zamknij/', other, Buffer.from('{}'))).status, 415);
  });
});
