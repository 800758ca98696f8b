import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../content-check/reading/file-text.ts';
import { readMarkdown } from '../content-check/reading/front-matter.ts';
import { factFiles } from '../content-schemas/collections.ts';
import { newsSchema, toNews } from '../content-schemas/news.ts';
import { addDays, type Day } from '../hours/days.ts';
import { daysTold, upcomingDeviations } from '../hours/upcoming.ts';
import { languagePrefix, newsPath } from '../paths.ts';
import { filesBelow } from '../staff-files/files-below.ts';
import { readFacts } from './read-facts.ts';

/** How many days ahead changes are looked for. */
const daysLookedAt = 60;

/** Dates in the content, besides the "check by" of its facts. */
export interface DatedContent {
  /** The days on which pages have to change. */
  readonly changes: readonly Day[];
  /** The last day of each piece of news that has one, by its address. */
  readonly newsEnds: Readonly<Record<string, Day>>;
}

function readNews(content: string) {
  return filesBelow(content).flatMap(({ path: file, isFile }) => {
    const [, language = '', name] = /^([a-z]{2})\/aktualnosci\/([^/]+)\.md$/.exec(file) ?? [];
    if (name === undefined || !isFile) return [];
    const reading = readMarkdown(toText(readFileSync(join(content, file), 'utf8')));
    if (reading.kind === 'faults') return [];
    const news = newsSchema.safeParse(reading.file.frontMatter.value);
    const path = `${languagePrefix(language)}${newsPath}${name}/`;
    return news.success && !news.data.szkic ? [{ path, ...toNews(news.data) }] : [];
  });
}

/**
 * @param content the folder of the checked content
 * @param today the day for which pages are built
 */
export function readDatedContent(content: string, today: Day): DatedContent {
  const hours = factFiles.godziny.translate(readFacts(content, 'godziny'));
  const exceptions = factFiles.przerwy.translate(readFacts(content, 'przerwy'));
  const notices = factFiles.komunikat.translate(readFacts(content, 'komunikat'));
  const news = readNews(content);
  const deviations = upcomingDeviations({ week: hours.week, exceptions }, today, daysLookedAt + daysTold);
  const after = (day: Day): Day => addDays(day, 1);
  return {
    changes: [
      ...deviations.flatMap(({ first, last }) => [addDays(first, 1 - daysTold), after(last)]),
      ...notices.flatMap(({ first, last }) => [first, after(last)]),
      ...news.flatMap(({ day, lastDay }) => [day, ...(lastDay === null ? [] : [after(lastDay)])]),
    ],
    newsEnds: Object.fromEntries(
      news.flatMap(({ path, lastDay }) => (lastDay === null ? [] : [[path, lastDay]])),
    ),
  };
}
