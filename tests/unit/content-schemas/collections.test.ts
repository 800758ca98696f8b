import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import {
  factFiles,
  factNames,
  toFacts,
  type WrittenFacts,
} from '../../../src/content-schemas/collections.ts';
import { clubContent } from '../../support/club.ts';

const folder = join(clubContent, 'fakty');

const written = Object.fromEntries(
  factNames.map((name) => [
    name,
    factFiles[name].schema.parse(parse(readFileSync(join(folder, `${name}.yaml`), 'utf8'))),
  ]),
) as unknown as WrittenFacts;

const asText = (value: unknown): string => JSON.stringify(value);

describe('the registry of collections', () => {
  it('knows every file of facts', () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.yaml$/, ''));
    assert.deepEqual(files.sort(), [...factNames].sort());
  });

  it('gives every fact to the site under an English name', () => {
    assert.deepEqual(
      Object.keys(toFacts(written)).sort(),
      Object.values(factFiles)
        .map(({ englishName }) => englishName)
        .sort(),
    );
  });

  it('leaves no field of the content untranslated', () => {
    const polish =
      /"(nazwa|ulica|kod|telefon|klucz|opis|adres|slowo|znaczenie|stan|od|do|powod|tematy|tydzien)":/;
    assert.match(asText(written), polish);
    assert.doesNotMatch(asText(toFacts(written)), polish);
  });

  it('sets sentences as typography wants them, telephone numbers and addresses not', () => {
    const facts = toFacts(written, (value) => ({ set: value }) as typeof value);
    assert.deepEqual(
      Object.entries(facts)
        .filter(([, value]) => 'set' in value)
        .map(([name]) => name)
        .sort(),
      ['acts', 'enquiries', 'glossary', 'links', 'notices'],
    );
  });
});
