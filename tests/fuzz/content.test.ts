import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkFiles } from '../../src/content-check/check-files.ts';
import { content, contentWith } from '../unit/content-check/content.ts';
import { options } from './options.ts';
import { nastyText } from './texts.ts';

const paths = [...content.files.keys()].filter((path) => /\.(md|yaml)$/.test(path) && path !== 'README.md');

describe('whatever a file of the content holds', () => {
  it('is told with a file and a line, without a fault', () => {
    const slip = fc.record({
      path: fc.constantFrom(...paths),
      from: fc.nat(2_000),
      length: fc.nat(60),
      put: nastyText,
    });
    fc.assert(
      fc.property(slip, ({ path, from, length, put }) => {
        const bytes = content.files.get(path) ?? new Uint8Array();
        const files = Buffer.concat([
          bytes.subarray(0, from),
          Buffer.from(put),
          bytes.subarray(from + length),
        ]);
        for (const { line, message, file } of checkFiles(contentWith({ [path]: files }), '2026-12-01')
          .findings)
          assert.ok(line >= 1 && message !== '' && content.files.has(file), `${file}:${line} ${message}`);
      }),
      { ...options, numRuns: Math.min(options.numRuns, 2_000) },
    );
  });
});
