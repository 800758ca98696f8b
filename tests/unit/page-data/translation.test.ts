import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownToHtml } from 'satteri';
import { directives } from '../../../src/markdown/directives.ts';
import { features } from '../../../src/markdown/features.ts';
import { inLanguage, piecesOf, polishWithin, withoutMarks } from '../../../src/page-data/polish-within.ts';
import { foldLawAndMoney, translationOf } from '../../../src/page-data/translation.ts';
import type { Page } from '../../../src/site.ts';

function html(markdown: string): string {
  const result = markdownToHtml(markdown, { features, mdastPlugins: [directives] });
  assert.ok('html' in result);
  return result.html.replaceAll('\n', '');
}
const folded = (part: string) => `{${part}}`;

describe('law and money in a stale translation', () => {
  const page = html(
    'Перше.\n\nДруге.\n\n## Без права\n\nТекст.\n\n## Гроші\n\n::stawka{klucz=psu-godzina}\n\n## Право\n\nЗгідно: :akt{klucz=rynek-pracy}.\n\n### Ще\n\nТекст.\n\n## Телефон\n\n:telefon',
  );

  // Mutations: nothing is folded; the heading is folded with its section; money stays visible.
  it('are folded section by section where the page rests on no act, their headings in sight', () => {
    const shown = foldLawAndMoney(page, { restsOnLaw: false }, folded);
    const inSight = shown.replace(/\{[^{}]*\}/g, '{}');
    assert.match(
      inSight,
      /^<p>Перше\.<\/p><p>Друге\.<\/p><h2>Без права<\/h2><p>Текст\.<\/p><h2>Гроші<\/h2>\{\}<h2>Право<\/h2>\{\}<h2>Телефон<\/h2><p>/,
    );
    assert.equal(shown.replace(/[{}]/g, ''), page, 'nothing is lost');
    assert.match(shown, /\{<p>Згідно:[^{]*<h3>Ще<\/h3><p>Текст\.<\/p>\}/);
  });

  it('are folded with all but the first paragraph where the page rests on acts', () => {
    const shown = foldLawAndMoney(page, { restsOnLaw: true }, folded);
    assert.match(shown, /^<p>Перше\.<\/p>\{<p>Друге\.<\/p>.*\}$/);
    assert.equal(shown.replace(/[{}]/g, ''), page, 'nothing is lost');
  });

  it('are folded whole where such a page begins with something else than a paragraph', () => {
    const list = html('- Раз.\n- Два.\n');
    assert.equal(foldLawAndMoney(list, { restsOnLaw: true }, folded), `{${list}}`);
    assert.equal(foldLawAndMoney('<p>Одне.</p>', { restsOnLaw: true }, folded), '<p>Одне.</p>');
  });
});

describe('the notice of a translated page', () => {
  const made = (changes: Partial<Page>) =>
    ({
      language: 'uk',
      name: 'klub',
      path: '/uk/klub/',
      original: 'a',
      confirmedBy: null,
      acts: [],
      ...changes,
    }) as Page;
  const polish = made({ language: 'pl', path: '/klub/', textHash: 'a', changedOn: null });
  const table: readonly (readonly [string, Partial<Page>, Partial<Page>, object])[] = [
    ['fresh, not confirmed', {}, {}, { isStale: false, isConfirmed: false }],
    ['fresh, confirmed', { confirmedBy: 'x' }, {}, { isStale: false, isConfirmed: true }],
    ['stale, no day', {}, { textHash: 'b' }, { isStale: true, polishChangedOn: null }],
    [
      'stale since a day',
      {},
      { textHash: 'b', changedOn: '2026-11-28' },
      { isStale: true, polishChangedOn: '2026-11-28' },
    ],
    ['stale, of nothing known', { original: null }, {}, { isStale: true }],
    ['resting on acts, as it says', { acts: ['a'] }, {}, { restsOnLaw: true }],
    ['resting on acts, as the Polish page says', {}, { acts: ['a'] }, { restsOnLaw: true }],
  ];
  for (const [what, own, of, expected] of table)
    it(`is ${what}`, () => {
      const found = translationOf(made(own), [made({ ...polish, ...of }), made({ language: 'en' })]);
      assert.deepEqual({ ...found, ...expected }, found);
      assert.equal(found?.polishPath, '/klub/');
    });

  it('is nothing where it is Polish, or has no Polish original', () => {
    assert.equal(translationOf(polish, [polish]), undefined);
    assert.equal(translationOf(made({ name: 'lishe' }), [polish]), undefined);
  });
});

describe('Polish words within a sentence of another language', () => {
  it('are a piece of their own, so that they get their language', () => {
    const sentence = `Клуб зачинено (${inLanguage({ pl: 'remont' }, 'uk')}, ${inLanguage({ pl: 'x', uk: 'ремонт' }, 'uk')}).`;
    assert.deepEqual(piecesOf(sentence), [
      { text: 'Клуб зачинено (', isPolish: false },
      { text: 'remont', isPolish: true },
      { text: ', ремонт).', isPolish: false },
    ]);
    assert.equal(withoutMarks(sentence), 'Клуб зачинено (remont, ремонт).');
  });

  it('are not marked in a Polish one', () => {
    assert.equal(polishWithin('remont', 'pl'), 'remont');
  });
});
