import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { escapeText, toFile } from '../../../src/calendar/content-lines.ts';
import { onlyValueOf, readComponent, readText } from './read-content-lines.ts';

const written = (text: string): string =>
  toFile(['BEGIN:VCALENDAR', `SUMMARY:${escapeText(text)}`, 'END:VCALENDAR']);
const readBack = (text: string): string => readText(onlyValueOf(readComponent(written(text)), 'SUMMARY'));

describe('content lines', () => {
  it('bring back any text without control characters', () => {
    const characters = fc.constantFrom(...'aź;,\\:"\n ', 'ł', '–', '„', '🙂', 'Ж');
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 300 }), (text) => {
        assert.equal(readBack(text), text);
      }),
      { numRuns: 300 },
    );
  });

  it('fold at 75 octets, not characters, and part no character', () => {
    const [, first = '', second = ''] = written('ż'.repeat(100)).split('\r\n');
    assert.equal(first, `SUMMARY:${'ż'.repeat(33)}`);
    assert.equal(second, ` ${'ż'.repeat(37)}`);
  });

  it('leave a line of exactly 75 octets whole', () => {
    assert.equal(toFile(['N'.repeat(75)]), `${'N'.repeat(75)}\r\n`);
    assert.equal(toFile(['N'.repeat(150)]), `${'N'.repeat(75)}\r\n ${'N'.repeat(74)}\r\n N\r\n`);
  });

  it('take every line break for the same, and leave out control characters', () => {
    assert.equal(readBack('a\r\nb\rc\u0000\u0007d'), 'a\nb\ncd');
  });

  it('let no text begin a line of its own', () => {
    const component = readComponent(written('Klub\r\nEND:VCALENDAR\r\nBEGIN:VALARM'));
    assert.deepEqual(component.components, []);
  });
});
