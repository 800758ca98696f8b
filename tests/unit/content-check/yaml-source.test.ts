import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYaml } from '../../../src/content-check/reading/yaml-source.ts';

function read(text: string, linesBefore = 0) {
  const reading = readYaml(text, linesBefore);
  if (reading.kind === 'faults') assert.fail(JSON.stringify(reading.faults));
  return reading.data;
}

describe('YAML with its lines', () => {
  it('keeps days, times and words as they were written', () => {
    assert.deepEqual(read('a: 2026-02-30\nb: 25:99\nc: nie\nd: no\ne: 12:30').value, {
      a: '2026-02-30',
      b: '25:99',
      c: 'nie',
      d: 'no',
      e: '12:30',
    });
  });

  it('knows the line of a field, of an item, and of what would be above a missing one', () => {
    const data = read('# first\na: 1\nlist:\n  - b: 2\n    c: 3\n  - b: 4\n', 10);
    assert.equal(data.lineOf(['a']), 12);
    assert.equal(data.lineOf(['list', 0, 'c']), 15);
    assert.equal(data.lineOf(['list', 1]), 16);
    assert.equal(data.lineOf(['list', 1, 'missing']), 16);
    assert.equal(data.lineOf(['missing']), 1);
  });

  it('refuses anchors, aliases, tags and complex keys', () => {
    for (const text of ['a: &x 1\nb: *x', 'a: *x', 'a: !tag 1', '{a}: 1', '? [a]\n: 1'])
      assert.equal(readYaml(text).kind, 'faults', text);
  });
});
