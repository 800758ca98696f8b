import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../content-check/reading/file-text.ts';
import { readMarkdown } from '../content-check/reading/front-matter.ts';
import { toPage } from '../content-check/reading/page.ts';
import { sortFiles } from '../content-check/reading/source-files.ts';
import { oldAddressesOf, wholeAddressOf } from '../content-check/rules/old-addresses.ts';
import { filesBelow } from '../staff-files/files-below.ts';
import type { BuildManifest } from '../web/build-manifest.ts';
import { languages } from '../words/index.ts';

/**
 * @param content the folder of the checked content
 * @returns the address of every page and piece of news except drafts, and the old addresses that redirect to them
 */
export function readPageAddresses(content: string): Pick<BuildManifest, 'addresses' | 'oldAddresses'> {
  const paths = filesBelow(content).filter(({ isFile }) => isFile);
  const { pages } = sortFiles(
    paths.map(({ path }) => path),
    languages,
  );
  const published = pages.flatMap((file) => {
    const reading = readMarkdown(toText(readFileSync(join(content, file.path), 'utf8')));
    if (reading.kind === 'faults') return [];
    const page = toPage(file, reading.file);
    return page.draft ? [] : [{ address: wholeAddressOf(page), old: oldAddressesOf(page) }];
  });
  return {
    addresses: published.map(({ address }) => address).sort(),
    oldAddresses: Object.fromEntries(
      published.flatMap(({ address, old }) => old.map((one) => [one, address] as const)),
    ),
  };
}
