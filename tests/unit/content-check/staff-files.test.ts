import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { publicFileFaults } from '../../../src/content-check/rules/public-files.ts';
import { staffFileFaults } from '../../../src/content-check/rules/staff-files.ts';

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
const jpeg = await picture.jpeg().toBuffer();
const png = await picture.png().toBuffer();
const text = (content: string) => Buffer.from(content, 'latin1');
const pdf = text('%PDF-1.7\n');
const zip = text('PK\x03\x04');
const heic = text('\0\0\0\x18ftypheic\0\0\0\0');
const svg = text('<svg xmlns="http://www.w3.org/2000/svg"/>');

/** Name, content, and the message that is expected; none for a file that is correct. */
const staffFiles: readonly (readonly [string, Uint8Array, RegExp?])[] = [
  ['wejscie.jpg', jpeg],
  ['wejscie.jpeg', jpeg],
  ['IMG_20261122_101530.JPG', jpeg],
  ['plan.png', png],
  ['ulotka.pdf', pdf],
  ['wniosek.docx', zip],
  ['wniosek-2026.v2.odt', zip],
  ['Zdjęcie wejścia (1).JPG', jpeg, /Zmień „Zdjęcie wejścia \(1\)\.JPG” na „zdjecie-wejscia-1\.jpg”/],
  ['zdjęcie.jpg', jpeg, /na „zdjecie\.jpg”/],
  ['Łódź i Żory.pdf', pdf, /na „lodz-i-zory\.pdf”/],
  ['plan budynku.png', png, /na „plan-budynku\.png”/],
  ['co%20nowego.pdf', pdf, /na „co-20nowego\.pdf”/],
  ['ulotka?.pdf', pdf, /na „ulotka\.pdf”/],
  ['#1.pdf', pdf, /na „1\.pdf”/],
  ['мапа.pdf', pdf, /na „mapa\.pdf”/],
  ['写真.pdf', pdf, /na „plik\.pdf”/],
  ['-ulotka.pdf', pdf, /na „ulotka\.pdf”/],
  ['logo.svg', svg, /SVG nie wolno.*jako PNG/],
  ['logo.png', svg, /nazywa się \.png, ale w środku jest strona HTML albo rysunek SVG/],
  ['IMG_0001.HEIC', heic, /HEIC z iPhone’a\. Zapisz je jako JPG/],
  ['IMG_0001.jpg', heic, /HEIC z iPhone’a.*Zapisz je jako JPG/],
  ['wejscie.jpg', png, /Zmień nazwę na „wejscie\.png”/],
  ['wejscie.png', jpeg, /Zmień nazwę na „wejscie\.jpg”/],
  ['ulotka.pdf', zip, /ale w środku jest spakowany plik.*jako PDF/],
  ['ulotka.pdf', text('nothing of the kind'), /w środku nie jest to dokument PDF/],
  ['ulotka.docx', pdf, /Zmień nazwę na „ulotka\.pdf”/],
  ['wejscie.jpg', jpeg.subarray(0, jpeg.length / 2), /uszkodzony/],
  ['wejscie.jpg', new Uint8Array(), /jest pusty/],
  ['plan.tif', text('II*\0'), /jako JPG albo PNG/],
  ['strona.html', text('<html>'), /HTML nie wolno/],
  ['program.exe', text('MZ'), /Mogą tu być tylko takie pliki\. Obrazy: jpg/],
  ['makra.docm', zip, /makrami/],
  ['ulotka', pdf, /Mogą tu być tylko takie pliki/],
  ['ulotka.pdf', Buffer.concat([pdf, Buffer.alloc(31_000_000)]), /31 MB, a może mieć najwyżej 20 MB/],
];

const pages = new Set(['klub', 'zgloszenie', 'kontakt', 'uk']);
const publicFiles: readonly (readonly [string, Uint8Array, RegExp?])[] = [
  ['favicon.svg', svg],
  ['ikona-192.png', png],
  ['stare/ulotka.pdf', pdf],
  ['Thumbs.db', text('')],
  ['desktop.ini', text('')],
  ['.DS_Store', text('')],
  ['~$ulotka.docx', text('')],
  ['zgloszenie/index.html', text('<p>'), /zastąpiłby to, co portal sam pokazuje pod adresem \/zgloszenie/],
  ['Zgloszenie/INDEX.HTML', text('<p>'), /zastąpiłby/],
  ['zgloszenie', text('<p>'), /zastąpiłby/],
  ['index.html', text('<p>'), /zastąpiłby/],
  ['404.html', text('<p>'), /zastąpiłby/],
  ['uk/index.html', text('<p>'), /zastąpiłby/],
  ['robots.txt', text(''), /zastąpiłby/],
  ['sitemap-index.xml', text(''), /zastąpiłby/],
  ['godziny.ics', text(''), /zastąpiłby/],
  ['kis.vcf', text(''), /zastąpiłby/],
  ['livez', text(''), /zastąpiłby/],
  ['healthz/x.png', png, /zastąpiłby/],
  ['pliki/ulotka.pdf', pdf, /zastąpiłby/],
  ['odbior/x.pdf', pdf, /zastąpiłby/],
  ['_astro/x.png', png, /zastąpiłby/],
  ['.well-known/security.txt', text(''), /zastąpiłby/],
  ['oferta.html', text('<p>'), /Strona HTML z folderu public/],
  ['oferta.XHTML', text('<p>'), /Strona HTML/],
  ['skrypt.js', text(''), /nie należy do portalu/],
  ['klucz.pem', text(''), /nie należy do portalu/],
  ['favicon.svg.br', text(''), /nie należy do portalu/],
  ['logo.svg', svg, /SVG/],
  ['zdjęcie domu.jpg', jpeg, /jako „zdjecie-domu\.jpg”/],
  ['moje pliki/a.jpg', jpeg, /odstępów/],
  ['ikona.png', jpeg, /w środku jest zdjęcie JPG/],
];

function judge(found: readonly string[], wanted: RegExp | undefined): void {
  if (wanted === undefined) assert.deepEqual(found, []);
  else assert.ok(found.length === 1 && wanted.test(found[0] ?? ''), found.join('\n'));
}

describe('a file that staff put beside their texts', () => {
  for (const [name, bytes, wanted] of staffFiles)
    it(`${name} (${bytes.length} B): ${wanted ?? 'in order'}`, async () =>
      judge(await staffFileFaults(name, bytes), wanted));
});

describe('a file in the public folder', () => {
  for (const [path, bytes, wanted] of publicFiles)
    it(`${path}: ${wanted ?? 'in order'}`, async () =>
      judge(await publicFileFaults(path, bytes, pages), wanted));
});
