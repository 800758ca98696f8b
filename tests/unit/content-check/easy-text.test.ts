import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../src/content-check/check-files.ts';
import { changed, contentWith } from './content.ts';

const page = 'pl/strony/tekst-latwy.md';

const check = (changes: Readonly<Record<string, string>>) => {
  const { findings, launch } = checkFiles(contentWith(changes), '2026-12-01');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  const hints = findings.filter(({ severity }) => severity === 'hint');
  const here = (rows: readonly { file: string; message: string }[]) =>
    rows.filter(({ file }) => file === page).map(({ message }) => message);
  return { warnings: here(warnings), hints: here(hints), launch: here(launch) };
};

const older = /zmieniono lub sprawdzono później: 2026-12-01/;

describe('the text in simple words', () => {
  it('is on the launch checklist until its readers have tried it, and is no older than its facts', () => {
    const { warnings, launch, hints } = check({});
    assert.deepEqual(warnings, []);
    assert.deepEqual(hints, []);
    assert.equal(launch.length, 1);
    assert.match(launch[0] ?? '', /^wyprobowano – /);
    const tried = changed(page, 'wyprobowano: null', 'wyprobowano: 2026-11-22');
    assert.deepEqual(check({ [page]: tried }).launch, []);
  });

  for (const file of ['godziny', 'kontakt']) {
    it(`has to be read again when fakty/${file}.yaml was checked after it`, () => {
      const path = `fakty/${file}.yaml`;
      const later = changed(path, 'sprawdzono: 2026-11-22', 'sprawdzono: 2026-12-01');
      const { warnings, launch } = check({ [path]: later });
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', older);
      assert.match(launch[1] ?? '', older);
      const readAgain = changed(page, 'sprawdzono: 2026-11-22', 'sprawdzono: 2026-12-01');
      assert.deepEqual(check({ [path]: later, [page]: readAgain }).warnings, []);
    });
  }

  it('does not follow facts that it does not use', () => {
    const later = changed('fakty/akty.yaml', 'sprawdzono: 2026-11-22', 'sprawdzono: 2026-12-01');
    assert.deepEqual(check({ 'fakty/akty.yaml': later }).warnings, []);
  });

  it('has sentences of at most ten words', () => {
    const long = changed(
      page,
      'Powiesz, czego potrzebujesz.',
      'Raz dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jeden.',
    );
    assert.match(check({ [page]: long }).hints.join(), /11 słów.*do 10 słów/);
  });
});
