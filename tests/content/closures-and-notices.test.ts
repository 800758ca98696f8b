import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyProject, noonOf, type ProjectCopy } from '../support/project-copy.ts';

const closure = 'Klub jest zamknięty od 24 grudnia do 2 stycznia (przerwa świąteczna).';
/** In other languages the reason, which is not translated, is shown in Polish and marked so. */
const polishReason = '<span lang="pl">przerwa świąteczna</span>';
const closures: Readonly<Record<string, string>> = {
  pl: closure,
  uk: `Клуб зачинено з 24 грудня до 2 січня (${polishReason}).`,
  en: `The club is closed from 24 December to 2 January (${polishReason}).`,
};
const notice = 'Winda nie działa. Zadzwoń, zejdziemy do Ciebie.';

/**
 * Mutations seen: the closure is missing in the header, the footer, the easy text, Kontakt, kis.txt; a notice that does
 * not end; one below the heading; future news shown, expired news listed; old news on the start page.
 */
describe('a closure, a notice and news with days', () => {
  let copy: ProjectCopy;
  const built = async (path: string): Promise<string> =>
    (await readFile(join(copy.root, 'dist/client', path), 'utf8')).replaceAll('\u00a0', ' ');
  const pages = async (): Promise<[string, string][]> => {
    const names = await readdir(join(copy.root, 'dist/client'), { recursive: true });
    const html = names.map(String).filter((name) => name.endsWith('.html') && name !== '404.html');
    return Promise.all(html.map(async (name): Promise<[string, string]> => [name, await built(name)]));
  };
  const news = (name: string, day: string, more = '') =>
    writeFile(
      join(copy.root, 'content/pl/aktualnosci', `${day}-${name}.md`),
      `---\ntytul: Wiadomość ${name}\nopis: Opis ${name}.\ndata: ${day}\n${more}---\n\nTreść.\n`,
    );

  before(async () => {
    copy = await copyProject();
    await rm(join(copy.root, 'content/pl/aktualnosci'), { recursive: true });
    await mkdir(join(copy.root, 'content/pl/aktualnosci'));
    await writeFile(
      join(copy.root, 'content/fakty/przerwy.yaml'),
      'wyjatki:\n  - od: 2026-12-24\n    do: 2027-01-02\n    rodzaj: zamkniete\n    powod:\n      pl: przerwa świąteczna\n',
    );
    await writeFile(
      join(copy.root, 'content/fakty/komunikat.yaml'),
      `komunikaty:
  - tresc: { pl: '${notice}' }
    od: 2026-12-10
    do: 2026-12-14
  - tresc: { pl: Wczorajszy komunikat. }
    od: 2026-12-01
    do: 2026-12-13
  - tresc: { pl: Jutrzejszy komunikat. }
    od: 2026-12-15
    do: 2026-12-20
`,
    );
    await news('przyszla', '2026-12-15');
    await news('dzisiejsza', '2026-12-14');
    await news('skonczona', '2026-12-01', 'do: 2026-12-13\n');
    await news('konczaca-sie', '2026-12-02', 'do: 2026-12-14\n');
    await news('stara', '2026-09-14');
    await news('starsza-o-dzien', '2026-09-13');
    await news('przypieta', '2026-01-02', 'przypnij: tak\n');
    // A Monday; the closure begins on the tenth day after it.
    await copy.build({ SOURCE_DATE_EPOCH: noonOf('2026-12-14'), SITE_URL: 'https://kis.example' });
  });
  after(() => copy.remove());

  it('the closure stands in the header, the ways and the footer of every page, errors too', async () => {
    const all = await pages();
    assert.ok(all.length > 20);
    for (const [name, html] of all) {
      const [head = '', ...rest] = html.split(/<main|<footer/);
      const closure = closures[/<html lang="(\w+)"/.exec(html)?.[1] ?? ''] ?? '?';
      assert.ok(head.includes(closure), `${name}: header`);
      assert.ok(rest.at(-1)?.includes(closure), `${name}: footer`);
      if (html.includes('id="co-teraz"')) assert.ok(rest[0]?.includes(closure), `${name}: what now`);
    }
  });

  it('the closure stands above the table of hours, in the easy text and in the plain text', async () => {
    const contact = await built('kontakt/index.html');
    const table = contact.indexOf('<table class="hours-table">');
    const heading = contact.lastIndexOf('<h2', table);
    assert.ok(contact.slice(heading, table).includes(closure));
    const easy = await built('tekst-latwy/index.html');
    assert.ok(easy.slice(easy.indexOf('<main')).split('easy-hours')[0]?.includes(closure));
    assert.ok((await built('kis.txt')).includes(closure));
  });

  it('the notice of today stands above the heading of every page, in the feed and in the plain text', async () => {
    for (const [name, html] of await pages()) {
      const place = html.indexOf(notice);
      assert.ok(place > 0 && place < html.indexOf('<h1'), name);
      assert.doesNotMatch(html, /Wczorajszy komunikat|Jutrzejszy komunikat/, name);
    }
    for (const file of ['aktualnosci.xml', 'kis.txt']) {
      const text = await built(file);
      assert.ok(text.includes(notice), file);
      assert.doesNotMatch(text, /Wczorajszy komunikat|Jutrzejszy komunikat/, file);
    }
  });

  it('news are listed from their day to their last day, and on the start page for 90 days or while pinned', async () => {
    const listed = (html: string) => [...html.matchAll(/>Wiadomość ([a-z-]+)</g)].map(([, name]) => name);
    const current = ['dzisiejsza', 'konczaca-sie', 'stara', 'starsza-o-dzien', 'przypieta'];
    assert.deepEqual(listed(await built('aktualnosci/index.html')), current);
    assert.deepEqual(listed(await built('index.html')), ['przypieta', 'dzisiejsza', 'konczaca-sie']);
    const feed = await built('aktualnosci.xml');
    assert.deepEqual(
      [...feed.matchAll(/<title>Wiadomość ([a-z-]+)</g)].map(([, name]) => name),
      current,
    );
    const folders = await readdir(join(copy.root, 'dist/client/aktualnosci'));
    assert.equal(folders.filter((name) => /przyszla|skonczona/.test(name)).length, 0);
  });

  it('the build knows when its pages have to say something else, and which news have come to their end', async () => {
    const manifest = JSON.parse(await readFile(join(copy.root, 'dist/build.json'), 'utf8'));
    assert.equal(manifest.freshUntil, '2026-12-14');
    assert.deepEqual(manifest.newsEnds, {
      '/aktualnosci/2026-12-01-skonczona/': '2026-12-13',
      '/aktualnosci/2026-12-02-konczaca-sie/': '2026-12-14',
    });
  });
});
