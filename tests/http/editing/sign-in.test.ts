import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type EditingHarness, editorAddress, startEditingPages } from '../../support/editing.ts';

const hour = 60 * 60 * 1000;

describe('the sign-in of the editing pages', () => {
  let harness: EditingHarness;
  before(async () => {
    harness = await startEditingPages();
  });
  after(() => harness.stop());
  const later = (milliseconds: number) => {
    harness.clock.now = new Date(harness.clock.now.getTime() + milliseconds);
  };

  it('opens once by the link of a loopback start; looking at it, any number of times, changes nothing', async () => {
    const path = new URL(harness.running.link ?? '').pathname;
    for (const method of ['GET', 'HEAD', 'GET'])
      assert.equal((await harness.visitor().send(method, path, { 'Sec-Purpose': 'prefetch' })).status, 200);
    const guess = path.replace(/.\/$/, (end) => (end === 'A/' ? 'B/' : 'A/'));
    assert.equal((await harness.visitor().post(guess, {})).status, 404);
    const person = harness.visitor();
    assert.equal((await person.post(path, {})).headers['location'], '/');
    assert.equal((await person.get('/')).headers['location'], '/kto/');
    assert.equal((await harness.visitor().post(path, {})).status, 404);
    assert.equal((await harness.visitor().get(path)).status, 404);
  });

  it('by a mailed code, typed in the page that asked for it, and asks once who it is', async () => {
    const person = harness.visitor();
    const asked = await person.post('/wejscie/', { adres: ` ${editorAddress.toUpperCase()} ` });
    assert.equal(asked.status, 303);
    assert.equal(asked.headers['location'], '/wejscie/kod/');
    assert.match((await person.get('/wejscie/kod/')).body, /Wpisz kod z listu/);
    const code = (await harness.mailedCode()) ?? '';
    assert.match(code, /^[A-Z2-9]{8}$/);
    const entered = await person.post('/wejscie/kod/', {
      kod: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`,
    });
    assert.equal(entered.status, 303);
    assert.match(
      entered.headers['set-cookie'] ?? '',
      /^kis-redakcja=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    assert.equal((await person.get('/')).headers['location'], '/kto/');
    const wrong = await person.post('/kto/', { rola: '<b>', inicjaly: '1' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.body, /value="&lt;b&gt;"/);
    assert.equal(
      (await person.post('/kto/', { rola: 'kierownik', inicjaly: 'a.n.' })).headers['location'],
      '/',
    );
    assert.match((await person.get('/urzadzenia/')).body, /Firefox, Windows<\/b> \(to urządzenie\)/);
  });

  it('does not take the code in another page, twice, after ten minutes or at the sixth try', async () => {
    later(hour);
    const person = harness.visitor();
    await person.post('/wejscie/', { adres: editorAddress });
    const code = (await harness.mailedCode()) ?? '';
    const stranger = harness.visitor();
    await stranger.post('/wejscie/', { adres: 'obcy@kis.example' });
    assert.equal((await stranger.post('/wejscie/kod/', { kod: code })).status, 422);
    const forged = harness.visitor();
    forged.cookies.set('kis-proba', 'A'.repeat(43));
    assert.equal((await forged.post('/wejscie/kod/', { kod: code })).status, 422);
    const bare = harness.visitor();
    assert.equal((await bare.post('/wejscie/kod/', { kod: code })).headers['location'], '/wejscie/');
    assert.equal((await person.post('/wejscie/kod/', { kod: code })).status, 303);
    assert.equal((await person.post('/wejscie/kod/', { kod: code })).status, 422);

    await person.post('/wejscie/', { adres: editorAddress });
    const second = (await harness.mailedCode()) ?? '';
    later(10 * 60 * 1000);
    assert.match((await person.post('/wejscie/kod/', { kod: second })).body, /już nie działa/);

    await person.post('/wejscie/', { adres: editorAddress });
    const third = (await harness.mailedCode()) ?? '';
    for (let tries = 1; tries <= 5; tries += 1)
      assert.equal((await person.post('/wejscie/kod/', { kod: 'AAAAAAAA' })).status, 422);
    assert.match((await person.post('/wejscie/kod/', { kod: third })).body, /już nie działa/);
  });

  it('answers the same to any address, and mails three codes an hour at most', async () => {
    later(2 * hour);
    const answers = [];
    for (const address of [editorAddress, 'obcy@kis.example', editorAddress, editorAddress, editorAddress]) {
      const person = harness.visitor();
      const { status, body, headers } = await person.post('/wejscie/', { adres: address });
      const page = await person.get('/wejscie/kod/');
      const tried = await person.post('/wejscie/kod/', { kod: 'AAAAAAAA' });
      const { 'set-cookie': cookie = '', date: _, ...others } = headers;
      answers.push([
        status,
        body,
        others,
        cookie.replace(/=[\w-]{43}/, ''),
        page.body,
        tried.status,
        tried.body,
      ]);
    }
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal((await readdir(harness.data)).filter((name) => name.endsWith('.eml')).length, 3);
    while ((await harness.mailedCode()) !== undefined);
  });

  it('lets no stranger lock an editor out or fill their mailbox by asking for codes again and again', async () => {
    later(2 * hour);
    let mails = 0;
    const stranger = async () => {
      for (let tries = 0; tries < 5; tries += 1)
        await harness.visitor().post('/wejscie/', { adres: editorAddress });
    };
    for (const minutes of [0, 12, 24, 36, 48]) {
      await stranger();
      const person = harness.visitor();
      const asked = await person.post('/wejscie/', { adres: editorAddress });
      assert.equal(asked.status, 303);
      await stranger();
      await new Promise((resolve) => setTimeout(resolve, 100));
      const names = (await readdir(harness.data)).filter((name) => name.endsWith('.eml'));
      const texts = await Promise.all(names.map((name) => readFile(join(harness.data, name), 'utf8')));
      mails += texts.filter((text) => /^[A-Z2-9]{4} [A-Z2-9]{4}\r?$/m.test(text)).length;
      const code = (await harness.mailedCode()) ?? '';
      const entered = await person.post('/wejscie/kod/', { kod: code });
      assert.equal(entered.headers['location'], '/', `after ${minutes} minutes`);
      later(12 * 60 * 1000);
    }
    assert.ok(mails >= 5 && mails <= 8, `${mails} mails in an hour`);
  });

  it('accepts each code that is still in the mailbox, once, in each page that asked for its address', async () => {
    later(2 * hour);
    const [first, second] = [harness.visitor(), harness.visitor()];
    await first.post('/wejscie/', { adres: editorAddress });
    const code = (await harness.mailedCode()) ?? '';
    await second.post('/wejscie/', { adres: editorAddress });
    const other = (await harness.mailedCode()) ?? '';
    assert.notEqual(other, code);
    assert.equal((await second.post('/wejscie/kod/', { kod: code })).headers['location'], '/');
    assert.equal((await first.post('/wejscie/kod/', { kod: code })).status, 422);
    assert.equal((await first.post('/wejscie/kod/', { kod: other })).headers['location'], '/');
  });

  it('many requests for other addresses do not invalidate a page that waits for its code', async (context) => {
    const crowded = await startEditingPages({ TRUSTED_PROXIES: '127.0.0.1' });
    context.after(() => crowded.stop());
    const person = crowded.visitor();
    await person.post('/wejscie/', { adres: editorAddress });
    const code = (await crowded.mailedCode()) ?? '';
    for (let number = 0; number < 1_100; number += 1)
      await crowded
        .visitor()
        .post(
          '/wejscie/',
          { adres: `a${number}@kis.example` },
          { 'X-Forwarded-For': `203.0.${Math.floor(number / 200)}.${number % 200}` },
        );
    assert.equal((await person.post('/wejscie/kod/', { kod: code })).headers['location'], '/');
  });

  it('mails the person about each sign-in, without any link that signs in', async () => {
    later(2 * hour);
    await harness.editor();
    const deadline = Date.now() + 5_000;
    for (;;) {
      const names = (await readdir(harness.data)).filter((name) => name.endsWith('.eml'));
      const texts = await Promise.all(names.map((name) => readFile(join(harness.data, name), 'utf8')));
      const told = texts.find((text) => text.includes('/urzadzenia/'));
      if (told !== undefined) {
        assert.doesNotMatch(told, /wejscie\/link/);
        break;
      }
      assert.ok(Date.now() < deadline, 'no mail about the sign-in');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('keeps no token and no address on the disk, and gives each sign-in a token of its own', async () => {
    later(2 * hour);
    const first = await harness.editor();
    const fixed = harness.visitor();
    fixed.cookies.set('kis-redakcja', 'A'.repeat(43));
    await fixed.post('/wejscie/', { adres: editorAddress });
    const code = (await harness.mailedCode()) ?? '';
    await fixed.post('/wejscie/kod/', { kod: code });
    const token = fixed.cookies.get('kis-redakcja') ?? '';
    assert.notEqual(token, 'A'.repeat(43));
    assert.notEqual(token, first.cookies.get('kis-redakcja'));
    for (const name of ['sessions.json', 'people.json']) {
      const text = await readFile(join(harness.data, name), 'utf8');
      assert.ok(!text.includes(token) && !text.includes('@'), name);
    }
    const unknown = harness.visitor();
    unknown.cookies.set('kis-redakcja', 'A'.repeat(43));
    assert.equal((await unknown.get('/')).headers['location'], '/wejscie/');
  });

  it('lets a person see and remove own devices, and ends a session after 12 hours or 30 days', async () => {
    later(2 * hour);
    const one = await harness.editor();
    const other = harness.visitor();
    await other.post('/wejscie/', { adres: editorAddress, zapamietaj: 'tak' });
    const entered = await other.post('/wejscie/kod/', { kod: (await harness.mailedCode()) ?? '' });
    assert.match(entered.headers['set-cookie'] ?? '', /Max-Age=2592000$/);
    const ids = [...(await one.get('/urzadzenia/')).body.matchAll(/name="id" value="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    const last = ids.at(-1) ?? '';
    later(13 * hour);
    assert.equal((await one.get('/')).headers['location'], '/wejscie/');
    assert.equal((await other.get('/')).status, 200);
    const again = await harness.editor();
    assert.equal((await again.post('/urzadzenia/', { id: last })).status, 303);
    assert.equal((await other.get('/')).headers['location'], '/wejscie/');
    assert.equal((await again.post('/wyjscie/', {})).status, 303);
    assert.equal(again.cookies.size, 1);
    assert.equal((await again.get('/')).headers['location'], '/wejscie/');
  });

  it('signs a person out at once who was removed from EDITORS', async (context) => {
    const shared = await startEditingPages();
    context.after(() => shared.stop());
    const person = await shared.editor();
    assert.equal((await person.get('/')).status, 200);
    const folder = join(shared.data, '..');
    await shared.running.stop();
    const without = await startEditingPages({ EDITORS: 'b.kowal@kis.example' }, { folder });
    const back = without.visitor();
    for (const [name, value] of person.cookies) back.cookies.set(name, value);
    assert.equal((await back.get('/')).headers['location'], '/wejscie/');
    await without.stop();
    const withAgain = await startEditingPages({}, { folder });
    context.after(() => withAgain.stop());
    const returned = withAgain.visitor();
    for (const [name, value] of person.cookies) returned.cookies.set(name, value);
    assert.equal((await returned.get('/')).status, 200);
  });

  it('on a public address has no link, keeps its cookies to https and to itself, and takes no loopback Host', async (context) => {
    const open = await startEditingPages({ EDITING_URL: 'https://redakcja.kis.example' });
    context.after(() => open.stop());
    assert.equal(open.running.link, undefined);
    const person = open.visitor();
    await person.post('/wejscie/', { adres: editorAddress });
    const entered = await person.post('/wejscie/kod/', { kod: (await open.mailedCode()) ?? '' });
    assert.match(
      entered.headers['set-cookie'] ?? '',
      /^__Host-kis-redakcja=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    assert.match(entered.headers['strict-transport-security'] ?? '', /max-age/);
    assert.equal((await person.get('/', { Host: `localhost:${open.running.port}` })).status, 421);
    const origin = `http://localhost:${open.running.port}`;
    assert.equal((await person.post('/wejscie/', { adres: editorAddress }, { Origin: origin })).status, 403);
  });

  it('asks a client with too many tries to wait', async (context) => {
    const busy = await startEditingPages();
    context.after(() => busy.stop());
    const statuses = [];
    for (let tries = 0; tries < 45; tries += 1)
      statuses.push((await busy.visitor().post('/wejscie/', { adres: `a${tries}@kis.example` })).status);
    assert.equal(statuses[39], 303);
    assert.equal(statuses[40], 429);
    assert.match((await busy.visitor().post('/wejscie/', { adres: 'x' })).body, /a\.nowak@/);
  });
});
