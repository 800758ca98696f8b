import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ContentFiles, checkFiles } from '../../../src/content-check/check-files.ts';
import { changed, content, contentWith } from './content.ts';

const today = '2026-11-22';

const told = (files: ContentFiles, severity: string, day = today): string[] =>
  checkFiles(files, day)
    .findings.filter((finding) => finding.severity === severity)
    .map(({ file, line, message }) => `${file}:${line}  ${message}`);

describe('the check of the whole content', () => {
  it('finds no error in the real content', () => {
    assert.deepEqual(told(content, 'error'), []);
  });

  it('names a missing file once, without the links that lead to it', () => {
    assert.deepEqual(told(contentWith({ 'pl/strony/kontakt.md': undefined }), 'error'), [
      'pl/strony/kontakt.md:1  Brakuje tego pliku, a portal go potrzebuje. Przywróć go, na przykład z poprzedniej wersji.',
    ]);
    assert.deepEqual(told(contentWith({ 'fakty/akty.yaml': undefined }), 'error'), [
      'fakty/akty.yaml:1  Brakuje tego pliku, a portal go potrzebuje. Przywróć go, na przykład z poprzedniej wersji.',
    ]);
  });

  it('names a renamed file once', () => {
    const files = contentWith({ 'fakty/przerwy.yaml': undefined, 'fakty/przerwy.yml': 'wyjatki: []\n' });
    assert.deepEqual(
      told(files, 'error').map((line) => line.slice(0, line.indexOf(' W '))),
      ['fakty/przerwy.yml:1  Nie znamy pliku „przerwy.yml”.'],
    );
  });

  it('lets a link lead to a page that cannot be read now, and to the files that the portal makes', () => {
    const page =
      '---\ntytul: Próba\nopis: Próba.\nsprawdzono: 2026-11-22\n---\n\n[Kalendarz](/godziny.ics), [klub](/klub/#projekty-zinnymi), [okno](/favicon.svg)\n';
    assert.deepEqual(told(contentWith({ 'pl/strony/proba.md': page }), 'error'), []);
    assert.equal(told(contentWith({ 'pl/strony/zajecia.md': 'x' }), 'error').length, 1);
  });

  it('reads files with a mark at their start and with the line ends of Windows', () => {
    const windows = `\ufeff${changed('pl/strony/start.md', 'tytul', 'tytul').replaceAll('\n', '\r\n')}`;
    const facts = `\ufeff${changed('fakty/godziny.yaml', 'tydzien', 'tydzien').replaceAll('\n', '\r\n')}`;
    assert.deepEqual(
      told(contentWith({ 'pl/strony/start.md': windows, 'fakty/godziny.yaml': facts }), 'error'),
      [],
    );
  });

  it('warns of facts past their day from the next day on, and does not stop for them', () => {
    const aging = contentWith({
      'fakty/godziny.yaml': changed('fakty/godziny.yaml', '2099-12-31', '2027-01-31'),
    });
    const warnings = (day: string) =>
      told(aging, 'warning', day).filter((line) => line.startsWith('fakty/godziny'));
    assert.deepEqual(warnings('2027-01-31'), []);
    assert.deepEqual(warnings('2027-02-01'), [
      'fakty/godziny.yaml:12  Termin sprawdzenia minął 2027-01-31. Sprawdź, czy to nadal prawda, i wpisz nowe daty.',
    ]);
    assert.deepEqual(told(aging, 'error', '2030-01-01'), []);
  });

  it('never fails on damaged files', () => {
    const paths = [...content.files.keys()].filter((path) => path !== 'README.md');
    const damage = fc.record({
      path: fc.constantFrom(...paths),
      from: fc.nat(2000),
      length: fc.nat(60),
      put: fc.oneof(
        fc.string({ maxLength: 20, unit: 'grapheme' }),
        fc.constantFrom(
          ':::',
          '---\n',
          '\t',
          '\0',
          '{',
          '[',
          '"',
          ': ',
          '- ',
          '&a ',
          '*a',
          '<',
          '](',
          '# ',
          '\n\n',
          '__proto__: 1',
          '? ',
        ),
      ),
    });
    fc.assert(
      fc.property(damage, ({ path, from, length, put }) => {
        const bytes = content.files.get(path) ?? new Uint8Array();
        const damaged = Buffer.concat([
          bytes.subarray(0, from),
          Buffer.from(put),
          bytes.subarray(from + length),
        ]);
        for (const { line, message, file } of checkFiles(contentWith({ [path]: damaged }), today).findings) {
          assert.ok(line >= 1 && message !== '' && content.files.has(file), `${file}:${line} ${message}`);
        }
      }),
      { numRuns: 80 },
    );
  });
});
