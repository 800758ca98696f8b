import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { livingBuild } from '../support/club.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { questions } from './search-questions.ts';
import { englishQuestions } from './search-questions-en.ts';

/** Of the first hits, the share that has to be right. */
const leastRight = 0.9;

describe('the search, asked in everyday words', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite({}, { build: livingBuild });
  });
  after(() => site.stop());

  /** @returns the links among the hits, decoded. */
  const hits = async (question: string, prefix = ''): Promise<string[]> => {
    const address = `${site.url}${prefix}/szukaj/?q=${encodeURIComponent(question)}`;
    const html = await (await fetch(address)).text();
    const list = html.match(/<section id="wyniki"[\s\S]*?<\/section>/)?.[0] ?? '';
    return [...list.matchAll(/<a href="([^"]+)"/g)].map(([, path = '']) => decodeURIComponent(path));
  };

  for (const { language, prefix, byPage } of [
    { language: 'Polish', prefix: '', byPage: questions },
    { language: 'English', prefix: '/en', byPage: englishQuestions },
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
      assert.ok(asked >= 80, String(asked));
      assert.ok(1 - wrong.length / asked >= leastRight, wrong.join('\n'));
    });
  }

  it('ends no question with an empty list: where nothing is found, the needs of the start page follow', async () => {
    for (const question of ['hipopotam', 'xyzzy', '?!', '0', 'жираф']) {
      const list = await hits(question);
      assert.ok(list.length >= 5, `${question}: ${list}`);
      assert.ok(list.includes('/dla-kogo/#nie-masz-gdzie-mieszkać'), question);
    }
  });
});
