import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fieldsOf } from '../../../src/content-check/reading/schema-fields.ts';
import { referenceMarkers, referenceTable } from '../../../src/content-check/reference-table.ts';
import { factFiles, pageFolders } from '../../../src/content-schemas/collections.ts';
import { containerDirectives, leafDirectives, textDirectives } from '../../../src/markdown/directives.ts';
import { projectRoot } from '../../support/site.ts';

const read = (...path: string[]): string => readFileSync(join(projectRoot, ...path), 'utf8');

describe("the editors' handbook", () => {
  it('holds the table of fields as the schemas make it', () => {
    const [, after = ''] = read('content', 'README.md').split(referenceMarkers.start);
    const [table = ''] = after.split(referenceMarkers.end);
    assert.equal(table.trim(), referenceTable(), 'run: node src/cli/check-content.ts --reference');
  });
});

describe('the inserts in the handbook', () => {
  it('are all that there are', () => {
    const handbook = read('content', 'README.md');
    const inserts = [
      ...leafDirectives.map((name) => `\`::${name}`),
      ...textDirectives.map((name) => `\`:${name}`),
      ...Object.keys(containerDirectives).map((name) => `\`:::${name}`),
    ];
    assert.deepEqual(
      inserts.filter((insert) => !handbook.includes(insert)),
      [],
    );
  });
});

describe('the collections', () => {
  it('have a description in every field', () => {
    const nameless = Object.values({ ...pageFolders, ...factFiles }).flatMap(({ schema }) =>
      fieldsOf(schema).filter(
        ({ path, description }) => path.length > 0 && path.at(-1) !== '[]' && description === undefined,
      ),
    );
    assert.deepEqual(nameless, []);
  });
});
