import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkAbbreviations, isExplained } from '../../../src/content-check/rules/abbreviations.ts';
import { pageWith } from './sample.ts';

const named = (body: string): string[] =>
  checkAbbreviations(pageWith(body)).map(({ message }) => /„([^”]+)”/.exec(message)?.[1] ?? '');

describe('an abbreviation', () => {
  const explanations = [
    'w rejestrze Powiatowego Urzędu Pracy (PUP)',
    'Zapytaj w PUP (powiatowy urząd pracy).',
    'Idź do PUP, czyli do urzędu pracy.',
    'PUP to skrót od: Powiatowy Urząd Pracy.',
    'Powiatowy Urząd Pracy, w skrócie PUP, jest w centrum.',
    'Powiatowy Urząd Pracy ma skrót PUP.',
    'To Powiatowy Urząd Pracy. Jego skrót to PUP.',
    'W skrócie pisze się: PUP.',
    'Skrót „PUP” znaczy: Powiatowy Urząd Pracy.',
    'PUP oznacza Powiatowy Urząd Pracy.',
  ];
  for (const text of explanations) {
    it(`is explained by: ${text}`, () => assert.equal(isExplained('PUP', text), true));
  }

  it('is not explained by standing somewhere, nor by the explanation of another', () => {
    assert.equal(isExplained('PUP', 'Idź do PUP. Tam zapytaj, czyli porozmawiaj.'), false);
    assert.equal(isExplained('PUP', 'MOPR, czyli ośrodek. Jest też PUP.'), false);
  });

  it('is told once, where it first stands', () => {
    const faults = checkAbbreviations(pageWith('Tekst.\n\nIdź do\nMOPR albo PUP. MOPR jest bliżej.'));
    assert.deepEqual(
      faults.map(({ line }) => line),
      [9, 9],
    );
  });

  it('may be explained further down or within an official text, and need not be where it is quoted', () => {
    assert.deepEqual(named('Idź do PUP.\n\n:::urzedowo\n\nPUP to skrót od: urząd pracy. MOPR.\n\n:::'), []);
  });

  it('is also one with small letters or dots in it, and with a Polish ending', () => {
    assert.deepEqual(named('MRPiPS ogłasza w Dz.U. oraz w ŚDS-ie.'), ['MRPiPS', 'Dz.U.', 'ŚDS']);
  });

  it('is not a name, a Roman numeral, an address or a fact that the page fills in', () => {
    assert.deepEqual(named('YouTube w XXI wieku, Jan Nowak-Kowalski, SMS, :telefon i 7:30 w Bytomiu.'), []);
  });
});
