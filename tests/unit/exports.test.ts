import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../support/site.ts';

/** Names that Astro and Playwright look for by themselves. */
const calledFromOutside = ['getStaticPaths', 'prerender', 'GET', 'collections', 'default'];

const files = ['src', 'tests']
  .flatMap((folder) => readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.(?:[mc]?[tj]s|astro)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
const texts = new Map(
  [...files, join(projectRoot, 'astro.config.mjs')].map((file) => [file, readFileSync(file, 'utf8')]),
);

/** @returns `file name` for each name that a file takes from another one; `file *` where it takes the whole file */
function taken([file, text]: readonly [string, string]): string[] {
  const from = (path: string) => resolve(dirname(file), path.replace(/\?.*$/, ''));
  const named = text.matchAll(
    /(?:import|export)\s+(?:type\s+)?(?:\w+,\s*)?\{([^}]*)\}\s+from\s+'(\.[^']*)'/g,
  );
  const whole = text.matchAll(/(?:import\s+\*\s+as\s+\w+\s+from\s+|import\(\s*|new URL\(\s*)'(\.[^']*)'/g);
  return [
    ...[...named].flatMap(([, names = '', path = '']) =>
      names.split(',').map((name) => `${from(path)} ${/^\s*(?:type\s+)?(\S*)/.exec(name)?.[1]}`),
    ),
    ...[...whole].map(([, path = '']) => `${from(path)} *`),
  ];
}

const source = join(projectRoot, 'src');

describe('the values that a file of `src/` exports', () => {
  // Mutation: `export` before a constant that no other file names.
  it('are each taken by another file', () => {
    const used = new Set([...texts].flatMap(taken));
    const dead = [...texts]
      .filter(([file]) => file.startsWith(source))
      .flatMap(([file, text]) =>
        [...text.matchAll(/^export (?:async )?(?:const|let|function\*?|class) (\w+)/gm)]
          .map(([, name = '']) => name)
          .filter((name) => !calledFromOutside.includes(name))
          .filter((name) => !used.has(`${file} ${name}`) && !used.has(`${file} *`))
          .map((name) => `${relative(projectRoot, file)}: ${name}`),
      );
    assert.deepEqual(dead, []);
  });
});
