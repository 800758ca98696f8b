import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { latestNews } from '../../../src/page-data/news-pages.ts';
import type { News } from '../../../src/site.ts';

/** Only the fields that the choice depends on. */
const news = (day: string, pinned = false): News => ({ day, pinned }) as News;
const chosen = (...all: News[]): string[] => latestNews(all, '2026-12-14').map(({ day }) => day);

// Mutations: 89 or 91 days; old ones stay; pinned ones expire; pinned ones are not first; four of them.
describe('the news on the start page', () => {
  it('are at most 90 days old', () => {
    assert.deepEqual(chosen(news('2026-09-15'), news('2026-09-14')), ['2026-09-15']);
  });

  it('begin with pinned ones, which do not grow old, and are three', () => {
    assert.deepEqual(
      chosen(news('2026-12-01'), news('2026-11-01'), news('2026-10-01'), news('2025-01-01', true)),
      ['2025-01-01', '2026-12-01', '2026-11-01'],
    );
  });
});
