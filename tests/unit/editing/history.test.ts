import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { historyFolder } from '../../../src/editing/history/swap.ts';
import { writeContent } from '../../../src/editing/history/work-tree.ts';
import { changes, later, noon, sandbox } from './sandbox.ts';

const about = (words: string, minutes = 0) => ({
  editor: 'pracownik AB',
  words: [words],
  reason: 'tak zdecydowała kierowniczka',
  at: later(minutes),
});
const contact = 'fakty/kontakt.yaml';
const hours = 'fakty/godziny.yaml';

const git = (directory: string, ...args: readonly string[]) =>
  spawnSync('git', [`--git-dir=${historyFolder(directory)}`, ...args], { encoding: 'utf8' });
const hasGit = spawnSync('git', ['--version']).status === 0;

describe('the history', () => {
  it('begins with the existing content, and takes in changes made by hand', async (test) => {
    const club = sandbox(test);
    const history = await club.open();
    const first = await history.takeIn(noon);
    assert.equal(first?.isOutside, true);
    assert.ok(first.files.includes(contact) && first.files.includes('pliki/okno.png'));
    assert.equal(await history.takeIn(noon), undefined);
    club.write(contact, club.read(contact).replace('30 40', '30 41'));
    club.write('.kontakt.yaml.swp', 'x');
    const byHand = await history.takeIn(later(1));
    assert.deepEqual(byHand?.files, [contact]);
    assert.deepEqual(byHand.words, ['Zmiana spoza redakcji', contact]);
  });

  it('records a change with who, when, what and why, in the folder and in itself', async (test) => {
    const club = sandbox(test);
    const history = await club.open();
    await history.takeIn(noon);
    const text = club.read(contact).replace('30 40', '30 42');
    const result = await history.record(
      changes({ [contact]: text, 'pl/strony/nowa.md': 'x\n', 'fakty/pomoc.yaml': null }),
      {
        ...about('Telefon: 1 → 2', 5),
        words: ['Telefon: 1 → 2', 'Nowa strona: x', '- Dlaczego: nie'],
      },
    );
    assert.ok(result.kind === 'recorded');
    assert.equal(club.read(contact), text);
    assert.equal(existsSync(join(club.content, 'fakty/pomoc.yaml')), false);
    const [entry] = await history.list({ limit: 5 });
    assert.deepEqual(entry, {
      id: result.entry.id,
      at: later(5),
      editor: 'pracownik AB',
      words: ['Telefon: 1 → 2', 'Nowa strona: x', '- Dlaczego: nie'],
      reason: 'tak zdecydowała kierowniczka',
      files: [contact, 'fakty/pomoc.yaml', 'pl/strony/nowa.md'],
      isOutside: false,
      isBeginning: false,
    });
    assert.equal((await history.list({ limit: 5 })).length, 2);
    assert.equal((await history.list({ limit: 5, before: result.entry.id })).length, 1);
    assert.equal((await history.versions(contact)).length, 2);
    assert.equal((await history.versions(hours)).length, 1);
    assert.equal(Buffer.from((await history.fileAt(result.entry.id, contact)) ?? []).toString(), text);
    assert.equal((await history.record(changes({ [contact]: text }), about('nic'))).kind, 'nothing');
    assert.equal(await history.takeIn(later(6)), undefined);
    assert.deepEqual(
      readdirSync(join(club.content, 'fakty')).filter((name) => name.startsWith('.')),
      [],
    );
  });

  it('is read by git, holds no address, and git finds no fault in it', {
    skip: !hasGit && 'no git here',
  }, async (test) => {
    const club = sandbox(test);
    const history = await club.open();
    await history.takeIn(noon);
    await history.record(changes({ [contact]: `${club.read(contact)}# x\n` }), about('Zażółć → gęślą', 3));
    const log = git(club.directory, 'log', '--format=%an|%ae|%ad|%s', '--date=iso');
    assert.equal(log.stdout.split('\n')[0], 'pracownik AB||2026-11-29 12:03:00 +0100|Zażółć → gęślą');
    const fsck = git(club.directory, 'fsck', '--strict', '--full');
    assert.equal(fsck.status, 0, fsck.stderr);
    assert.match(git(club.directory, 'show', '--stat', 'HEAD').stdout, /kontakt\.yaml \| 1 \+/);
  });

  it('never overwrites changes made in the folder meanwhile', async (test) => {
    const club = sandbox(test);
    const history = await club.open();
    await history.takeIn(noon);
    const before = club.read(contact);
    club.write(contact, `${before}# ręcznie\n`);
    const result = await history.record(
      changes({ [contact]: `${before}# z formularza\n`, [hours]: 'x' }),
      about('x'),
    );
    assert.deepEqual(result, { kind: 'changed-outside', files: [contact] });
    assert.equal(club.read(contact), `${before}# ręcznie\n`);
    assert.notEqual(club.read(hours), 'x');
  });

  it('takes no path that leads out of the content', async (test) => {
    const club = sandbox(test);
    const history = await club.open();
    mkdirSync(join(club.root, 'content-too'));
    symlinkSync(join(club.root, 'content-too'), join(club.content, 'pl', 'obce'));
    for (const path of [
      '../data/x',
      '/etc/x',
      'fakty/../../x',
      'fakty\\x',
      '.git/config',
      'fakty//x',
      'fakty/.x',
      'pl/obce/x',
    ])
      await assert.rejects(async () => history.record(changes({ [path]: 'x' }), about('x')), path);
    await assert.rejects(writeContent(club.content, changes({ 'pl/obce/y': null })));
    assert.deepEqual(readdirSync(join(club.root, 'content-too')), []);
  });

  it('finishes a change interrupted by a crash, and keeps later changes by hand', async (test) => {
    const club = sandbox(test);
    const first = await club.open();
    await first.takeIn(noon);
    const [before, old] = [club.read(contact), club.read(hours)];
    const result = await first.record(
      changes({ [contact]: 'a: 1\n', [hours]: 'b: 2\n', 'pl/strony/n.md': 'n\n' }),
      about('x'),
    );
    assert.ok(result.kind === 'recorded');
    const [, parent] = await first.list({ limit: 2 });
    // The state directly after the change was recorded, with one of its files then changed by hand.
    await first.repository.setHead(parent?.id ?? '');
    writeFileSync(join(club.directory, 'unfinished-change'), result.entry.id);
    club.write(contact, before);
    club.write(hours, `${old}# ręcznie\n`);
    const second = await club.open();
    assert.equal(club.read(contact), 'a: 1\n');
    assert.equal(club.read(hours), `${old}# ręcznie\n`);
    assert.equal(existsSync(join(club.directory, 'unfinished-change')), false);
    assert.equal((await second.list({ limit: 1 }))[0]?.id, result.entry.id);
    assert.deepEqual((await second.takeIn(later(2)))?.files, [hours]);
  });

  it('a change that the disk cut short between two files is finished by the next start', async (test) => {
    const club = sandbox(test);
    const first = await club.open();
    await first.takeIn(noon);
    mkdirSync(join(club.content, 'pl/strony/zzz.md'));
    const both = changes({ [contact]: 'a: 1\n', 'pl/strony/zzz.md': 'n\n' });
    await assert.rejects(first.record(both, about('x')));
    assert.equal(club.read(contact), 'a: 1\n');
    assert.equal((await first.list({ limit: 5 })).length, 1, 'nothing is acknowledged');
    rmSync(join(club.content, 'pl/strony/zzz.md'), { recursive: true });
    const second = await club.open();
    assert.equal(club.read('pl/strony/zzz.md'), 'n\n');
    assert.equal(await second.takeIn(later(1)), undefined);
    assert.deepEqual(
      (await second.list({ limit: 5 })).map(({ editor }) => editor),
      ['pracownik AB', 'spoza redakcji'],
    );
  });

  it('returns nothing for an unknown change', async (test) => {
    const history = await sandbox(test).open();
    const first = await history.takeIn(noon);
    const tree = (await history.repository.readCommit(first?.id ?? '')).tree;
    for (const id of ['', 'x', '../HEAD', '0'.repeat(40), tree, first?.id.slice(0, 10) ?? '']) {
      assert.deepEqual(await history.filesOf(id), []);
      assert.equal(await history.fileAt(id, contact), undefined);
      assert.deepEqual(await history.list({ limit: 5, before: id }), []);
    }
  });

  it('removes locks and drafts of a process that was killed', async (test) => {
    const club = sandbox(test);
    await (await club.open()).takeIn(noon);
    for (const name of ['index.lock', 'HEAD.lock', 'unfinished-1-1'])
      writeFileSync(join(historyFolder(club.directory), name), '');
    const history = await club.open();
    assert.deepEqual(
      readdirSync(historyFolder(club.directory)).filter((name) => /lock|unfinished/.test(name)),
      [],
    );
    club.write(contact, 'x: 1\n');
    assert.notEqual(await history.takeIn(noon), undefined);
  });
});

