import { addDays, type Day } from '../hours/days.ts';
import type { News } from '../site.ts';

/** As many as fit into a light page that is still read to its end. */
const newsPerPage = 50;

/** @returns how many pages the list of news takes, at least 1. */
export const newsPageCount = (news: readonly News[]): number =>
  Math.max(1, Math.ceil(news.length / newsPerPage));

/** @returns the news on a page of the list, newest first; pages count from 1. */
export const newsOnPage = (news: readonly News[], number: number): readonly News[] =>
  news.slice((number - 1) * newsPerPage, number * newsPerPage);

/** @returns the address of a page of the list, without the language's prefix. */
export const newsPagePath = (number: number): string =>
  number === 1 ? '/aktualnosci/' : `/aktualnosci/strona/${number}/`;

/** As many as a start page can hold without hiding what is below. */
const mostOnStartPage = 3;
/** Older news make a club look closed. */
const daysOnStartPage = 90;

/**
 * @param news of today, newest first
 * @returns those for the start page: pinned ones first, none older than 90 days unless pinned
 */
export const latestNews = (news: readonly News[], today: Day): readonly News[] =>
  news
    .filter(({ day, pinned }) => pinned || day >= addDays(today, -daysOnStartPage))
    .toSorted((one, other) => Number(other.pinned) - Number(one.pinned))
    .slice(0, mostOnStartPage);
