import assert from 'node:assert/strict';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { openUploads } from '../../../src/editing/uploads/uploads.ts';
import { noon, sandbox } from './sandbox.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 20, b: 20 } } });

describe('a picture or a document that somebody sends', () => {
  it('a photo loses its place and camera, is turned upright and made small', async (test) => {
    const uploads = openUploads(sandbox(test), () => noon);
    const photo = await picture(3_000, 2_000)
      .jpeg()
      .withMetadata({
        orientation: 6,
        exif: { IFD0: { Make: 'Telefon' }, IFD3: { GPSLatitude: '50/1 20/1 0/1' } },
      })
      .toBuffer();
    assert.ok(photo.includes('Telefon'));
    const result = await uploads.stage('C:\\Zdjęcia\\Zupa (1).JPEG', photo);
    assert.ok(result.kind === 'staged', JSON.stringify(result));
    assert.equal(result.path, 'pliki/zupa-1.jpg');
    assert.deepEqual(result.size, { width: 800, height: 1_200 });
    const kept = Buffer.from(uploads.all().get(result.path) ?? []);
    assert.ok(!kept.includes('Telefon') && !kept.includes('Exif'));
    assert.equal((await sharp(kept).metadata()).exif, undefined);
  });

  it('data appended to a picture is removed', async (test) => {
    const uploads = openUploads(sandbox(test), () => noon);
    const polyglot = Buffer.concat([
      await picture(10, 10).png().toBuffer(),
      Buffer.from('<script>alert(1)</script>%PDF-1.7'),
    ]);
    const result = await uploads.stage('x.png', polyglot);
    assert.ok(result.kind === 'staged');
    assert.ok(!Buffer.from(uploads.all().get(result.path) ?? []).includes('script'));
  });

  it('a moving picture stands still', async (test) => {
    const uploads = openUploads(sandbox(test), () => noon);
    const frames = await sharp(Buffer.alloc(4 * 8 * 3, 90), {
      raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
    })
      .gif({ delay: [100, 100] })
      .toBuffer();
    const result = await uploads.stage('ruch.gif', frames);
    assert.ok(result.kind === 'staged');
    assert.equal(result.path, 'pliki/ruch.png');
    assert.equal((await sharp(uploads.all().get(result.path) ?? undefined).metadata()).pages ?? 1, 1);
  });

  it('no name is taken twice, in no spelling, and none leads elsewhere', async (test) => {
    const club = sandbox(test);
    const uploads = openUploads(club, () => noon);
    const png = await picture(4, 4).png().toBuffer();
    const path = async (name: string) => {
      const result = await uploads.stage(name, png);
      return result.kind === 'staged' ? result.path : result.message;
    };
    assert.equal(await path('okno.png'), 'pliki/okno-2.png');
    assert.equal(await path('OKNO.PNG'), 'pliki/okno-3.png');
    writeFileSync(join(club.content, 'pliki', 'Zupa.PNG'), png);
    assert.equal(await path('zupa.png'), 'pliki/zupa-2.png');
    assert.equal(await path('../../../etc/passwd.png'), 'pliki/passwd.png');
    assert.equal(await path('żółć\u0000.png'), 'pliki/zolc.png');
    assert.equal(await path('.png'), 'pliki/plik.png');
    assert.equal(await path('Розклад занять.png'), 'pliki/rozklad-zaniat.png');
    assert.match(await path('写真.png'), /literami łacińskimi/);
    assert.ok((await path(`${'a'.repeat(300)}.png`)).length < 100);
  });

  it('a document goes by its bytes, not by its name', async (test) => {
    const uploads = openUploads(sandbox(test), () => noon);
    const kind = async (name: string, bytes: string | Uint8Array) =>
      (await uploads.stage(name, Buffer.from(bytes))).kind;
    assert.equal(await kind('Regulamin 2026.pdf', '%PDF-1.7 x'), 'staged');
    for (const [name, bytes] of [
      ['x.pdf', '<html><script>'],
      ['x.jpg', '<html><script>'],
      ['x.jpg', '%PDF-1.7'],
      ['x.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['x.png', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
      ['x.html', '<html>'],
      ['x.exe', 'MZ'],
      ['x.heic', '\0\0\0\x18ftypheic'],
      ['x.jpg', '\xff\xd8\xff\xe0 broken'],
      ['x', ''],
    ] as const)
      assert.equal(await kind(name, Buffer.from(bytes, 'latin1')), 'refused', `${name} ${bytes}`);
    assert.equal(
      await kind('x.pdf', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(30_000_000)])),
      'refused',
    );
  });

  it('a picture of more points than any camera makes is refused before it is drawn', async (test) => {
    const uploads = openUploads(sandbox(test), () => noon);
    const bomb = await picture(12_000, 10_500).png({ compressionLevel: 9 }).toBuffer();
    assert.ok(bomb.length < 2_000_000);
    const result = await uploads.stage('bomba.png', bomb);
    assert.ok(result.kind === 'refused' && /za duży/.test(result.message));
  });

  it('is kept for the page that uses it, and removed if none does', async (test) => {
    const club = sandbox(test);
    const uploads = openUploads(club, () => noon);
    const png = await picture(4, 4).png().toBuffer();
    for (const name of ['a.png', 'b.png']) await uploads.stage(name, png);
    assert.deepEqual([...uploads.namedIn('![Zupa](/pliki/a.png)').keys()], ['pliki/a.png']);
    assert.ok(!existsSync(join(club.content, 'pliki/a.png')));
    uploads.remove('pliki/a.png');
    assert.deepEqual([...uploads.all().keys()], ['pliki/b.png']);
    const file = join(club.directory, 'uploads', 'b.png');
    utimesSync(file, new Date('2026-10-01'), new Date('2026-10-01'));
    writeFileSync(join(club.directory, 'uploads', 'c.png.unfinished'), '');
    assert.deepEqual(
      [
        ...openUploads(club, () => noon)
          .all()
          .keys(),
      ],
      [],
    );
    assert.ok(!existsSync(`${join(club.directory, 'uploads', 'c.png')}.unfinished`));
    assert.ok(readFileSync(join(club.content, 'pliki/okno.png')).length > 0);
  });
});
