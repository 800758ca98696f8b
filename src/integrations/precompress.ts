import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { warsawTime } from '../hours/warsaw-time.ts';
import { isCompressible } from '../http/content-types.ts';
import { readPageSettings } from '../settings.ts';
import { type BuildManifest, manifestName } from '../web/build-manifest.ts';
import { hashBuildInputs } from './build-inputs.ts';
import { readDatedContent } from './dated-content.ts';
import { readAnswerFacts, readStaffRoles, readTopicNames } from './enquiry-facts.ts';
import { freshUntil } from './fresh-until.ts';
import { readPageAddresses } from './page-addresses.ts';
import { faultsOfPage } from './page-safety.ts';
import { writeTwins } from './precompressed.ts';

const style = /<style[^>]*>([\s\S]*?)<\/style>/g;

/**
 * @param html a finished page
 * @returns the hash of each style sheet in it, as a Content-Security-Policy names it (CSP3 2.3.1)
 */
export const styleHashesOf = (html: string): readonly string[] =>
  [...html.matchAll(style)].map(
    ([, sheet = '']) => `sha256-${createHash('sha256').update(sheet).digest('base64')}`,
  );

const unsafePages = (lines: readonly string[]): string =>
  [
    'Na stronach jest coś, czego żadna nasza strona nie ma. Portal nie został zmieniony.',
    ...lines,
    'Pokaż ten komunikat osobie, która opiekuje się serwerem: ktoś mógł wejść na konto redakcji.',
  ].join('\n');

async function factTexts(content: string): Promise<string[]> {
  const folder = join(content, 'fakty');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}

/** Gives every finished file its compressed twins, and the build its manifest. */
export function precompress(): AstroIntegration {
  let root = '';
  let outDirectory = '';
  return {
    name: 'precompress',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
        outDirectory = fileURLToPath(config.outDir);
      },
      'astro:build:done': async ({ dir }) => {
        const entries = await readdir(dir, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
        const styleHashes = new Set<string>();
        const unsafe: string[] = [];
        const outDirectoryOfPages = fileURLToPath(dir);
        await writeTwins(files.filter(isCompressible), join(root, '.astro', 'twins'), (file, content) => {
          if (!file.endsWith('.html')) return;
          const html = content.toString();
          for (const hash of styleHashesOf(html)) styleHashes.add(hash);
          const faults = faultsOfPage(html);
          if (faults.length > 0) unsafe.push(`/${relative(outDirectoryOfPages, file)}: ${faults.join(', ')}`);
        });
        if (unsafe.length > 0) throw new Error(unsafePages(unsafe));
        const settings = readPageSettings(process.env);
        const { siteUrl, contentDirectory } = settings;
        const today = warsawTime(settings.sourceDate ?? new Date()).day;
        const { changes, newsEnds } = readDatedContent(contentDirectory, today);
        const manifest: BuildManifest = {
          siteUrl: siteUrl.origin,
          styleHashes: [...styleHashes].sort(),
          freshUntil: freshUntil(await factTexts(contentDirectory), changes, today),
          newsEnds,
          ...readPageAddresses(contentDirectory),
          contentFolder: relative(root, contentDirectory).split(sep).join('/'),
          topicNames: readTopicNames(contentDirectory),
          staffRoles: readStaffRoles(contentDirectory),
          answerFacts: readAnswerFacts(contentDirectory),
          inputsHash: hashBuildInputs(root, settings),
        };
        await writeFile(join(outDirectory, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
      },
    },
  };
}
