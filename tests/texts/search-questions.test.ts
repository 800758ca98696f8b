import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { livingBuild } from '../support/club.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { newcomersQuestions as newcomersPolish, questions } from './search-questions.ts';
import { englishQuestions, newcomersQuestions as newcomersEnglish } from './search-questions-en.ts';
import { ukrainianQuestions } from './search-questions-uk.ts';

/** Ordinary questions for which showing the emergency numbers is right. */
const worrying = [
  'głodny',
  'telefon zaufania',
  'przemoc',
  'samobójstwo',
  'kryzys',
  'crisis',
  'suicide',
  'emergency',
  'violence',
];

/** The share of the first hits that has to be right. */
const leastRight = 0.9;

describe('the search, asked in everyday words', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite({}, { build: livingBuild });
  });
  after(() => site.stop());

  const ask = async (question: string, prefix = ''): Promise<string> => {
    const address = `${site.url}${prefix}/szukaj/?q=${encodeURIComponent(question)}`;
    return (await fetch(address)).text();
  };
  /** @returns the addresses of the hits, decoded */
  const hits = async (question: string, prefix = ''): Promise<string[]> => {
    const html = await ask(question, prefix);
    const list = html.match(/<section id="wyniki"[\s\S]*?<\/section>/)?.[0] ?? '';
    return [...list.matchAll(/<a href="([^"]+)"/g)].map(([, path = '']) => decodeURIComponent(path));
  };

  for (const { language, prefix, byPage } of [
    { language: 'Polish', prefix: '', byPage: questions },
    { language: 'English', prefix: '/en', byPage: englishQuestions },
    { language: 'Ukrainian, also with Russian words', prefix: '/uk', byPage: ukrainianQuestions },
    { language: 'Polish with slips, and other languages', prefix: '', byPage: newcomersPolish },
    { language: 'English with slips, and other languages', prefix: '/en', byPage: newcomersEnglish },
  ]) {
    it(`puts the right page first nine times in ten, in ${language}`, async (test) => {
      const wrong: string[] = [];
      let asked = 0;
      for (const [wanted, texts] of Object.entries(byPage)) {
        for (const question of texts) {
          asked += 1;
          const [first = 'nothing'] = await hits(question, prefix);
          const isRight = wanted.includes('#') ? first === wanted : first.split('#')[0] === wanted;
          if (!isRight) wrong.push(`${question}: ${first} instead of ${wanted}`);
        }
      }
      test.diagnostic(`${asked - wrong.length} of ${asked} first hits are right`);
      for (const line of wrong) test.diagnostic(line);
      assert.ok(asked >= 40, String(asked));
      assert.ok(1 - wrong.length / asked >= leastRight, wrong.join('\n'));
    });
  }

  // Mutation: the page leaves the numbers out.
  it('shows whom to call at once above the hits, whatever language somebody in danger writes', async () => {
    const inDanger = [
      ...(newcomersPolish['/przydatne-linki/#pomoc-od-razu'] ?? []),
      ...(newcomersEnglish['/en/kontakt/#help-at-once'] ?? []),
      ...(ukrainianQuestions['/uk/kontakt/#допомога-відразу'] ?? []),
    ];
    assert.ok(inDanger.length > 60);
    const callsAtOnce = (html: string) =>
      /href="tel:112"[\s\S]*href="tel:\d{6,9}"[\s\S]*id="wyniki"/.test(html);
    for (const question of inDanger)
      for (const prefix of ['', '/uk', '/en'])
        assert.ok(callsAtOnce(await ask(question, prefix)), `${question} on ${prefix}/szukaj/`);
    const usual = [questions, englishQuestions].flatMap((byPage) => Object.values(byPage).flat());
    const alarmed: string[] = [];
    for (const question of usual) if (callsAtOnce(await ask(question))) alarmed.push(question);
    assert.deepEqual(
      alarmed.filter((question) => !worrying.includes(question)),
      [],
    );
  });

  it('ends no question with an empty list: where nothing is found, the needs of the start page follow', async () => {
    for (const question of ['hipopotam', 'xyzzy', '?!', '0', 'жираф']) {
      const list = await hits(question);
      assert.ok(list.length >= 5, `${question}: ${list}`);
      assert.ok(list.includes('/dla-kogo/#nie-masz-gdzie-mieszkać'), question);
    }
  });
});
