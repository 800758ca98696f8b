import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  beganIn,
  type EditingHarness,
  type Got,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

const page = '/strona/pl/aktualnosci/2026-11-21-plan/';

describe('pictures, documents and tables in a text, without a script', () => {
  let harness: EditingHarness;
  let editor: Visitor;
  before(async () => {
    harness = await startEditingPages();
    editor = await harness.editor();
  });
  after(() => harness.stop());

  const textNow = async (): Promise<string> =>
    /<textarea id="body"[^>]*>\n([\s\S]*?)<\/textarea>/.exec((await editor.get(page)).body)?.[1] ?? '';

  function send(
    fields: Readonly<Record<string, string>>,
    file?: { readonly name: string; readonly bytes: Uint8Array },
  ): Promise<Got> {
    const parts = Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    );
    const own =
      file === undefined
        ? [Buffer.from('--x\r\nContent-Disposition: form-data; name="plik"; filename=""\r\n\r\n\r\n')]
        : [
            Buffer.from(
              `--x\r\nContent-Disposition: form-data; name="plik"; filename="${file.name}"\r\n\r\n`,
            ),
            file.bytes,
            Buffer.from('\r\n'),
          ];
    return editor.send(
      'POST',
      `${page}plik/`,
      { Origin: harness.running.url.origin, 'Content-Type': 'multipart/form-data; boundary=x' },
      Buffer.concat([...parts, ...own, Buffer.from('--x--\r\n')]),
    );
  }

  it('a picture is chosen by its small picture, described, and stands where it was asked for', async () => {
    await editor.post(page, {
      poczatek: beganIn(await editor.get(page)),
      body: 'Pierwszy akapit.\n\nDrugi akapit.\n\n:::wazne[Uwaga]\nW ramce.\n\nDalej w ramce.\n:::\n\nOstatni.\n',
      kursor: '20',
    });
    const asked = await editor.post(page, {
      poczatek: beganIn(await editor.get(page)),
      body: await textNow(),
      kursor: '25',
      dalej: 'plik',
    });
    assert.equal(asked.headers['location'], `${page}plik/?po=2`);
    const shown = (await editor.get(asked.headers['location'] ?? '')).body;
    assert.match(shown, /<input type="radio"[^>]*name="gotowy" value="okno\.png"/);
    assert.match(shown, /<img class="thumbnail" src="\/pliki\/obraz\/okno\.png" alt=""/);
    assert.match(shown, /<option value="2" selected>Pod: Drugi akapit\.</);
    assert.equal(shown.match(/<option /g)?.length, 5, 'a box is one part');
    const small = await editor.get('/pliki/obraz/okno.png');
    assert.equal(small.headers['content-type'], 'image/webp');
    assert.match(small.headers['content-security-policy'] ?? '', /sandbox/);
    for (const opis of ['', 'zdjęcie', 'okno.png']) {
      const refused = await send({ gotowy: 'okno.png', opis, po: '2' });
      assert.equal(refused.status, 422, opis);
      assert.match(refused.body, /id="opis-blad"/);
      assert.match(refused.body, /value="okno\.png" checked/);
    }
    const put = await send({ gotowy: 'okno.png', opis: 'Okno [klubu] z *lampą*', po: '2' });
    assert.equal(put.headers['location'], `${page}?wstawiono`);
    assert.match(
      await textNow(),
      /Drugi akapit\.\n\n!\[Okno \\\[klubu\\\] z \\\*lampą\\\*\]\(\/pliki\/okno\.png\)\n\n:::wazne/,
    );
    const told = (await editor.get(`${page}?wstawiono`)).body;
    assert.match(told, /role="status"/);
    assert.doesNotMatch(told, /co jest w dokumencie/);
  });

  it('one is sent from there, a document too, and published with the page', async () => {
    const picture = readFileSync(join(harness.content, 'pliki/okno.png'));
    const refused = await send({ opis: '', po: '' }, { name: 'Wigilia 2026.png', bytes: picture });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /id="opis-blad"/);
    const [, name = ''] = /value="([^"]+)" checked/.exec(refused.body) ?? [];
    assert.match(name, /wigilia/i, 'it is not to be sent again');
    assert.equal((await send({ gotowy: name, opis: 'Stół na Wigilię', po: '' })).status, 303);
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
    const put = await send({ opis: 'plan zajęć', po: '' }, { name: 'plan.pdf', bytes: pdf });
    assert.equal(put.status, 303);
    const asked = /<div class="note" role="status">[\s\S]*?<\/div>/.exec(
      (await editor.get(put.headers['location'] ?? '')).body,
    )?.[0];
    assert.match(asked ?? '', /Czy to, co jest w dokumencie, stoi też w tekście strony\?/);
    const text = await textNow();
    assert.ok(
      text.trimEnd().endsWith(`![Stół na Wigilię](/pliki/${name})\n\n[plan zajęć](/pliki/plan.pdf)`),
      text,
    );
    assert.equal(
      (await editor.post('/publikuj/', { plik: 'pl/aktualnosci/2026-11-21-plan.md' })).status,
      303,
    );
    readFileSync(join(harness.content, 'pliki', name));
    for (const [fields, field] of [
      [{ opis: 'x' }, 'plik'],
      [{ opis: 'x', gotowy: 'nie-ma.png' }, 'plik'],
    ] as const) {
      const { status, body } = await send(fields);
      assert.equal(status, 422);
      assert.match(body, new RegExp(`id="${field}-blad"`));
    }
  });

  it('a file in the list leads to a page, and nobody copies a line', async () => {
    const list = (await editor.get('/pliki/')).body;
    assert.doesNotMatch(list, /!\[|\]\(/);
    const [, way = ''] = /href="(\/strony\/\?plik=okno\.png)"/.exec(list) ?? [];
    const pages = (await editor.get(way)).body;
    assert.match(pages, /href="\/strona\/pl\/strony\/klub\/plik\/\?plik=okno\.png"/);
    const form = (await editor.get('/strona/pl/strony/klub/plik/?plik=okno.png')).body;
    assert.match(form, /value="okno\.png" checked/);
    assert.doesNotMatch((await editor.get(page)).body, /nazwa\.jpg|co widać na obrazie/);
  });

  it('a file that nobody has published goes after one more press', async () => {
    const picture = readFileSync(join(harness.content, 'pliki/okno.png'));
    await send({ opis: '' }, { name: 'na-chwile.png', bytes: picture });
    const asked = await editor.post('/pliki/usun/', { usuwam: 'na-chwile.png' });
    assert.match(asked.body, /<h1>Usunąć plik na-chwile\.png\?/);
    assert.match((await editor.get('/pliki/')).body, /na-chwile\.png/);
    await editor.post('/pliki/usun/', { nazwa: 'na-chwile.png' });
    assert.doesNotMatch((await editor.get('/pliki/')).body, /na-chwile\.png/);
  });

  it('a table is filled in field by field, and what was typed stays while it grows', async () => {
    const typed = {
      kolumny: '2',
      wiersze: '3',
      'naglowek-1': 'Dzień',
      'naglowek-2': '',
      'pole-1-1': 'śro|da',
    };
    const drawn = await editor.post(`${page}tabela/`, { ...typed, kolumny: '9', wiersze: '2' });
    assert.match(drawn.body, /name="kolumny"[^>]*value="5"|value="5"[^>]*name="kolumny"/);
    assert.match(drawn.body, /id="pole-1-1"[^>]*value="śro\|da"/);
    assert.match(drawn.body, /id="pole-2-5"/);
    const refused = await editor.post(`${page}tabela/`, { ...typed, 'pole-1-1': '', dalej: 'wstaw' });
    assert.equal(refused.status, 422);
    for (const field of ['naglowek-2', 'pole-1-1'])
      assert.ok(refused.body.includes(`id="${field}-blad"`), field);
    const put = await editor.post(`${page}tabela/`, {
      ...typed,
      'naglowek-2': 'Godzina',
      'pole-1-2': '9.00',
      'pole-3-1': 'piątek',
      'pole-3-2': '10.00',
      po: '0',
      dalej: 'wstaw',
    });
    assert.equal(put.headers['location'], `${page}?wstawiono`);
    assert.match(
      await textNow(),
      /^\| Dzień \| Godzina \|\n\| --- \| --- \|\n\| śro\\\|da \| 9\.00 \|\n\| piątek \| 10\.00 \|\n\n/,
    );
  });

  it('a table that no telephone holds is told of before it is published', async () => {
    const row = `|${' a |'.repeat(12)}`;
    await editor.post(page, {
      poczatek: beganIn(await editor.get(page)),
      body: `Kiedy?\n\n${row}\n|${' --- |'.repeat(12)}\n${row}\n`,
    });
    const review = (await editor.get('/publikuj/')).body;
    assert.match(review, /<details[^>]* open><summary>Podpowiedzi[\s\S]*Ta tabela ma 12 kolumn/);
  });
});
