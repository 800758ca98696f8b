import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../src/content-check/check-files.ts';
import { changed, contentWith } from './content.ts';

const start = 'pl/strony/start.md';
const errors = (from: string, to: string): string[] =>
  checkFiles(contentWith({ [start]: changed(start, from, to) }), '2026-11-29')
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ file, line, message }) => `${file}:${line}  ${message}`);

describe('the doors of the start page', () => {
  it('lead to pages and headings that are there', () => {
    assert.deepEqual(errors('Nie mam pracy', 'Szukam pracy'), []);
    assert.deepEqual(errors('/dla-kogo/#nie-masz-pracy', '/dla-kogo/#nie-masz-prac'), [
      'pl/strony/start.md:9  Na stronie /dla-kogo/ nie ma nagłówka #nie-masz-prac. Może chodziło o: nie-masz-pracy.',
    ]);
    assert.deepEqual(
      errors('rysunek: praca', 'rysunek: parca').map((line) => line.slice(0, 55)),
      ['pl/strony/start.md:10  Nie ma rysunku „parca”. Są: klub'],
    );
    assert.match(errors('/zajecia/#porady', '/zajecie/').join(), /Nie ma takiej strony: \/zajecie\//);
  });
});
