import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { asChanges } from '../../../src/editing/changes/change.ts';
import { editFact } from '../../../src/editing/facts/fact-form.ts';
import { editPage, pageAt } from '../../../src/editing/pages/page-file.ts';
import { newPage, removePage, renamePage } from '../../../src/editing/pages/page-places.ts';
import { clubContent } from '../../support/club.ts';
import { openDesk } from '../../support/editing-desk.ts';
import { later, sandbox } from './sandbox.ts';

const editor = 'pracownik AB';
const picture = readFileSync(join(clubContent, 'pliki/okno.png'));
/** `RUNS=50` for more runs. */
const numRuns = Number(process.env['RUNS'] ?? 2);

async function openClub(test: TestContext) {
  const club = sandbox(test);
  let minutes = 1;
  const opened = await openDesk(club, () => later(minutes++));
  const { desk, uploads, build } = opened;

  /** Publishes all drafts; the site is built unless `isBuilt` is false. */
  async function publish(undoes = '', isBuilt = true): Promise<string> {
    const paths = desk.reviewOf(editor).flatMap((draft) => draft.paths);
    const { findings } = await desk.check(desk.changesOf(editor, paths));
    assert.deepEqual(
      findings
        .filter(({ severity }) => severity === 'error')
        .map(({ file, message }) => `${file}: ${message}`),
      [],
      'the review says what is wrong',
    );
    const result = await desk.publish(editor, paths, { reason: '', undoes, unchanged: [] });
    assert.ok(result.kind === 'recorded' || result.kind === 'nothing', JSON.stringify(result));
    assert.deepEqual(desk.reviewOf(editor), []);
    if (isBuilt) build();
    return result.kind === 'recorded' ? result.entry.id : '';
  }

  async function make(
    folder: 'strony' | 'aktualnosci',
    title: string,
    body: string,
    withPicture = false,
  ): Promise<string> {
    const made = newPage(
      { folder, language: 'pl', title, description: `${title}: opis.`, today: '2026-11-29' },
      desk.draftedTexts(editor),
    );
    let text = body;
    if (withPicture) {
      const staged = await uploads.stage('zdjęcie.png', picture);
      assert.ok(staged.kind === 'staged');
      text = `${body}\n\n![Okno klubu](/${staged.path})`;
    }
    const edited = editPage(folder, made.text, new Map(), `${text}\n`);
    assert.ok(edited.kind === 'text');
    await desk.save(editor, made.path, edited.text);
    return made.path;
  }

  async function rename(path: string, name: string): Promise<string> {
    const moved = renamePage(
      path,
      name,
      desk.draftedTexts(editor),
      (one) => desk.published(one) !== undefined,
    );
    assert.ok(moved.kind === 'moved', JSON.stringify(moved));
    assert.ok(await desk.saveChanges(editor, asChanges(moved.texts)));
    return moved.path;
  }

  async function remove(path: string, heir: string, linksLead = true): Promise<void> {
    const removed = removePage(path, desk.draftedTexts(editor), heir, linksLead);
    assert.ok(removed.kind === 'moved', JSON.stringify(removed));
    assert.ok(await desk.saveChanges(editor, asChanges(removed.texts)));
  }

  async function write(path: string, body: (text: string) => string): Promise<void> {
    const page = pageAt(path);
    assert.ok(page);
    const text = desk.open(editor, path).text;
    const edited = editPage(page.folder, text, new Map(), body(text.replace(/^---[\s\S]*?\n---\n+/, '')));
    assert.ok(edited.kind === 'text');
    await desk.save(editor, path, edited.text);
  }

  /** Undoes a change and publishes that; the review has to match `said`. */
  async function undo(id: string, isForced = false, said = /./): Promise<string> {
    const undone = await desk.undo(editor, id, isForced);
    assert.equal(undone.kind, 'changes', JSON.stringify(undone));
    const review = desk.reviewOf(editor).map(({ words }) => words.join('\n'));
    assert.match(review.join('\n'), said);
    return publish(id);
  }

  const isThere = (path: string): boolean => existsSync(join(club.content, path));
  return { ...opened, club, publish, make, rename, remove, write, undo, isThere };
}

