import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fold } from '../../../src/search/fold.ts';
import { createSearch } from '../../../src/search/search.ts';
import { sectionsOf } from '../../../src/search/sections.ts';
import { snippetOf } from '../../../src/search/snippet.ts';

const { find: search } = createSearch([
  {
    path: '/uk/klub/',
    title: 'Про клуб',
    description: 'Опис.',
    sections: [
      { title: undefined, anchor: undefined, lines: ['Приходьте з сім’єю. Є ґанок і з’єднання.'] },
      { title: 'Сім’я', anchor: 'сімя', lines: ['Допомога сім’ї.'] },
    ],
  },
]);
const found = (question: string) => search(question).length > 0;

// Mutations: ґ, є or the apostrophe is not folded; the apostrophe splits the word.
describe('the search in Ukrainian', () => {
  for (const question of ['сім’я', "сім'я", 'сімʼя', 'сімя', 'СІМ`Я', 'ґанок', 'ганок', 'сім’єю', 'сімею'])
    it(`finds the page for ${question}`, () => assert.ok(found(question)));

  it('folds letters that some keyboards lack', () => {
    assert.equal(fold('Ґанок є в сім’ї'), 'ганок е в сімі');
  });

  it('marks the whole word that was found', () => {
    assert.deepEqual(
      search('сімєю')[0]
        ?.snippet.filter(({ found: is }) => is)
        .map(({ text }) => text),
      ['сім’єю'],
    );
  });

  // Mutation: the marks are removed, or stay in the text.
  it('tells Polish words in a snippet apart, cut off or not', () => {
    const polish = (line: string) =>
      snippetOf(sectionsOf(`<p>${line}</p>`)[0]?.lines ?? [], ['договір'])
        .filter(({ isPolish }) => isPolish)
        .map(({ text }) => text)
        .join('');
    assert.equal(polish('Договір (<span lang="pl">kontrakt socjalny</span>) є.'), 'kontrakt socjalny');
    const long = 'слово '.repeat(30);
    assert.match(polish(`<span lang="pl">${'zażółć '.repeat(30)}</span>${long}договір`), /^$/);
    assert.match(polish(`Договір <span lang="pl">${'zażółć '.repeat(60)}</span>`), /^zażółć .* …$/);
    const pieces = snippetOf(sectionsOf('<p>Договір <span lang="pl">umowa</span></p>')[0]?.lines ?? [], [
      'договір',
    ]);
    assert.equal(pieces.map(({ text }) => text).join(''), 'Договір umowa');
  });

  it('keeps quotation marks apart from words', () => {
    assert.equal(fold("'клуб'"), "'клуб'");
  });
});
