import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkContent } from '../../src/content-check/check-content.ts';
import type { CheckResult } from '../../src/content-check/check-files.ts';
import { findingLine } from '../../src/content-check/report.ts';
import { clubContent } from '../support/club.ts';
import { projectRoot } from '../support/site.ts';
import { expected } from './wrong-files/expected.ts';

const content = clubContent;
const publicFolder = join(projectRoot, 'public');
const wrongFiles = join(projectRoot, 'tests/content/wrong-files');
const today = '2026-11-22';

let temporary = '';
before(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'kis-wrong-'));
});
after(() => rm(temporary, { recursive: true, force: true }));

/** @returns a copy of the club's content, with the files of a case copied over it */
async function folderOf(name: string): Promise<string> {
  const folder = join(temporary, name, 'content');
  await cp(content, folder, { recursive: true });
  const source = join(wrongFiles, name);
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const from = join(entry.parentPath, entry.name);
    const to = join(folder, relative(source, from).replace(/\.append$/, ''));
    const above = from.endsWith('.append') ? [await readFile(to)] : [];
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, Buffer.concat([...above, await readFile(from)]));
  }
  return folder;
}

const errorsOf = ({ findings }: CheckResult): string[] =>
  findings.filter(({ severity }) => severity === 'error').map((finding) => findingLine(finding, 'content'));

/** @returns an expected message with the line numbers of its additions counted from the top of the whole file */
async function withWholeLines(message: string): Promise<string> {
  const file = message.slice(0, message.indexOf(':'));
  if (!message.startsWith(`${file}:+`)) return `content/${message}`;
  const above = (await readFile(join(content, ...file.split('/')), 'utf8')).split('\n').length - 1;
  return `content/${message.replace(/(:|wiersza )\+(\d+)/g, (_, before, line) => before + String(above + Number(line)))}`;
}

const runCheck = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'src/cli/check-content.ts'), ...args], { encoding: 'utf8' });

describe('the content as it is', () => {
  it('has no error', async () => {
    assert.deepEqual(errorsOf(await checkContent(content, today, publicFolder)), []);
  });

  it('is refused for nothing but open rows, and only before a launch', () => {
    const daily = runCheck(content);
    assert.equal(daily.status, 0, daily.stdout);
    assert.match(daily.stdout, /Lista przed startem/);
    assert.match(
      daily.stdout,
      /^tests\/fixtures\/club\/fakty\/linki\.yaml:\d+ {2}„Jadłodajnia pod Lipą”: adres – /m,
    );
    assert.match(daily.stdout, /Błędów: 0\./);
    assert.equal(runCheck('--launch', content).status, 1);
  });
});

describe('a wrong file', () => {
  it('has a folder for every expectation and an expectation for every folder, at least 40', async () => {
    const folders = (await readdir(wrongFiles, { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    assert.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(expected).sort());
    assert.ok(folders.length >= 40, String(folders.length));
  });

  for (const [name, messages] of Object.entries(expected)) {
    it(`${name} is caught for its own reason, and for no other`, async () => {
      const found = errorsOf(await checkContent(await folderOf(name), today, publicFolder));
      assert.deepEqual(found, await Promise.all(messages.map(withWholeLines)));
    });
  }

  it('stops the command, which names the folder as it was given', async () => {
    const folder = await folderOf('hours-no-such-time');
    const { status, stdout } = runCheck(folder);
    assert.equal(status, 1);
    const line = `${folder.split(sep).join('/')}/fakty/godziny.yaml:5  Nie ma takiej godziny: 25:99. Napisz na przykład 7:30-17:00.`;
    assert.ok(stdout.split('\n').includes(line), stdout);
  });
});

describe('files beside the texts', () => {
  /** @returns the errors of the real content with some files added; a path may start with `public/` */
  async function errorsWith(name: string, files: Readonly<Record<string, string>>): Promise<string[]> {
    const root = join(temporary, name);
    await cp(content, join(root, 'content'), { recursive: true });
    await mkdir(join(root, 'public'), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, ...path.split('/'));
      await mkdir(dirname(file), { recursive: true });
      await (text.startsWith('→') ? symlink(text.slice(1), file) : writeFile(file, text));
    }
    return errorsOf(await checkContent(join(root, 'content'), today, join(root, 'public')));
  }

  it('are no links to elsewhere, in no folder', async () => {
    const outside = join(temporary, 'klucz.txt');
    await writeFile(outside, 'secret');
    const link = `→${outside}`;
    const found = await errorsWith('links', {
      'public/klucz.pdf': link,
      'public/folder': `→${temporary}`,
      'content/pliki/klucz.pdf': link,
      'content/pl/strony/klucz.md': link,
      'content/fakty/inny': `→${temporary}`,
    });
    const places = ['content/fakty/inny', 'content/pl/strony/klucz.md', 'content/pliki/klucz.pdf'];
    assert.deepEqual(
      found.map((line) => line.split(':')[0]),
      ['public/folder', 'public/klucz.pdf', ...places],
    );
    for (const line of found) assert.match(line, /skrót do pliku albo folderu w innym miejscu/);
  });

  it('are told by their own name when it is wrong, and passed over when a program left them behind', async () => {
    const found = await errorsWith('names', {
      'public/oferta.html': '<p>',
      'content/pliki/Moja ulotka.pdf': '%PDF-1.4',
      'content/pliki/2026/a.pdf': '%PDF-1.4',
      'content/pliki/mapa.pdf': '%PDF-1.4',
      'content/pliki/Mapa.pdf': '%PDF-1.4',
      'content/pliki/Thumbs.db': '',
      'content/pl/strony/desktop.ini': '',
      'content/pl/strony/~$kontakt.docx': '',
      'content/fakty/.DS_Store': '',
      'content/Thumbs.db': '',
    });
    assert.equal(found.length, 4, found.join('\n'));
    assert.match(found.join('\n'), /^public\/oferta\.html:1 .*HTML/m);
    assert.match(found.join('\n'), /^content\/pliki\/Moja ulotka\.pdf:1 .*„moja-ulotka\.pdf”/m);
    assert.match(found.join('\n'), /^content\/pliki\/2026\/a\.pdf:1 .*nie może być folderu „2026”/m);
    assert.match(found.join('\n'), /„Mapa\.pdf” różnią się|Mapa\.pdf” różnią się/);
  });
});

describe('the command', () => {
  it('prints its usage when its arguments are unclear', () => {
    assert.equal(runCheck('--lunch').status, 2);
    assert.equal(runCheck('one', 'two').status, 2);
    const missing = runCheck(join(temporary, 'no-such-folder'));
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^Nie ma takiego folderu: /);
  });
});
