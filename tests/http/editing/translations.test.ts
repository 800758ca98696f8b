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

const polish = 'pl/strony/klub.md';
const ukrainian = 'uk/strony/klub.md';
const stale = 'Tłumaczenia: polska strona jest nowsza';
const markIn = (text: string): string | undefined => /^oryginal: "?([0-9a-f]{16})"?$/m.exec(text)?.[1];

describe('pages and their translations', () => {
  let harness: EditingHarness;
  let editor: Visitor;
  before(async () => {
    harness = await startEditingPages();
    editor = await harness.editor();
  });
  after(() => harness.stop());
  const file = (path: string) => readFileSync(join(harness.content, path), 'utf8');
  const bodyOf = (path: string) => file(path).replace(/^---[\s\S]*?---\n+/, '');

  async function change(path: string, body: string): Promise<Got> {
    const page = `/strona/${path.replace(/\.md$/, '')}/`;
    const saved = await editor.post(page, { poczatek: beganIn(await editor.get(page)), body });
    assert.equal(saved.status, 303);
    return editor.get(saved.headers['location'] ?? '');
  }

  it('a small mend leaves the translation fresh when somebody says so, and the page has its day', async () => {
    const review = await change(polish, `Nowe zdanie.\n\n${bodyOf(polish)}`);
    assert.match(review.body, /Czy zmienił się sens strony „[^”]+”\?/);
    assert.match(review.body, /value="tak" checked/);
    assert.doesNotMatch(review.body, /npm run/);
    const old = markIn(file(ukrainian));
    const published = await editor.post('/publikuj/', { plik: polish, [`sens-${polish}`]: 'nie' });
    assert.equal(published.status, 303);
    assert.match(file(polish), /^zmieniono: 2026-11-29$/m);
    assert.ok(markIn(file(ukrainian)));
    assert.notEqual(markIn(file(ukrainian)), old);
    assert.ok(!(await editor.get('/')).body.includes(stale));
    assert.match((await editor.get('/historia/')).body, /Tłumaczenie zgadza się z polską stroną/);
  });

  it('without an answer the translation is stale, and waits at the start until it says the same', async () => {
    await change(polish, `Jeszcze jedno zdanie.\n\n${bodyOf(polish)}`);
    const mark = markIn(file(ukrainian));
    await editor.post('/publikuj/', { plik: polish });
    assert.equal(markIn(file(ukrainian)), mark);
    const start = (await editor.get('/')).body;
    assert.ok(start.includes(stale));
    assert.match(start, /href="\/strona\/uk\/strony\/klub\/"/);
    assert.doesNotMatch(start, /npm run/);

    const again = await change(polish, `Trzecie zdanie.\n\n${bodyOf(polish)}`);
    assert.doesNotMatch(again.body, /Czy zmienił się sens/, 'what is stale cannot be kept fresh');
    await editor.post('/publikuj/', { plik: polish, [`sens-${polish}`]: 'nie' });
    assert.equal(markIn(file(ukrainian)), mark);

    const review = await change(ukrainian, `Нове речення.\n\n${bodyOf(ukrainian)}`);
    assert.match(review.body, /mówi teraz to samo, co polska strona/);
    await editor.post('/publikuj/', { plik: ukrainian, [`sens-${ukrainian}`]: 'nie' });
    assert.notEqual(markIn(file(ukrainian)), mark);
    assert.ok(!(await editor.get('/')).body.includes(stale));
  });

  it('the form of a stale translation says what changed in Polish, and marks it as right without a change of text', async () => {
    const page = '/strona/uk/strony/klub/';
    const says = /Polska strona jest nowsza niż to tłumaczenie/;
    assert.doesNotMatch((await editor.get(page)).body, says);
    await change(polish, `Czwarte zdanie o klubie.\n\n${bodyOf(polish)}`);
    await editor.post('/publikuj/', { plik: polish });
    await change(polish, bodyOf(polish).replace('Trzecie zdanie.', 'Trzecie zdanie, poprawione.'));
    await editor.post('/publikuj/', { plik: polish });
    const form = await editor.get(page);
    assert.match(form.body, says);
    assert.match(form.body, /Dopisano akapit „Czwarte zdanie o klubie\.”/);
    assert.match(form.body, /„Trzecie zdanie\.” → „Trzecie zdanie, poprawione\.”/);
    assert.match(form.body, /href="\/strona\/pl\/strony\/klub\/"/);

    const [text, mark] = [bodyOf(ukrainian), markIn(file(ukrainian))];
    const pressed = await editor.post(page, { poczatek: beganIn(form), body: text, dalej: 'aktualne' });
    assert.equal(pressed.status, 303);
    const review = await editor.get(pressed.headers['location'] ?? '');
    assert.match(review.body, /Tłumaczenie zgadza się z polską stroną/);
    assert.doesNotMatch(review.body, /name="sens-/);
    await editor.post('/publikuj/', { plik: ukrainian });
    assert.equal(bodyOf(ukrainian), text);
    assert.notEqual(markIn(file(ukrainian)), mark);
    assert.doesNotMatch((await editor.get(page)).body, says);
    assert.ok(!(await editor.get('/')).body.includes(stale));
  });

  it('a page is translated from itself: the new text has its name', async () => {
    const page = await editor.get('/strona/pl/strony/zajecia/');
    const [, link = ''] = /href="(\/strony\/nowa\/\?[^"]*jezyk=en[^"]*)"/.exec(page.body) ?? [];
    const form = await editor.get(link.replaceAll('&amp;', '&'));
    assert.match(form.body, /To będzie tłumaczenie strony/);
    const made = await editor.post('/strony/nowa/', {
      folder: 'strony',
      jezyk: 'en',
      strona: 'zajecia',
      tytul: 'Classes',
      opis: 'What you can learn here.',
    });
    assert.equal(made.headers['location'], '/strona/en/strony/zajecia/');
  });

  it('the form of a page asks for nothing that is not for it', async () => {
    const { body } = await editor.get('/strona/pl/strony/zajecia/');
    for (const name of ['oryginal', 'zmieniono', 'drzwi.0.nazwa', 'wyprobowano', 'potwierdzil'])
      assert.ok(!body.includes(`name="${name}"`), name);
    assert.match((await editor.get('/strona/uk/strony/klub/')).body, /name="potwierdzil"/);
  });
});
