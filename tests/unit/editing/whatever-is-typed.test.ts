import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readMarkdown } from '../../../src/content-check/reading/front-matter.ts';
import { readYaml } from '../../../src/content-check/reading/yaml-source.ts';
import { type FactName, factNames } from '../../../src/content-schemas/collections.ts';
import { cleanLine, cleanText } from '../../../src/editing/clean-text.ts';
import { editFact, factForm } from '../../../src/editing/facts/fact-form.ts';
import type { Field } from '../../../src/editing/facts/field.ts';
import { editPage, pageForm } from '../../../src/editing/pages/page-file.ts';
import { clubContent } from '../../support/club.ts';
import { factText, factTextInLines, twoHelplines } from './fact-texts.ts';

/** Each file of facts in two ways of writing. */
const everyFact = factNames.flatMap((name) =>
  [factText(name), factTextInLines(name)].map((text) => [name, text] as const),
);

/** Characters with a meaning in YAML, in the content check, or only to a person. */
const signs = [
  ...`"'\`:#-?,[]{}&*!|>%@~\\/=.<`,
  ': ',
  ' #',
  '- ',
  '---',
  '"',
  "'",
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '\u00ad',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u0338',
  '\u0301',
  '„',
  '”',
  '—',
  '•',
  'null',
  'true',
  'nie',
  '2026-12-24',
  '12',
  '0x1f',
  '1e3',
  '.inf',
  'Film',
  "d'Artagnan",
  'pl: ',
  '<<',
  '!!str',
];
const typedText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...signs), { minLength: 1, maxLength: 9 }).map((parts) => parts.join('')),
);
/** `RUNS=5000` for more runs. */
const numRuns = Number(process.env['RUNS'] ?? 20);

/** @returns every control that takes free text, those of a new entry included */
function textControls(fields: readonly Field[]): (Field & { readonly value: string })[] {
  return fields.flatMap((field) => {
    if ('fields' in field) return textControls(field.fields);
    if (field.kind === 'list') return textControls([...field.items.map((item) => item.field), field.blank]);
    return 'value' in field && typeof field.value === 'string' && field.kind !== 'choice'
      ? [field as Field & { readonly value: string }]
      : [];
  });
}

const entriesOf = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => (field.kind === 'list' ? field.items.map(({ name }) => name) : []));

const factFields = (name: FactName, text: string): readonly Field[] => {
  const form = factForm(name, text);
  assert.ok(form.kind === 'form', `${JSON.stringify(form)}\n${text}`);
  return form.fields;
};

/** Asserts that a control shows what was typed, as far as its kind allows. */
function assertShown(field: Field & { readonly value: string }, typed: string, text: string): void {
  if (field.kind === 'lines')
    assert.deepEqual(
      field.value.split('\n').filter(Boolean),
      cleanText(typed).split('\n').map(cleanLine).filter(Boolean),
      text,
    );
  else if (field.kind === 'text' || field.kind === 'long-text' || field.kind === 'email')
    assert.equal(field.value, cleanLine(typed), text);
}

describe('whatever is typed into a text field', () => {
  it('is read back from the file of facts as it was typed', () => {
    for (const [name, before] of everyFact) {
      const controls = textControls(factFields(name, before));
      fc.assert(
        fc.property(fc.constantFrom(...controls), typedText, ({ name: at }, typed) => {
          const result = editFact(name, before, new Map([[at, typed]]));
          assert.ok(result.kind === 'text');
          const shown = textControls(factFields(name, result.text)).find((one) => one.name === at);
          if (cleanLine(typed) !== '' && shown !== undefined) assertShown(shown, typed, result.text);
          if (cleanLine(typed) !== '') assert.ok(shown, `${at} is not there\n${result.text}`);
        }),
        { numRuns },
      );
    }
  });

  it('is read back from the fields and the text of a page as it was typed', () => {
    for (const [folder, path] of [
      ['strony', 'pl/strony/zajecia.md'],
      ['strony', 'pl/strony/start.md'],
      ['strony', 'en/strony/kontakt.md'],
      ['aktualnosci', 'pl/aktualnosci/2026-10-02-komputery.md'],
    ] as const) {
      const before = readFileSync(join(clubContent, path), 'utf8');
      const form = pageForm(folder, before);
      assert.ok(form.kind === 'form');
      const controls = textControls(form.fields);
      fc.assert(
        fc.property(fc.constantFrom(...controls), typedText, typedText, ({ name: at }, typed, body) => {
          const result = editPage(folder, before, new Map([[at, typed]]), body);
          assert.ok(result.kind === 'text');
          const again = pageForm(folder, result.text);
          assert.ok(again.kind === 'form', `${JSON.stringify(again)}\n${result.text}`);
          assert.equal(readMarkdown(result.text).kind, 'file');
          const shown = textControls(again.fields).find((one) => one.name === at);
          if (cleanLine(typed) !== '') {
            assert.ok(shown, `${at} is not there\n${result.text}`);
            assertShown(shown, typed, result.text);
          }
          if (!body.includes('\t')) assert.equal(again.body.trim(), cleanText(body).trim());
        }),
        { numRuns: numRuns * 2 },
      );
    }
  });
});

describe('many edits in one post', () => {
  const pick = fc.record({
    at: fc.nat(),
    typed: fc.oneof(typedText, fc.constant('')),
    removes: fc.boolean(),
  });

  /** Posts all controls, some with a changed value; removes the entries named. */
  function post(
    name: FactName,
    before: string,
    picks: readonly (typeof pick extends fc.Arbitrary<infer One> ? One : never)[],
  ) {
    const fields = factFields(name, before);
    const controls = textControls(fields);
    const posted = new Map(controls.map((one) => [one.name, one.value]));
    for (const { at, typed, removes } of picks) {
      const control = controls[at % controls.length];
      if (control === undefined) continue;
      posted.set(control.name, typed);
      const entry = entriesOf(fields).find((one) => control.name.startsWith(`${one}.`));
      if (removes && entry !== undefined) posted.set(`${entry}.usun`, 'tak');
    }
    const result = editFact(name, before, posted);
    assert.ok(result.kind === 'text');
    assert.equal(readYaml(result.text).kind, 'data', result.text);
    const again = new Map(textControls(factFields(name, result.text)).map((one) => [one.name, one.value]));
    const twice = editFact(name, result.text, again);
    assert.ok(twice.kind === 'text');
    assert.equal(twice.text, result.text);
    return result.text;
  }

  it('entries emptied, added and taken out together leave a file that can be read', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyFact),
        fc.array(pick, { minLength: 1, maxLength: 8 }),
        ([name, before], picks) => void post(name, before, picks),
      ),
      { numRuns: numRuns * 10 },
    );
  });

  it('every entry emptied or taken out leaves an empty list', () => {
    for (const [name, before] of everyFact) {
      const all = textControls(factFields(name, before)).map((_, at) => ({
        at,
        typed: '',
        removes: false,
      }));
      post(name, before, all);
      post(
        name,
        before,
        all.map((one) => ({ ...one, removes: true })),
      );
    }
  });

  it('the first entry goes while any field of another one is emptied', () => {
    const before = twoHelplines();
    const first = { at: 0, typed: '', removes: true };
    for (const at of textControls(factFields('pomoc', before)).keys())
      post('pomoc', before, [{ at, typed: '', removes: false }, first]);
  });
});
