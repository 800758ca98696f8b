import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeTexts } from '../../../src/editing/drafts/merge.ts';

const fact = (telefon: string, email: string, links = ['a']) =>
  `# ręcznie\ntelefon: ${telefon}\nemail: ${email} # skrzynka\nlinki:\n${links.map((name) => `  - nazwa: ${name}\n    adres: null\n`).join('')}`;
const page = (title: string, body: string) => `---\ntytul: ${title}\nopis: Opis.\n---\n\n${body}\n`;
const path = 'fakty/kontakt.yaml';

describe('two changes of one file', () => {
  it('in different fields stand both, comments too', () => {
    assert.equal(
      mergeTexts(path, fact('1', 'a@b'), fact('2', 'a@b'), fact('1', 'c@d', ['a', 'b'])),
      fact('2', 'c@d', ['a', 'b']),
    );
    assert.equal(
      mergeTexts(path, fact('1', 'a@b'), fact('1', 'a@b', ['a', 'b']), `${fact('1', 'a@b')}# koniec\n`),
      `${fact('1', 'a@b', ['a', 'b'])}# koniec\n`,
    );
  });

  it('in the same field are in each other’s way; where mine is to stand, the rest of theirs stays', () => {
    const [base, mine, theirs] = [fact('1', 'a@b'), fact('2', 'a@b'), fact('3', 'c@d')];
    assert.equal(mergeTexts(path, base, mine, theirs), undefined);
    assert.equal(mergeTexts(path, base, mine, theirs, true), fact('2', 'c@d'));
  });

  it('the same change twice is one', () => {
    assert.equal(mergeTexts(path, fact('1', 'a@b'), fact('2', 'a@b'), fact('2', 'c@d')), fact('2', 'c@d'));
  });

  it('of a page: fields one by one, the text as one', () => {
    const base = page('A', 'Tekst.');
    assert.equal(
      mergeTexts('pl/strony/klub.md', base, page('B', 'Tekst.'), page('A', 'Inny.')),
      page('B', 'Inny.'),
    );
    assert.equal(mergeTexts('pl/strony/klub.md', base, page('A', 'Mój.'), page('A', 'Inny.')), undefined);
    assert.equal(
      mergeTexts('pl/strony/klub.md', base, page('A', 'Mój.'), page('C', 'Inny.'), true),
      page('C', 'Mój.'),
    );
  });
});
