import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { inflateSync } from 'node:zlib';
import { runEditingCommand } from '../../../src/editing/commands.ts';
import { openDrafts } from '../../../src/editing/drafts/drafts.ts';
import { changes, later, noon, sandbox } from './sandbox.ts';

const secret = 'Jan Kowalski z ulicy Zmyślonej';
const news = 'pl/aktualnosci/2026-11-20-jan.md';
const contact = 'fakty/kontakt.yaml';
const hasGit = spawnSync('git', ['--version']).status === 0;

/** @returns the contents of all files in a folder as text, git objects uncompressed */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      try {
        return inflateSync(bytes).toString();
      } catch {
        return bytes.toString();
      }
    })
    .join('\n');
}

async function clubWithHistory(test: TestContext) {
  const club = sandbox(test);
  const written: string[] = [];
  const run = (...args: readonly string[]) =>
    runEditingCommand(args, {
      content: club.content,
      directory: club.directory,
      clock: () => later(60),
      write: (line) => written.push(line),
    });
  const history = await club.open();
  await history.takeIn(noon);
  const about = (words: string, minutes: number) => ({
    editor: 'pracownik AB',
    words: [words],
    reason: '',
    at: later(minutes),
  });
  const page = `---\ntytul: ${secret}\nopis: x\ndata: 2026-11-20\n---\n\n${secret}\n`;
  await history.record(changes({ [news]: page }), about(`Nowa wiadomość: ${secret}`, 1));
  await history.record(
    changes({ [contact]: club.read(contact).replace('30 40', '30 41') }),
    about('Telefon', 2),
  );
  await history.record(
    changes({ [news]: `${page}Więcej.\n`, [contact]: club.read(contact).replace('30 41', '30 42') }),
    about(`Zmieniono: ${secret}`, 3),
  );
  return { ...club, history, run, written };
}

describe('npm run editing -- forget', () => {
  it('leaves nothing of a file in history, content, drafts, and keeps everything else', async (test) => {
    const { run, written, history, content, directory, read } = await clubWithHistory(test);
    await openDrafts(directory).save({ editor: 'a', path: news, base: null, text: secret, at: noon });
    const before = await history.list({ limit: 10 });
    assert.ok(everythingIn(directory).includes(secret));
    assert.equal(await run('forget', news), 0, written.join('\n'));
    assert.ok(!everythingIn(directory).includes('Kowalski'));
    assert.ok(!existsSync(join(content, news)));
    assert.match(written.join('\n'), /2 changes, and 1 drafts[\s\S]*backups[\s\S]*search engines/);
    const after = await history.list({ limit: 10 });
    assert.deepEqual(
      after.map(({ words, at }) => [words[0], at.getTime()]),
      [
        ['Zmiana w pliku, którego już nie ma w historii', before[0]?.at.getTime()],
        ['Telefon', before[1]?.at.getTime()],
        ['Początek historii: treść, jaką zastaliśmy', before[3]?.at.getTime()],
      ],
    );
    const old = await history.fileAt(after[1]?.id ?? '', contact);
    assert.match(Buffer.from(old ?? []).toString(), /30 41/);
    assert.match(read(contact), /30 42/);
    assert.equal(await history.takeIn(noon), undefined);
  });

  it('keeps the present content of a file that the site needs, and says so', async (test) => {
    const { run, written, history, directory } = await clubWithHistory(test);
    assert.equal(await run('forget', `content/${contact}`), 0);
    assert.ok(!everythingIn(directory).includes('telefon: 10 200 30 41'));
    assert.ok(everythingIn(directory).includes('30 42'));
    assert.match(written.join('\n'), /the site needs this file/);
    assert.equal((await history.versions(contact)).length, 1);
  });

  it('names the earlier names of the file', async (test) => {
    const { run, written, history, read } = await clubWithHistory(test);
    await history.record(changes({ [news]: null, 'pl/aktualnosci/2026-11-20-x.md': read(news) }), {
      editor: 'a',
      words: ['x'],
      reason: '',
      at: later(4),
    });
    await run('forget', 'pl/aktualnosci/2026-11-20-x.md');
    assert.match(written.join('\n'), new RegExp(`called ${news} before`));
  });

  it('refuses files outside the content and files that never existed', async (test) => {
    const { run } = await clubWithHistory(test);
    assert.equal(await run('forget', '../data/history/HEAD'), 2);
    assert.equal(await run('forget', 'pl/strony/nikt.md'), 1);
    assert.equal(await run('forget'), 2);
    assert.equal(await run('erase', 'x'), 2);
  });

  it('after a crash between the two names there is a whole history again', async (test) => {
    const { history, directory, open } = await clubWithHistory(test);
    const before = await history.list({ limit: 10 });
    const folder = join(directory, 'history');
    const { renameSync } = await import('node:fs');
    renameSync(folder, `${folder}.new`);
    assert.deepEqual(await (await open()).list({ limit: 10 }), before);
  });
});

