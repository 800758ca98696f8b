import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../src/content-check/check-files.ts';
import { changed, contentWith } from './content.ts';

const rows = (changes: Readonly<Record<string, string>>): string[] =>
  checkFiles(contentWith(changes), '2026-11-22').launch.map(
    ({ file, line, message }) => `${file}:${line}  ${message}`,
  );

const filledEmail = 'email: klub@zmyslin.example';
const confirmation = 'potwierdzil: kierowniczka klubu';

describe('the launch checklist', () => {
  it('names each empty field that only staff can fill, by file, line and description', () => {
    const empty = {
      'fakty/kontakt.yaml': changed('fakty/kontakt.yaml', filledEmail, 'email: null'),
      'fakty/godziny.yaml': changed('fakty/godziny.yaml', confirmation, 'potwierdzil: null'),
    };
    assert.ok(rows(empty).includes('fakty/kontakt.yaml:10  email – Adres e-mail klubu.'));
    assert.ok(rows(empty).some((row) => row.startsWith('fakty/godziny.yaml:13  potwierdzil')));
  });

  it('drops a field once it is filled, and keeps one that was left out', () => {
    assert.ok(!rows({}).some((row) => row.includes('  email –') && row.startsWith('fakty/kontakt')));
    const left = changed('fakty/kontakt.yaml', `${filledEmail}\n`, '');
    assert.ok(
      rows({ 'fakty/kontakt.yaml': left }).some(
        (row) => row.includes('  email –') && row.startsWith('fakty/kontakt'),
      ),
    );
  });

  it('does not list fields that may stay empty', () => {
    assert.deepEqual(
      rows({}).filter((row) => row.startsWith('fakty/akty.yaml')),
      [],
    );
  });

  it('names a link without an address once, and one with an address until it is confirmed', () => {
    const links = (text: string) =>
      rows({ 'fakty/linki.yaml': text }).filter((row) => row.startsWith('fakty/linki'));
    const link = (address: string, day: string) =>
      `linki:\n  - nazwa: Miasto\n    adres: ${address}\n    opis:\n      pl: Strona miasta.\n    potwierdzono: ${day}\n`;
    assert.deepEqual(links(link('null', 'null')), [
      'fakty/linki.yaml:3  „Miasto”: adres – Adres strony. Puste: pokazujemy samą nazwę.',
    ]);
    assert.deepEqual(links(link('https://www.bytom.pl', 'null')), [
      'fakty/linki.yaml:6  „Miasto”: potwierdzono – Dzień, w którym ktoś z klubu sprawdził ten adres.',
    ]);
    assert.deepEqual(links(link('https://www.bytom.pl', '2026-11-22')), []);
  });

  it('is content with an amount once some amount of its key is confirmed', () => {
    const unconfirmed = changed('fakty/stawki.yaml', confirmation, 'potwierdzil: null');
    const confirmed = `${unconfirmed}  - klucz: psu-godzina
    kwota: "10,00"
    rok: 2026
    zrodlo: próba
    potwierdzil: kierownik
    potwierdzono: 2026-11-22
    sprawdzic_do: 2027-05-31
`;
    const rates = (text: string) =>
      rows({ 'fakty/stawki.yaml': text }).filter((row) => row.startsWith('fakty/stawki'));
    assert.equal(rates(unconfirmed).length, 1);
    assert.deepEqual(rates(confirmed), []);
    assert.equal(rates(confirmed.replaceAll('potwierdzono: 2026-11-22', 'potwierdzono: null')).length, 1);
  });

  it('names a telephone that helps once its check is due, and a question until it is answered', () => {
    const helplines = changed('fakty/pomoc.yaml', '2099-12-31', '2027-01-31');
    const due = (today: string): string[] =>
      checkFiles(contentWith({ 'fakty/pomoc.yaml': helplines }), today)
        .launch.filter(({ file, message }) => file === 'fakty/pomoc.yaml' && message.startsWith('Termin'))
        .map(({ message }) => message);
    assert.deepEqual(due('2027-01-31'), []);
    assert.equal(due('2027-02-01').length, 1);
    const question = '„Czy można przyjść z bliską osobą?”: odpowiedz';
    assert.ok(rows({}).some((row) => row.includes(question)));
    const answered = changed(
      'fakty/pytania.yaml',
      "nazwa: 'Czy można przyjść z bliską osobą?'\n    strona: jak-dolaczyc\n    odpowiedz: null",
      "nazwa: 'Czy można przyjść z bliską osobą?'\n    strona: jak-dolaczyc\n    odpowiedz: Tak.",
    );
    assert.ok(!rows({ 'fakty/pytania.yaml': answered }).some((row) => row.includes(question)));
  });
});
