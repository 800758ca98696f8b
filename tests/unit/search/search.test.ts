import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fold, wordsOf } from '../../../src/search/fold.ts';
import { degreeOf } from '../../../src/search/match.ts';
import { readQuestion } from '../../../src/search/question.ts';
import { createSearch, type Findable } from '../../../src/search/search.ts';
import { sectionsOf } from '../../../src/search/sections.ts';
import { snippetOf } from '../../../src/search/snippet.ts';

const page = (path: string, title: string, html: string): Findable => ({
  path,
  title,
  description: `Opis: ${title}.`,
  sections: sectionsOf(html),
});

const pages = [
  page(
    '/klub/',
    'O klubie',
    '<p>Klub pomaga wrócić do pracy.</p><h2 id="pieniadze">Pieniądze</h2><p>O zasiłku mówi ustawa.</p>',
  ),
  page('/prace/', 'Prace społecznie użyteczne', '<p>Klub mówi o pracy. Godziny ustalasz z pracodawcą.</p>'),
  page('/kontakt/', 'Kontakt', '<h2 id="godziny-otwarcia">Godziny otwarcia</h2><p>Klub jest otwarty.</p>'),
];
const { find: search } = createSearch(pages);
const paths = (question: string): string[] => search(question).map(({ path }) => path);

describe('invisible characters', () => {
  const unseen = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u202c'];
  for (const letter of unseen)
    it(`U+${letter.codePointAt(0)?.toString(16).padStart(4, '0')} parts no word, on the page or in the question`, () => {
      const parted = (word: string) => `${word.slice(0, 3)}${letter}${word.slice(3)}`;
      const found = createSearch([page('/a/', 'Pomoc', `<p>Mówi o tym ${parted('kontrakt')}.</p>`)]);
      assert.deepEqual(
        found.find('kontrakt').map(({ path }) => path),
        ['/a/'],
      );
      assert.equal(
        found.find('kontrakt')[0]?.snippet.some(({ found: is }) => is),
        true,
      );
      const titled = createSearch([page('/a/', parted('Kontrakt'), '<p>Nic.</p>')]);
      assert.deepEqual(
        titled.find('kontrakt').map(({ path }) => path),
        ['/a/'],
      );
      const plain = createSearch([page('/a/', 'Pomoc', '<p>Mówi o tym kontrakt.</p>')]);
      assert.deepEqual(
        plain.find(readQuestion(parted('kontrakt')).text).map(({ path }) => path),
        ['/a/'],
      );
      assert.deepEqual(
        plain.find(parted('kontrakt')).map(({ path }) => path),
        ['/a/'],
      );
    });
});

describe('folding', () => {
  it('removes the diacritics of every Polish letter, ł too, in both Unicode forms', () => {
    assert.equal(fold('ZAŻÓŁĆ GĘŚLĄ JAŹŃ'), 'zazolc gesla jazn');
    assert.equal(fold('za\u0142o\u0301z\u0307'), 'zaloz');
  });

  it('recognises words by letters and digits of any script', () => {
    assert.deepEqual(wordsOf('„Żółw”, 9,50 zł; зайнятість!'), ['Żółw', '9', '50', 'zł', 'зайнятість']);
  });
});

describe('a word of the question and one of a page', () => {
  for (const [asked, word, degree] of [
    ['praca', 'praca', 3],
    ['godz', 'godziny', 2],
    ['praca', 'pracy', 1],
    ['zasilek', 'zasilku', 1],
    ['spolecznego', 'spoleczna', 1],
    ['praca', 'pracodawca', 0],
    ['do', 'dom', 0],
    ['kot', 'kotlet', 2],
    ['dom', 'klub', 0],
  ] as const) {
    it(`${asked} and ${word}: ${degree}`, () => assert.equal(degreeOf(asked, word), degree));
  }
});

describe('search', () => {
  it('finds without Polish letters, in another form, and leads to the section', () => {
    assert.deepEqual(paths('zasilek'), ['/klub/#pieniadze']);
    assert.deepEqual(paths('ZASIŁEK'), ['/klub/#pieniadze']);
  });

  it('puts the page with the word in its title first, and leaves out pages that share only a common word', () => {
    assert.equal(paths('praca społeczna')[0], '/prace/');
    assert.deepEqual(paths('godziny otwarcia klub')[0], '/kontakt/#godziny-otwarcia');
  });

  it('finds nothing for an empty query, punctuation alone, or an unknown word', () => {
    for (const question of ['', '   ', '?!', 'hipopotam', '<script>'])
      assert.deepEqual(search(question), [], question);
  });

  it('handles a very long query', () => {
    assert.ok(paths('praca '.repeat(10_000)).length > 0);
  });
});

describe('a snippet', () => {
  it('marks the words found, and nothing else', () => {
    const pieces = snippetOf(['- Prowadzimy zajęcia. Zasiłek i zasiłki.'], ['zasilek']);
    assert.deepEqual(
      pieces.filter(({ found }) => found).map(({ text }) => text),
      ['Zasiłek', 'zasiłki'],
    );
    assert.equal(pieces.map(({ text }) => text).join(''), 'Prowadzimy zajęcia. Zasiłek i zasiłki.');
  });

  it('is cut between words around the match', () => {
    const line = `${'słowo '.repeat(60)}zasiłek ${'koniec '.repeat(60)}`;
    const text = snippetOf([line], ['zasilek'])
      .map((piece) => piece.text)
      .join('');
    assert.match(text, /^… (słowo )+zasiłek( koniec)+ …$/);
    assert.ok(text.length <= 166, String(text.length));
  });
});

describe('the sections of a page', () => {
  it('are its headings with their anchors, and its text without tags, drawings and quotations', () => {
    assert.deepEqual(
      sectionsOf(
        '<p>Raz &amp; dwa.</p><h2 id="a">A <em>b</em></h2>\n<ol>\n<li>\n<p>jeden</p>\n</li>\n<li>dwa</li></ol><svg><path></path></svg><details class="official"><summary>Urzędowo</summary><p>x</p></details>',
      ),
      [
        { title: undefined, anchor: undefined, lines: ['Raz & dwa.'] },
        { title: 'A b', anchor: 'a', lines: ['1. jeden', '2. dwa'] },
      ],
    );
  });
});
