import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { readManifest } from '../../src/web/build-manifest.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { type RunningSite, startSite } from '../support/site.ts';

const text = `---
tytul: 2026-12-01
opis: Strona na próbę.
sprawdzono: 2026-11-22
dawne_adresy: [/stara-ulotka/, "/index.php?option=com_content&id=7"]
---

## ${'Zajęcia'.normalize('NFD')}

Idź do [zajęć](#zajęcia).

![Wejście do klubu](/pliki/IMG_1234.JPG)

Pobierz [ulotkę](/pliki/ulotka.pdf) albo [wniosek w PDF](/pliki/ulotka.pdf).
`;

describe('files of staff and addresses of pages, built', { timeout: 300_000 }, () => {
  let copy: ProjectCopy;
  let site: RunningSite;
  let page = '';
  const run = (command: string) =>
    spawnSync(process.execPath, [`src/cli/${command}.ts`], {
      cwd: copy.root,
      env: bareEnvironment,
      encoding: 'utf8',
    });

  before(async () => {
    copy = await copyProject();
    const files = join(copy.root, 'content/pliki');
    await mkdir(files, { recursive: true });
    const photo = sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: '#888' } })
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 20/1 5/1' } })
      .withMetadata({ orientation: 6 });
    await photo.jpeg().toFile(join(files, 'IMG_1234.JPG'));
    await writeFile(
      join(files, 'ulotka.pdf'),
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(1_199_991)]),
    );
    await writeFile(join(files, 'Thumbs.db'), 'x');
    await writeFile(join(copy.root, 'public/desktop.ini'), 'x');
    // As old versions of Notepad, a Macintosh and Windows save it.
    await writeFile(join(copy.root, 'content/pl/strony/proba.md'), `\ufeff${text.replaceAll('\n', '\r\n')}`);
    await copy.edit('content/fakty/godziny.yaml', (written) => written.replaceAll('\n', '\r'));
    await copy.edit(
      'content/pl/strony/zajecia.md',
      (written) => `${written}\n![Wejście](/pliki/IMG_1234.JPG)\n`,
    );
    const { status, stdout, stderr } = run('build');
    assert.equal(status, 0, stdout + stderr);
    page = await readFile(join(copy.root, 'dist/client/proba/index.html'), 'utf8');
    const unchanged = await readFile(join(copy.root, 'dist/client/zajecia/index.html'), 'utf8');
    assert.match(unchanged, /alt="Wejście" width="900" height="1200"/);
    site = await startSite({}, { build: join(copy.root, 'dist') });
  });
  after(async () => {
    await site?.stop();
    await copy.remove();
  });

  it('a photo of a telephone is small, upright, without its place, and has its size on the page', async () => {
    assert.match(
      page,
      /<img src="\/pliki\/IMG_1234\.JPG" alt="Wejście do.klubu" width="900" height="1200" loading="lazy">/,
    );
    const answer = await fetch(`${site.url}/pliki/IMG_1234.JPG`);
    assert.equal(answer.headers.get('content-type'), 'image/jpeg');
    const { width, height, exif } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    assert.deepEqual([width, height, exif], [900, 1200, undefined]);
  });

  it('a link to a document says what it is and how large', async () => {
    assert.match(page, /<a href="\/pliki\/ulotka\.pdf">ulotkę \(PDF,.1,2.MB\)<\/a>/);
    assert.match(page, /<a href="\/pliki\/ulotka\.pdf">wniosek w.PDF \(1,2.MB\)<\/a>/);
    const answer = await fetch(`${site.url}/pliki/ulotka.pdf`);
    assert.equal(answer.headers.get('content-type'), 'application/pdf');
  });

  it('files that programs leave behind are not served', async () => {
    for (const path of ['/pliki/Thumbs.db', '/desktop.ini'])
      assert.equal((await fetch(site.url + path)).status, 404);
  });

  it('a bare date is a title, and a heading is found by its link however its letters are written', () => {
    assert.match(page, /<h1>2026-12-01<\/h1>/);
    assert.match(page, /id="zajęcia"/);
  });

  it('old addresses lead to the page', async () => {
    const location = async (path: string) =>
      (await fetch(site.url + path, { redirect: 'manual' })).headers.get('location');
    for (const path of ['/stara-ulotka/', '/Stara-Ulotka', '/index.php?option=com_content&id=7', '/Proba'])
      assert.equal(await location(path), '/proba/', path);
    assert.equal(await location('/nigdy-nie-bylo/'), null);
  });

  it('headers too large are refused on a page with the telephone, and robots may read what says noindex', async () => {
    const refused = await fetch(site.url, { headers: { 'x-large': 'x'.repeat(20_000) } });
    assert.equal(refused.status, 431);
    assert.match(await refused.text(), /<a [^>]*href="tel:\+48\d{9}"/);
    const robots = await (await fetch(`${site.url}/robots.txt`)).text();
    assert.doesNotMatch(robots, /Disallow: *\S/);
    for (const path of ['/zgloszenie/przyjete/', '/szukaj/?q=praca', '/nic/'])
      assert.match(
        await (await fetch(site.url + path)).text(),
        /<meta name="robots" content="noindex"/,
        path,
      );
    assert.equal((await fetch(`${site.url}/favicon.ico`)).headers.get('content-type'), 'image/x-icon');
  });

  it('an address that is gone stops the build with the line to paste, and the site stays; then it is built', async () => {
    const [from, to] = ['proba', 'nowa'].map((name) => join(copy.root, `content/pl/strony/${name}.md`));
    assert.ok(from && to);
    await rename(from, to);
    const before = readManifest(join(copy.root, 'dist'))?.inputsHash;
    const { status, stdout } = run('build');
    assert.equal(status, 1);
    const line =
      /^content\/pl\/strony\/nowa\.md:\d+ {2}Strony \/proba\/ już nie ma.* wpisz: (dawne_adresy: \[.*\])$/m;
    const paste = line.exec(stdout)?.[1];
    assert.ok(paste, stdout);
    assert.equal(readManifest(join(copy.root, 'dist'))?.inputsHash, before);
    await copy.edit('content/pl/strony/nowa.md', (written) =>
      written.replace(/dawne_adresy: .*\r\n/, `${paste}\r\n`),
    );
    await sharp({ create: { width: 600, height: 300, channels: 3, background: '#888' } })
      .jpeg()
      .toFile(join(copy.root, 'content/pliki/IMG_1234.JPG'));
    const mended = run('build');
    assert.equal(mended.status, 0, mended.stdout);
    assert.equal(readManifest(join(copy.root, 'dist'))?.oldAddresses['/proba/'], '/nowa/');
    assert.equal(readManifest(join(copy.root, 'dist'))?.oldAddresses['/stara-ulotka/'], '/nowa/');
  });

  it('a picture that was replaced by another one has its size, though the page did not change', async () => {
    const unchanged = await readFile(join(copy.root, 'dist/client/zajecia/index.html'), 'utf8');
    assert.match(unchanged, /alt="Wejście" width="600" height="300"/);
  });

  it('a symbolic link in the public folder stops the build, and its target is not published', async () => {
    await symlink(join(copy.root, 'package.json'), join(copy.root, 'public/klucz.pdf'));
    const { status, stdout } = run('build');
    assert.equal(status, 1);
    assert.match(stdout, /^public\/klucz\.pdf:1 {2}To nie jest plik, tylko skrót/m);
    assert.ok(!existsSync(join(copy.root, 'dist/client/klucz.pdf')));
  });
});
