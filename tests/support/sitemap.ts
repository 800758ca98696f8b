import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './site.ts';

const locations = /<loc>([^<]+)<\/loc>/g;

/** @returns the paths of all pages in the built sitemap. */
export async function sitemapPaths(dist = join(projectRoot, 'dist')): Promise<string[]> {
  const xml = await readFile(join(dist, 'client', 'sitemap-0.xml'), 'utf8');
  const paths = [...xml.matchAll(locations)].map(([, location = '']) => new URL(location).pathname);
  return paths.sort();
}