describe('npm run editing -- backup, restore', () => {
  it('one file brings content and history back on an empty machine', async (test) => {
    const { run, root, content, directory, history, read, open } = await clubWithHistory(test);
    const file = join(root, 'kopia.bundle');
    writeFileSync(join(content, 'pl/strony/reczna.md'), 'ręcznie\n');
    assert.equal(await run('backup', file), 0);
    assert.equal(await run('backup', file), 1, 'a second one over the first');
    const before = await history.list({ limit: 10 });
    for (const folder of [content, directory]) rmSync(folder, { recursive: true });
    assert.equal(await run('restore', file), 0);
    assert.deepEqual(await (await open()).list({ limit: 10 }), before);
    assert.match(read(news), /Więcej/);
    assert.equal(read('pl/strony/reczna.md'), 'ręcznie\n');
    assert.ok(existsSync(join(content, 'pliki/okno.png')));
  });

  it('git reads the backup', { skip: !hasGit && 'no git here' }, async (test) => {
    const { run, root } = await clubWithHistory(test);
    await run('backup', join(root, 'kopia.bundle'));
    const clone = spawnSync('git', ['clone', '-q', join(root, 'kopia.bundle'), join(root, 'clone')], {
      encoding: 'utf8',
    });
    assert.equal(clone.status, 0, clone.stderr);
    assert.match(readFileSync(join(root, 'clone', contact), 'utf8'), /30 42/);
  });

  it('over other content nothing is lost: what was there is in the history', async (test) => {
    const { run, root, content, history, read } = await clubWithHistory(test);
    const file = join(root, 'kopia.bundle');
    await run('backup', file);
    writeFileSync(join(content, contact), 'inne: tak\n');
    writeFileSync(join(content, 'pl/strony/pozniej.md'), 'x\n');
    assert.equal(await run('restore', file), 0);
    assert.match(read(contact), /30 42/);
    assert.ok(!existsSync(join(content, 'pl/strony/pozniej.md')));
    const [restored, byHand] = await history.list({ limit: 2 });
    assert.deepEqual(restored?.words, ['Przywrócono treść z kopii zapasowej']);
    assert.equal(
      Buffer.from((await history.fileAt(byHand?.id ?? '', contact)) ?? []).toString(),
      'inne: tak\n',
    );
    assert.equal(await run('forget', news), 0, 'a history with a backup in it can forget too');
    assert.ok(!everythingIn(join(root, 'data')).includes('Kowalski'));
  });

  it('a part of a history is no backup', { skip: !hasGit && 'no git here' }, async (test) => {
    const { run, root, directory, content } = await clubWithHistory(test);
    const file = join(root, 'part.bundle');
    const args = [`--git-dir=${join(directory, 'history')}`, 'bundle', 'create', file, 'main~1..main'];
    assert.equal(spawnSync('git', args).status, 0);
    for (const folder of [content, directory]) rmSync(folder, { recursive: true });
    assert.equal(await run('restore', file), 1);
    assert.deepEqual(readdirSync(content), []);
  });

  it('a damaged file changes nothing', async (test) => {
    const { run, root, history } = await clubWithHistory(test);
    const file = join(root, 'kopia.bundle');
    await run('backup', file);
    const bytes = readFileSync(file);
    const before = await history.list({ limit: 10 });
    for (const broken of [
      bytes.subarray(0, bytes.length - 200),
      Buffer.from('x'),
      bytes.fill(7, bytes.length >> 1, (bytes.length >> 1) + 50),
    ]) {
      writeFileSync(`${file}.broken`, broken);
      assert.equal(await run('restore', `${file}.broken`), 1);
    }
    assert.deepEqual(await history.list({ limit: 10 }), before);
    assert.equal(await run('restore', join(root, 'nothing')), 1);
  });
});
