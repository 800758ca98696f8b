import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factNames, pageFolders } from '../../../src/content-schemas/collections.ts';
import { containerDirectives, leafDirectives, textDirectives } from '../../../src/markdown/directives.ts';
import { content } from './content.ts';

const decoder = new TextDecoder();
const paths = [...content.files.keys()];
const markdown = [...content.files]
  .filter(([path]) => path.endsWith('.md'))
  .map(([, bytes]) => decoder.decode(bytes))
  .join('\n');

describe('the made-up club', () => {
  it('has every file of facts, every folder of pages and a file of staff', () => {
    const missing = [
      ...factNames.map((name) => `fakty/${name}.yaml`),
      ...Object.keys(pageFolders).map((name) => `pl/${name}/`),
      'pliki/',
    ].filter((start) => !paths.some((path) => path.startsWith(start)));
    assert.deepEqual(missing, []);
  });

  it('uses every insert, a draft and a pinned piece of news', () => {
    const spellings = [
      ...leafDirectives.map((name) => `\n::${name}`),
      ...textDirectives.map((name) => `:${name}`),
      ...Object.keys(containerDirectives).map((name) => `\n:::${name}`),
      '\nszkic: true\n',
      '\nprzypnij: tak\n',
    ];
    assert.deepEqual(
      spellings.filter((spelling) => !markdown.includes(spelling)),
      [],
    );
  });
});
