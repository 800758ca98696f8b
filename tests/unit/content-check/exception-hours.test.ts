import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkFiles } from '../../../src/content-check/check-files.ts';
import { contentWith } from './content.ts';

const path = 'fakty/przerwy.yaml';
const hints = (kind: string, day: string, hours: string): string[] =>
  checkFiles(
    contentWith({
      [path]: `wyjatki:\n  - od: ${day}\n    do: ${day}\n    rodzaj: ${kind}\n    godziny: ${hours}\n    powod: { pl: narada }\n`,
    }),
    '2026-11-29',
  )
    .findings.filter(({ file }) => file === path)
    .map(({ severity, line, message }) => `${severity} ${line} ${message}`);

describe('hours of single days against the ordinary week', () => {
  it('are hinted at where they are not what they are called', () => {
    assert.match(
      hints('skrocone', '2026-12-03', '6:00-20:00').join(),
      /^hint 5 2026-12-03: te godziny nie są krótsze/,
    );
    assert.match(hints('dluzsze', '2026-12-03', '10:00-12:00').join(), /^hint 5 .*są krótsze niż zwykle/);
    assert.match(hints('skrocone', '2026-12-03', '8:00-16:00').join(), /tak samo jak zwykle/);
    assert.match(hints('skrocone', '2026-12-06', '8:00-10:00').join(), /nie są krótsze/);
  });

  it('a break that goes leaves the day longer, though it ends at the same time', () => {
    assert.match(hints('skrocone', '2026-12-02', '8:00-16:45').join(), /nie są krótsze/);
    assert.deepEqual(hints('dluzsze', '2026-12-02', '8:00-16:45'), []);
  });

  it('are let be where they are right, or over', () => {
    assert.deepEqual(hints('skrocone', '2026-12-03', '10:00-12:00'), []);
    assert.deepEqual(hints('dluzsze', '2026-12-03', '10:00-18:00'), []);
    assert.deepEqual(hints('dluzsze', '2026-12-06', '10:00-12:00'), []);
    assert.doesNotMatch(hints('skrocone', '2026-11-19', '6:00-20:00').join(), /krótsze/);
  });
});