describe('taking a change back', () => {
  async function withTwo(
    test: Parameters<typeof sandbox>[0],
    path: string,
    one: [string | RegExp, string],
    two: [string | RegExp, string],
  ) {
    const club = sandbox(test);
    const history = await club.open();
    await history.takeIn(noon);
    const before = club.read(path);
    const after = before.replace(...one);
    assert.notEqual(after, before);
    const first = await history.record(changes({ [path]: after }), about('pierwsza'));
    const now = after.replace(...two);
    assert.notEqual(now, after);
    const second = await history.record(changes({ [path]: now }), about('druga', 1));
    assert.ok(first.kind === 'recorded' && second.kind === 'recorded');
    return {
      club,
      history,
      before,
      first: first.entry,
      second: second.entry,
      undoing: await history.undo(first.entry.id),
    };
  }
  const textIn = (undoing: { changes: ReadonlyMap<string, Uint8Array | null> }, path: string): string =>
    Buffer.from(undoing.changes.get(path) ?? []).toString();

  it('takes back the newest one byte for byte', async (test) => {
    const { history, second, before } = await withTwo(
      test,
      contact,
      ['30 40', '30 41'],
      ['Nieistniejąca 7', 'Nieistniejąca 8'],
    );
    const undoing = await history.undo(second.id);
    assert.ok(undoing.kind === 'changes');
    assert.equal(textIn(undoing, contact), before.replace('30 40', '30 41'));
  });

  it('takes back an older one of a field next to one that was changed since', async (test) => {
    const { undoing, before } = await withTwo(
      test,
      hours,
      ['czwartek: 8:00-16:00', 'czwartek: 9:00-16:00'],
      ['piatek: 8:00-13:15', 'piatek: zamknięte'],
    );
    assert.ok(undoing.kind === 'changes');
    // Nobody has confirmed the new hours of Friday together with the old ones of Thursday.
    const unconfirmed = before.replace(/^potwierdzil: .*$/m, 'potwierdzil: null');
    assert.equal(textIn(undoing, hours), unconfirmed.replace('piatek: 8:00-13:15', 'piatek: zamknięte'));
  });

  it('takes an entry out of a list that has grown since, and puts back one that was taken out', async (test) => {
    const path = 'fakty/przerwy.yaml';
    const entry = (day: string) =>
      `  - od: ${day}\n    do: ${day}\n    rodzaj: zamkniete\n    powod: { pl: przerwa }\n`;
    const grown = await withTwo(test, path, [/$/, entry('2027-03-01')], [/$/, entry('2027-03-08')]);
    assert.ok(grown.undoing.kind === 'changes');
    assert.equal(textIn(grown.undoing, path), grown.before + entry('2027-03-08'));
    const last = / {2}- od: 2027-02-18\n(?: {4}.*\n)+/;
    const removal = await withTwo(test, path, [last, ''], ['malowanie sal', 'remont']);
    assert.ok(removal.undoing.kind === 'changes');
    assert.deepEqual(
      parse(textIn(removal.undoing, path)),
      parse(removal.before.replace('malowanie sal', 'remont')),
    );
  });

  it('merges texts of pages by their lines', async (test) => {
    const page = 'pl/strony/klub.md';
    const { undoing, before } = await withTwo(test, page, ['opis: ', 'opis: Nowy. '], [/$/, '\nKoniec.\n']);
    assert.ok(undoing.kind === 'changes');
    assert.equal(textIn(undoing, page), `${before}\nKoniec.\n`);
  });

  it('names the later change that conflicts', async (test) => {
    const { undoing, second, history } = await withTwo(test, contact, ['30 40', '30 41'], ['30 41', '30 42']);
    assert.deepEqual(undoing, { kind: 'in-the-way', file: contact, entry: second });
    assert.deepEqual(await history.undo('0'.repeat(40)), { kind: 'unknown' });
  });

  it('brings back a file that was deleted, and takes away one that was new', async (test) => {
    const club = sandbox(test);
    const history = await club.open();
    await history.takeIn(noon);
    const old = club.read('fakty/pomoc.yaml');
    const result = await history.record(
      changes({ 'fakty/pomoc.yaml': null, 'pl/strony/nowa.md': 'n\n' }),
      about('x'),
    );
    assert.ok(result.kind === 'recorded');
    const undoing = await history.undo(result.entry.id);
    assert.ok(undoing.kind === 'changes');
    assert.equal(textIn(undoing, 'fakty/pomoc.yaml'), old);
    assert.equal(undoing.changes.get('pl/strony/nowa.md'), null);
  });
});
