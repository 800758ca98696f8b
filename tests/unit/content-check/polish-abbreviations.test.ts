import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPolishAbbreviations } from '../../../src/content-check/slips/polish-abbreviations.ts';
import { pageWith } from './sample.ts';

const polish = pageWith('Powiatowy Urząd Pracy (PUP). Ośrodek (MOPR). Napisz CV. Wyślij SMS albo PDF.');
const found = (body: string, language = 'uk') =>
  checkPolishAbbreviations(pageWith(body, { language }), [polish]).map(({ line, message }) => [
    line,
    /:polski\[\w+\]/.exec(message)?.[0],
  ]);

// Mutations: abbreviations marked as Polish count; the languages are not distinguished; only one in a paragraph is
// reported.
describe('an abbreviation of a Polish page in another language', () => {
  it('is told with its line where it is not marked as Polish', () => {
    assert.deepEqual(found('Перший рядок.\n\nЦентр (:polski[Powiatowy Urząd Pracy], PUP) і\n- MOPR.'), [
      [8, ':polski[PUP]'],
      [9, ':polski[MOPR]'],
    ]);
    assert.deepEqual(found('The office (PUP).', 'en'), [[6, ':polski[PUP]']]);
  });
  it('is fine where it is marked, known everywhere, of the other language or on a Polish page', () => {
    assert.deepEqual(found('Центр (:polski[PUP]). CV, SMS, PDF. GDPR.'), []);
    assert.deepEqual(found('Urząd (PUP).', 'pl'), []);
  });
});
