import { addDays, type Day } from '../hours/days.ts';
import { newsPath } from '../paths.ts';
import type { News } from '../site.ts';

/** Number of items on a page of the list. */
const newsPerPage = 50;

/** @returns the number of pages of the list of news, at least 1 */
export const newsPageCount = (news: readonly News[]): number =>
  Math.max(1, Math.ceil(news.length / newsPerPage));

/** @returns the news on a page of the list, newest first; pages count from 1. */
export const newsOnPage = (news: readonly News[], number: number): readonly News[] =>
  news.slice((number - 1) * newsPerPage, number * newsPerPage);

/** @returns the address of a page of the list, without the language's prefix. */
export const newsPagePath = (number: number): string =>
  number === 1 ? newsPath : `${newsPath}strona/${number}/`;

/** More would hide the rest of the start page. */
const mostOnStartPage = 3;
/** Older news would make the club look closed. */
const daysOnStartPage = 90;

/**
 * @param news of today, newest first
 * @returns the news for the start page: pinned ones first, none older than 90 days unless pinned
 */
export const latestNews = (news: readonly News[], today: Day): readonly News[] =>
  news
    .filter(({ day, pinned }) => pinned || day >= addDays(today, -daysOnStartPage))
    .toSorted((one, other) => Number(other.pinned) - Number(one.pinned))
    .slice(0, mostOnStartPage);
