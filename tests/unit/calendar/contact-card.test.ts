import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ContactCard, writeContactCard } from '../../../src/calendar/contact-card.ts';
import { onlyValueOf, readComponent, readText, valuesOf } from './read-content-lines.ts';

const card: ContactCard = {
  name: 'Klub Integracji Społecznej',
  organization: ['Miejski Ośrodek Pomocy Rodzinie; Bytom', 'Klub Integracji Społecznej'],
  phone: '+48322810185',
  secondPhone: undefined,
  email: undefined,
  street: 'ul. Powstańców Warszawskich 14',
  postalCode: '41-902',
  town: 'Bytom',
  country: 'Polska',
  note: 'poniedziałek 7.30–17.00, wtorek–czwartek 7.30–15.30, piątek 7.30–14.00\nW święta zamknięte.',
  url: 'https://kis.example.pl/kontakt/',
};

const partsOf = (value: string): string[] => value.split(/(?<!\\);/).map(readText);

describe('the contact card', () => {
  const read = readComponent(writeContactCard(card));

  it('holds name, telephone, address and hours', () => {
    assert.equal(read.name, 'VCARD');
    assert.equal(onlyValueOf(read, 'VERSION'), '3.0');
    assert.equal(readText(onlyValueOf(read, 'FN')), card.name);
    assert.deepEqual(partsOf(onlyValueOf(read, 'N')), [card.name, '', '', '', '']);
    assert.deepEqual(partsOf(onlyValueOf(read, 'ORG')), card.organization);
    assert.equal(onlyValueOf(read, 'TEL'), '+48322810185');
    assert.deepEqual(partsOf(onlyValueOf(read, 'ADR')), [
      '',
      '',
      card.street,
      'Bytom',
      '',
      '41-902',
      'Polska',
    ]);
    assert.equal(readText(onlyValueOf(read, 'NOTE')), card.note);
    assert.equal(onlyValueOf(read, 'URL'), card.url);
  });

  it('says of every property with Polish letters that they are UTF-8, for Outlook', () => {
    const lines = writeContactCard(card).replaceAll('\r\n ', '').split('\r\n');
    const polish = lines.filter((line) => /[^\u0020-\u007e]/.test(line));
    assert.equal(polish.length, 5);
    for (const line of polish) assert.match(line, /^[A-Z]+(?:;TYPE=[A-Z,]+)?;CHARSET=UTF-8:/);
  });

  it('gives a second telephone after the first', () => {
    const withSecond = readComponent(writeContactCard({ ...card, secondPhone: '+48600100200' }));
    assert.deepEqual(valuesOf(withSecond, 'TEL'), ['+48322810185', '+48600100200']);
  });

  it('names an e-mail address only where there is one', () => {
    assert.deepEqual(valuesOf(read, 'EMAIL'), []);
    const withEmail = readComponent(writeContactCard({ ...card, email: 'kis@example.pl' }));
    assert.equal(onlyValueOf(withEmail, 'EMAIL'), 'kis@example.pl');
  });
});