describe('every change can be undone and published, and every address goes on', () => {
  for (const folder of ['strony', 'aktualnosci'] as const)
    for (const withPicture of [false, true])
      it(`a new one in ${folder}${withPicture ? ' with a picture' : ''}, its undo, the undo of that, and the same anew`, async (test) => {
        const { club, publish, make, undo, isThere } = await openClub(test);
        const path = await make(folder, 'Zbiórka ubrań', 'Przynieś kurtki.', withPicture);
        const made = await publish();
        const [file] = withPicture ? ['pliki/zdjecie.png'] : [];
        assert.ok(isThere(path) && (file === undefined || isThere(file)));
        const undone = await undo(made, false, /jej adres prowadzi teraz do strony „/);
        assert.ok(!isThere(path) && (file === undefined || !isThere(file)));
        const list = `pl/strony/${folder === 'strony' ? 'start' : 'aktualnosci'}.md`;
        assert.match(club.read(list), /dawne_adresy: \[.*zbiorka-ubran\/\]/);
        const back = await undo(undone);
        assert.ok(isThere(path) && (file === undefined || isThere(file)));
        assert.doesNotMatch(club.read(list), /zbiorka-ubran/);
        await undo(back);
        assert.equal(await make(folder, 'Zbiórka ubrań', 'Przynieś buty.', withPicture), path);
        await publish();
        assert.doesNotMatch(club.read(list), /zbiorka-ubran/, 'the page itself stands there again');
      });

  it('a new name, its undo and the undo of that; the links go with it', async (test) => {
    const { club, publish, rename, undo, write, desk, isThere } = await openClub(test);
    await write('pl/strony/klub.md', (body) => `${body}\nZobacz [co robimy](/zajecia/) u nas.\n`);
    await publish();
    const next = await rename('pl/strony/zajecia.md', 'Co robimy');
    const [one, ...others] = desk.reviewOf(editor);
    assert.equal(others.length, 0, 'one thing in the review');
    assert.ok(one?.paths.includes(next) && one.paths.includes('pl/strony/klub.md'));
    const renamed = await publish();
    assert.match(club.read('pl/strony/klub.md'), /\[co robimy\]\(\/co-robimy\/\)/);
    const undone = await undo(renamed, false, /stary adres prowadzi dalej/);
    assert.ok(isThere('pl/strony/zajecia.md') && !isThere(next));
    assert.match(club.read('pl/strony/zajecia.md'), /dawne_adresy: .*\/co-robimy\//);
    assert.match(club.read('pl/strony/klub.md'), /\[co robimy\]\(\/zajecia\/\)/);
    await undo(undone);
    assert.ok(!isThere('pl/strony/zajecia.md') && isThere(next));
    assert.match(club.read(next), /dawne_adresy: .*\/zajecia\//);
    assert.doesNotMatch(club.read(next), /co-robimy/);
  });

  it('a new name and another text at once: their undo is a renaming the other way', async (test) => {
    const { club, publish, rename, undo, write, isThere } = await openClub(test);
    const next = await rename('pl/strony/zajecia.md', 'Co robimy');
    await write(next, (body) => `Całkiem inny początek.\n\n${body}`);
    const renamed = await publish();
    await undo(
      renamed,
      false,
      /^Zmiana nazwy strony .*: \/co-robimy\/ → \/zajecia\/; stary adres prowadzi dalej/,
    );
    assert.ok(isThere('pl/strony/zajecia.md') && !isThere(next));
    assert.match(club.read('pl/strony/zajecia.md'), /dawne_adresy: .*\/co-robimy\//);
    assert.doesNotMatch(club.read('pl/strony/start.md'), /co-robimy/);
  });

  it('a page that is gone, with links to it that follow or go', async (test) => {
    for (const linksLead of [true, false]) {
      const { club, publish, make, remove, undo, write, isThere } = await openClub(test);
      const path = await make('strony', 'Ogródek', 'Sadzimy zioła.\n\n## Kiedy\n\nWiosną.');
      await publish();
      await write('pl/strony/klub.md', (body) => `${body}\nMamy [ogródek za domem](/ogrodek/#kiedy).\n`);
      await write('pl/strony/zajecia.md', (body) => `${body}\nJest też [ogródek](/ogrodek/).\n`);
      await publish();
      await remove(path, 'pl/strony/kontakt.md', linksLead);
      const gone = await publish();
      assert.match(
        club.read('pl/strony/klub.md'),
        linksLead ? /\[ogródek za domem\]\(\/kontakt\/\)/ : /Mamy ogródek za domem\./,
      );
      await undo(gone);
      assert.ok(isThere(path));
      assert.match(club.read('pl/strony/klub.md'), /\[ogródek za domem\]\(\/ogrodek\/#kiedy\)/);
      assert.doesNotMatch(club.read('pl/strony/kontakt.md'), /ogrodek/);
    }
  });

  it('an older one, under later ones: the older text names a page that is gone by now', async (test) => {
    const { club, publish, make, remove, undo, write } = await openClub(test);
    const path = await make('strony', 'Ogródek', 'Sadzimy zioła.');
    await publish();
    await write('pl/strony/klub.md', (body) => `Mamy [ogródek](/ogrodek/).\n\n${body}`);
    await publish();
    await write('pl/strony/klub.md', (body) => body.replace(/^Mamy .*\n\n/, ''));
    const cut = await publish();
    await remove(path, 'pl/strony/kontakt.md');
    await publish();
    await undo(cut);
    assert.match(club.read('pl/strony/klub.md'), /Mamy \[ogródek\]\(\/kontakt\/\)/);
  });

  it('of two undone news items each comes back by itself, though one list answers for both', async (test) => {
    const { club, publish, make, undo, isThere } = await openClub(test);
    const paths = [];
    const undone = [];
    for (const title of ['Pierwsza', 'Druga']) {
      paths.push(await make('aktualnosci', title, 'Treść.'));
      undone.push(await undo(await publish()));
    }
    assert.match(club.read('pl/strony/aktualnosci.md'), /pierwsza.*druga/);
    await undo(undone[0] ?? '');
    assert.ok(isThere(paths[0] ?? ''));
    assert.doesNotMatch(club.read('pl/strony/aktualnosci.md'), /pierwsza/);
    assert.match(club.read('pl/strony/aktualnosci.md'), /druga/);
  });

  it('a document that no page names, taken away and brought back', async (test) => {
    const { desk, club, publish, undo, isThere } = await openClub(test);
    club.write('pliki/stary.png', '');
    const path = 'pliki/stary.png';
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(club.content, path), picture);
    assert.equal(await desk.removeStaffFile(editor, 'stary.png'), 'drafted');
    const gone = await publish();
    assert.ok(!isThere(path));
    const back = await undo(gone);
    assert.deepEqual(readFileSync(join(club.content, path)), picture);
    await undo(back);
    assert.ok(!isThere(path));
  });

  it('a change of several files at once, one of which was changed again: the later one is named, or both go', async (test) => {
    const { desk, club, publish, undo } = await openClub(test);
    const [contact, links] = ['fakty/kontakt.yaml', 'fakty/linki.yaml'];
    const before = [club.read(contact), club.read(links)];
    const set = async (path: string, name: 'kontakt' | 'linki', field: string, value: string) => {
      const edited = editFact(name, desk.open(editor, path).text, new Map([[field, value]]));
      assert.ok(edited.kind === 'text');
      await desk.save(editor, path, edited.text);
    };
    await set(contact, 'kontakt', 'ulica', 'Nowa 1');
    await set(links, 'linki', 'linki.0.nazwa', 'Nowa nazwa');
    const first = await publish();
    await set(contact, 'kontakt', 'ulica', 'Nowa 2');
    await set(contact, 'kontakt', 'email', 'nowy@kis.example');
    const second = await publish();
    const refused = await desk.undo(editor, first, false);
    assert.ok(refused.kind === 'in-the-way');
    assert.equal(refused.entry.id, second);
    assert.deepEqual(desk.reviewOf(editor), []);
    await undo(first, true);
    // Nobody has confirmed this e-mail address with that street.
    const mailed = before[0]
      ?.replace(/^email: .*$/m, 'email: nowy@kis.example')
      .replace(/^potwierdzil: .*$/m, 'potwierdzil: null');
    assert.deepEqual(
      [club.read(contact), club.read(links)],
      [mailed, before[1]],
      'what is no such place stays',
    );
    assert.equal((await desk.undo(editor, first, false)).kind, 'nothing');
  });

  it('a change by hand of a file that is no content stays, and says so', async (test) => {
    const { desk, club, undo } = await openClub(test);
    club.write('README.md', 'x');
    const contact = club.read('fakty/kontakt.yaml');
    await desk.history.takeIn(later(500));
    const [only] = await desk.latest(1);
    assert.deepEqual(await desk.undo(editor, only?.id ?? '', false), { kind: 'nothing', isOutside: true });
    club.write('README.md', 'y');
    club.write('fakty/kontakt.yaml', `${contact}# ręcznie\n`);
    await desk.history.takeIn(later(501));
    const [both] = await desk.latest(1);
    await undo(both?.id ?? '');
    assert.equal(club.read('fakty/kontakt.yaml'), contact);
    assert.equal(club.read('README.md'), 'y');
  });

  it('a page that somebody deleted by hand keeps nobody from publishing', async (test) => {
    const { club, publish, make } = await openClub(test);
    const { rmSync } = await import('node:fs');
    rmSync(join(club.content, 'pl/aktualnosci/2026-10-02-komputery.md'));
    await make('aktualnosci', 'Coś innego', 'Treść.');
    await publish();
    assert.match(club.read('pl/strony/aktualnosci.md'), /2026-10-02-komputery/);
  });

  const step = fc.record({
    does: fc.constantFrom('news', 'page', 'rename', 'remove', 'write', 'undo', 'undo', 'undo', 'undo all'),
    at: fc.nat(),
    isBuilt: fc.boolean(),
    flag: fc.boolean(),
  });

  it('whatever is made, renamed, removed, linked and undone in any order', {
    timeout: 3_600_000,
  }, async (test) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const { desk, publish, make, rename, remove, write } = await openClub(test);
        for (const [number, { does, at, isBuilt, flag }] of steps.entries()) {
          const texts = desk.draftedTexts(editor);
          const own = [...texts.keys()].filter(
            (path) =>
              /^pl\/(?:strony\/(?:strona|nazwa|zajecia)|aktualnosci\/)/.test(path) &&
              !path.endsWith('2026-11-21-plan.md'),
          );
          const path = own[at % own.length] ?? '';
          const isSure = does === 'undo' || does === 'undo all';
          if (does === 'news') await make('aktualnosci', `Wiadomość ${number}`, 'Treść.', flag);
          else if (does === 'page')
            await make('strony', `Strona ${number}`, `Treść.\n\n## Kiedy\n\nDziś.`, flag);
          else if (does === 'rename' && path !== '') await rename(path, `Nazwa ${number}`);
          else if (does === 'remove' && path !== '') await remove(path, 'pl/strony/kontakt.md', flag);
          else if (does === 'write' && path !== '') {
            const page = pageAt(path);
            const address = page?.folder === 'strony' ? `/${page.name}/` : `/aktualnosci/${page?.name}/`;
            await write('pl/strony/klub.md', (body) => `${body}\nZobacz [miejsce ${number}](${address}).\n`);
          } else if (isSure) {
            const entries = (await desk.latest(50)).filter((entry) => !entry.isBeginning);
            const entry = entries[at % entries.length];
            if (entry === undefined) continue;
            const undone = await desk.undo(editor, entry.id, does === 'undo all');
            assert.ok(['changes', 'in-the-way', 'nothing'].includes(undone.kind), undone.kind);
            if (does === 'undo all') assert.notEqual(undone.kind, 'in-the-way');
          }
          await publish('', isBuilt);
        }
      }),
      { numRuns, endOnFailure: true },
    );
  });
});
