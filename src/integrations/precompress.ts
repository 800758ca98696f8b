import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { isCompressible } from '../http/content-types.ts';
import { styleHashesOf } from '../http/style-hashes.ts';
import { describeBuild, writeManifest } from '../manifest/write-manifest.ts';
import { readPageSettings } from '../settings/settings.ts';
import { faultsOfPage } from './page-safety.ts';
import { writeCompressedForms } from './precompressed.ts';

const unsafePages = (lines: readonly string[]): string =>
  [
    'Na stronach jest coś, czego żadna nasza strona nie ma. Portal nie został zmieniony.',
    ...lines,
    'Pokaż ten komunikat osobie, która opiekuje się serwerem: ktoś mógł wejść na konto redakcji.',
  ].join('\n');

/**
 * Writes the compressed forms of every finished file, and the manifest of the build: the last integration of a build.
 */
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
        await writeCompressedForms(
          files.filter(isCompressible),
          join(root, '.astro', 'twins'),
          (file, content) => {
            if (!file.endsWith('.html')) return;
            const html = content.toString();
            for (const hash of styleHashesOf(html)) styleHashes.add(hash);
            const faults = faultsOfPage(html);
            if (faults.length > 0)
              unsafe.push(`/${relative(outDirectoryOfPages, file)}: ${faults.join(', ')}`);
          },
        );
        if (unsafe.length > 0) throw new Error(unsafePages(unsafe));
        const manifest = await describeBuild(root, readPageSettings(process.env), [...styleHashes].sort());
        await writeManifest(outDirectory, manifest);
      },
    },
  };
}
