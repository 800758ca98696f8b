import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSearchInLanguages, type LanguageSearch } from '../../../src/search/in-languages.ts';
import type { SearchWords } from '../../../src/search/meaning.ts';
import { createSearch, type Findable } from '../../../src/search/search.ts';
import { sectionsOf } from '../../../src/search/sections.ts';
import { isSlip, soundOf } from '../../../src/search/sound.ts';
import { createUrgency } from '../../../src/search/urgency.ts';

// Mutation: a letter or a group of letters is missing in the table.
describe('how a word sounds', () => {
  for (const [one, other] of [
    ['робота', 'robota'],
    ['допомога', 'dopomoga'],
    ['допомога', 'dopomoha'],
    ['житло', 'zhytlo'],
    ['житло', 'żytlo'.normalize('NFD').replace(/\p{M}/gu, '')],
    ['біженка', 'bizhenka'],
    ['шукаю', 'shukayu'],
    ['щастя', 'shchastia'],
    ['полиция', 'поліція'],
    ['psyholog', 'psycholog'],
    ['adress', 'address'],
    ['alkochol', 'alkohol'],
    ['telefon', 'telephon'],
  ] as const)
    it(`${one} as ${other}`, () => assert.equal(soundOf(one), soundOf(other)));

  it('is another for other words', () => {
    assert.notEqual(soundOf('praca'), soundOf('proca'));
    assert.notEqual(soundOf('дім'), soundOf('дим'.replace('и', 'е')));
  });
});

// Mutations: no swap; words of four letters allow mistakes; the longer word may have two letters more.
describe('a misspelling', () => {
  for (const [one, other, slip] of [
    ['prcaa', 'praca', true],
    ['wrok', 'work', true],
    ['homles', 'homeles', true],
    ['robta', 'robota', true],
    ['schronizko', 'schronisko', true],
    ['word', 'work', false],
    ['dom', 'dmo', false],
    ['robota', 'robot', true],
    ['robota', 'robo', false],
    ['praca', 'prawo', false],
  ] as const)
    it(`${one} for ${other}: ${slip}`, () => {
      assert.equal(isSlip(one, other), slip);
      assert.equal(isSlip(other, one), slip);
    });
});

describe('words of a person in danger', () => {
  const isUrgent = createUrgency(
    ['nie chcę żyć', 'przemoc', 'marznę', 'groźby', 'want die', 'хочу умереть', "б'є мене", 'overdose'],
    { has: (word) => ['przemowa', 'overdue'].includes(word) },
  );
  for (const question of [
    'nie chcę żyć',
    'NIE CHCE ZYC',
    'nie chce mi się żyć',
    'żyć mi się nie chce',
    'i want to die',
    'хочу умереть',
    'hochu umeret',
    'мене б’є муж',
    'у нас przemocą grozi',
    'overdoze',
    'ovrdose',
  ])
    it(`are recognised in: ${question}`, () => assert.ok(isUrgent(question)));
  // Mutations: words of a phrase may stand anywhere; a stem of four letters is enough; a word of the pages counts as
  // misspelt.
  for (const question of [
    '',
    '?!',
    'chcę pracować i żyć, a nie pić',
    'marzec',
    'groza',
    'przemowa',
    'overdue',
    'want a job',
    `nie ${'słowo '.repeat(30)} chcę żyć`,
  ])
    it(`are not recognised in: ${question.slice(0, 40)}`, () => assert.ok(!isUrgent(question)));
});

const page = (path: string, title: string, html: string): Findable => ({
  path,
  title,
  description: '',
  sections: sectionsOf(html),
});
const language = (
  name: string,
  pages: readonly Findable[],
  words: Partial<SearchWords> = {},
): LanguageSearch => ({
  language: name,
  prefix: name === 'pl' ? '' : `/${name}`,
  search: createSearch(pages, { synonyms: [], ignored: [], ...words }),
});

const polish = language(
  'pl',
  [
    page(
      '/kto/',
      'Dla kogo',
      '<h2 id="dom">Nie masz mieszkania?</h2><p>Schronisko, 7.00.</p><h2 id="praca">Praca</h2>',
    ),
    page('/pomoc/', 'Linki', '<h2 id="od-razu">Ratunek</h2><p>Dzwoń: 112.</p>'),
  ],
  { ignored: ['nie', 'chcę'], urgent: { asked: ['nie chcę żyć'], meant: 'ratunek' } },
);
const ukrainian = language(
  'uk',
  [
    page('/uk/kto/', 'Для кого', '<h2 id="дім">Житло</h2><p>Притулок.</p><h2 id="робота">Робота</h2>'),
    page('/uk/kontakt/', 'Контакти', '<h2 id="рятунок">Рятунок</h2><p>Телефонуйте: 112.</p>'),
  ],
  { urgent: { asked: ['хочу померти'], meant: 'рятунок' } },
);
const phrases = ['nie chcę żyć', 'хочу померти'];

describe('the search of a site in several languages', () => {
  const onPolish = createSearchInLanguages(polish, () => [ukrainian], phrases);
  const onUkrainian = createSearchInLanguages(ukrainian, () => [polish], phrases);
  const first = (answer: ReturnType<typeof onPolish>) => {
    const [found] = answer.found;
    return found && [found.path, found.otherLanguage];
  };

  it('searches another language that has the words', () => {
    assert.deepEqual(first(onPolish('притулок')), ['/uk/kto/#дім', 'uk']);
  });
  it('leads to the page and section in the chosen language', () => {
    const [found] = onUkrainian('schronisko').found;
    assert.deepEqual(
      [found?.path, found?.section, found?.otherLanguage],
      ['/uk/kto/#дім', 'Житло', undefined],
    );
  });
  it('leads to the page in another language if the chosen one has none', () => {
    assert.deepEqual(first(onUkrainian('linki')), ['/pomoc/', 'pl']);
  });
  it('builds the other indexes only when they are needed', () => {
    const alone = createSearchInLanguages(polish, () => assert.fail('not needed'), phrases);
    assert.deepEqual(first(alone('schronisko')), ['/kto/#dom', undefined]);
  });
  it('accepts other letters and misspellings', () => {
    for (const question of ['zhytlo', 'Rabota', 'робта'])
      assert.equal(first(onUkrainian(question))?.[0]?.split('#')[0], '/uk/kto/', question);
    assert.deepEqual(first(onPolish('schronsko')), ['/kto/#dom', undefined]);
  });
  it('finds nothing for text that is not a word in any language', () => {
    for (const question of ['xyzzy', 'hipopotam', 'жираф', '0', '', '?!'])
      assert.deepEqual(onPolish(question).found, [], question);
  });
  it('lists emergency help first, in whatever language a person in danger writes', () => {
    for (const question of ['хочу померти', 'nie chcę żyć w schronisku']) {
      assert.equal(onPolish(question).urgent, true);
      assert.deepEqual(first(onPolish(question)), ['/pomoc/#od-razu', undefined]);
      assert.deepEqual(first(onUkrainian(question)), ['/uk/kontakt/#рятунок', undefined]);
    }
    assert.ok(onPolish('nie chcę żyć w schronisku').found.some(({ path }) => path === '/kto/#dom'));
    assert.equal(onPolish('schronisko').urgent, false);
  });
});
