import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clubBuild } from './club.ts';

const locations = /<loc>([^<]+)<\/loc>/g;

/** @returns the paths of all pages in the built sitemap. */
export async function sitemapPaths(build = clubBuild): Promise<string[]> {
  const xml = await readFile(join(build, 'client', 'sitemap-0.xml'), 'utf8');
  const paths = [...xml.matchAll(locations)].map(([, location = '']) => new URL(location).pathname);
  return paths.sort();
}
