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
