import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/site.ts';
import { builtPages } from './built-pages.ts';
import { atMost, type Part } from './row.ts';

const mostBrotliBytes = 11_000;
/** Resources that a browser would fetch before it can show the page, and scripts. */
const fetched = /<(?:link[^>]+rel="?(?:stylesheet|preload|modulepreload)|img|iframe|script[^>]+src)[\s>"]/g;
const script = /<script(?![^>]+type="application\/ld\+json")/g;

/** Bytes, requests and scripts of every prerendered page. */
export const measureWeight: Part = async () => {
  const client = join(projectRoot, 'dist', 'client');
  const pages = builtPages(client);
  const count = (path: string, pattern: RegExp) =>
    [...readFileSync(join(client, path, 'index.html'), 'utf8').matchAll(pattern)].length;
  const most = (pattern: RegExp) => Math.max(...pages.map(({ path }) => count(path, pattern)));
  return [
    ...pages.map(({ path, brotliBytes }) => atMost(`Brotli bytes of ${path}`, brotliBytes, mostBrotliBytes)),
    atMost('Requests to first render, most of any page', 1 + most(fetched), 1),
    atMost('Scripts, most of any page', most(script), 0),
  ];
};
