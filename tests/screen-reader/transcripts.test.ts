import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { makeTranscripts, transcriptFile, transcriptNames } from './transcripts.ts';

describe('a screen reader', () => {
  let made: ReadonlyMap<string, string> = new Map();
  before(async () => {
    made = await makeTranscripts();
  });

  for (const name of transcriptNames) {
    it(`says of the page „${name}” what was reviewed; after a wanted change: node tests/screen-reader/rewrite.ts`, async () => {
      assert.equal(made.get(name), await readFile(transcriptFile(name), 'utf8'));
    });
  }
});
