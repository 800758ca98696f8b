import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { beganIn, type EditingHarness, startEditingPages, type Visitor } from '../../support/editing.ts';
import { textOfHtml } from '../../support/text-of-html.ts';

describe('headings that links name', () => {
  let harness: EditingHarness;
  let one: Visitor;
  before(async () => {
    harness = await startEditingPages();
    one = await harness.editor();
  });
  after(() => harness.stop());

  const file = (path: string) => readFileSync(join(harness.content, path), 'utf8');
  const formOf = (path: string) => `/strona/${path.replace(/\.md$/, '')}/`;
  /** Saves a page with another text; @returns the address that the editor is redirected to */
  async function write(path: string, change: (text: string) => string) {
    const form = await one.get(formOf(path));
    const body = change(file(path).replace(/^---[\s\S]*?\n---\n+/, ''));
    return one.post(formOf(path), { poczatek: beganIn(form), body, dalej: 'publikuj' });
  }

  it('renamed: the links and doors of every page go with it, and it is said whose', async () => {
    const saved = await write('pl/strony/zajecia.md', (text) =>
      text.replace('## Porady', '## Nowy początek\n\nDopisane.\n\n## Rady dla Ciebie, co dzień'),
    );
    assert.equal(saved.status, 303);
    const review = await one.get(saved.headers['location'] ?? '');
    const shown = textOfHtml(review.body);
    assert.match(
      shown,
      /Linki do zmienionego nagłówka idą za nim także tu: „Dzień dobry, tu klub w Zmyślinie”/,
    );
    assert.doesNotMatch(shown, /nie ma nagłówka|Popraw to/);
    const published = await one.post('/publikuj/', { plik: 'pl/strony/zajecia.md' });
    assert.match(published.headers['location'] ?? '', /^\/publikacja\//);
    for (const language of ['pl', 'uk'])
      assert.match(
        file(`${language}/strony/start.md`),
        /adres: \/zajecia\/#rady-dla-ciebie-co-dzień\n/,
        language,
      );
    const [, change = ''] = /name="zmiana" value="([^"]+)"/.exec((await one.get('/historia/')).body) ?? [];
    await one.post('/historia/cofnij/', { zmiana: change });
    await one.post('/publikuj/', { plik: 'pl/strony/zajecia.md', cofa: change });
    assert.match(file('pl/strony/start.md'), /adres: \/zajecia\/#porady\n/);
  });

  it('renamed on a page that links to itself', async () => {
    const saved = await write('pl/strony/podstawy-prawne.md', (text) =>
      text.replace('## Trudne wyrazy', '## Słowa z ustaw'),
    );
    assert.equal(saved.status, 303);
    await one.post('/publikuj/', { plik: 'pl/strony/podstawy-prawne.md' });
    assert.match(file('pl/strony/podstawy-prawne.md'), /\(#słowa-zustaw\)/);
  });

  it('removed: the field of the link says what to write instead', async () => {
    const saved = await write('pl/strony/zajecia.md', (text) => text.replace(/## Porady\n\n.*\n\n/, ''));
    assert.equal(saved.status, 303);
    const review = await one.get(saved.headers['location'] ?? '');
    assert.equal(review.status, 422);
    const [, form = ''] = /href="(\/strona\/pl\/strony\/start\/\?sprawdz)"/.exec(review.body) ?? [];
    const { body } = await one.get(form);
    assert.match(body, /href="#drzwi\.1\.adres"/);
    const [field = ''] = /<label for="drzwi\.1\.adres"[\s\S]*?<\/div>/.exec(body) ?? [];
    assert.match(
      textOfHtml(field),
      /do nagłówka, którego już nie ma: \/zajecia\/#porady\. Wpisz zamiast niego jeden z tych: \/zajecia\/#zanim-zaczniesz/,
    );
    assert.match(field, /aria-invalid="true"/);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/zajecia.md' });
  });

  it('removed: the field of a page’s text that links to it says so', async () => {
    const saved = await write('pl/strony/kontakt.md', (text) => text.replace('## Godziny otwarcia\n', ''));
    assert.equal(saved.status, 303);
    const { body } = await one.get('/strona/pl/strony/jak-dolaczyc/?sprawdz');
    assert.match(
      body,
      /href="#body">Link prowadzi do nagłówka, którego już nie ma: \/kontakt\/#godziny-otwarcia/,
    );
    assert.match(body, /<textarea id="body"[^>]*aria-invalid="true"/);
  });
});
