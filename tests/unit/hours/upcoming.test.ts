import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Exception } from '../../../src/hours/schedule.ts';
import { deviationOn, upcomingDeviations } from '../../../src/hours/upcoming.ts';
import { deviationInWords } from '../../../src/page-data/texts.ts';
import { words } from '../../../src/words/index.ts';
import { clubSchedule } from './club-schedule.ts';

const closed = (first: string, last: string, pl = 'remont'): Exception => ({
  first,
  last,
  reason: { pl },
  kind: 'closed',
});
const shortened = (first: string, last: string): Exception => ({
  first,
  last,
  reason: { pl: 'szkolenie' },
  kind: 'shortened',
  span: { opens: 450, closes: 660 },
});

const sentences = (today: string, ...exceptions: Exception[]): string[] =>
  upcomingDeviations(clubSchedule(...exceptions), today).map((one) =>
    deviationInWords(one, words.pl, 'pl').replaceAll('\u00a0', ' '),
  );

const cases: readonly (readonly [what: string, today: string, exceptions: Exception[], told: string[]])[] = [
  ['an ordinary fortnight', '2026-11-16', [], []],
  [
    'a closure over holidays and weekends, as staff entered it',
    '2026-12-14',
    [closed('2026-12-24', '2027-01-02', 'przerwa świąteczna')],
    ['Klub jest zamknięty od 24 grudnia do 2 stycznia (przerwa świąteczna).'],
  ],
  [
    'the same from inside, on the Sunday in it',
    '2026-12-27',
    [closed('2026-12-24', '2027-01-02', 'przerwa świąteczna')],
    [
      'Klub jest zamknięty od 24 grudnia do 2 stycznia (przerwa świąteczna).',
      'Klub jest zamknięty w środę 6 stycznia (Święto Trzech Króli).',
    ],
  ],
  ['a closure that begins on the fourteenth day', '2026-11-30', [closed('2026-12-14', '2026-12-15')], []],
  [
    'and on the thirteenth after today',
    '2026-12-01',
    [closed('2026-12-14', '2026-12-15')],
    ['Klub jest zamknięty od 14 grudnia do 15 grudnia (remont).'],
  ],
  [
    'the day after its end',
    '2026-12-16',
    [closed('2026-12-14', '2026-12-15')],
    ['Klub jest zamknięty od 24 grudnia do 25 grudnia (Wigilia, Boże Narodzenie).'],
  ],
  ['a holiday on a Saturday', '2026-08-10', [], []],
  [
    'a holiday on a Wednesday',
    '2026-11-01',
    [],
    ['Klub jest zamknięty w środę 11 listopada (Święto Niepodległości).'],
  ],
  [
    'a shorter day, and a closure of one day',
    '2026-11-29',
    [shortened('2026-12-04', '2026-12-04'), closed('2026-12-08', '2026-12-08')],
    [
      'Klub jest otwarty krócej w piątek 4 grudnia: 7.30–11.00 (szkolenie).',
      'Klub jest zamknięty we wtorek 8 grudnia (remont).',
    ],
  ],
  [
    'closed days in a row for two reasons, a weekend between them',
    '2026-11-29',
    [closed('2026-12-04', '2026-12-04', 'szkolenie'), closed('2026-12-07', '2026-12-08')],
    ['Klub jest zamknięty od 4 grudnia do 8 grudnia (szkolenie, remont).'],
  ],
  [
    'days by appointment only',
    '2026-11-29',
    [{ first: '2026-12-01', last: '2026-12-02', reason: { pl: 'brak prądu' }, kind: 'by-appointment' }],
    ['Klub przyjmuje od 1 grudnia do 2 grudnia tylko po umówieniu się (brak prądu). Najpierw zadzwoń.'],
  ],
  ['an exception of a weekend that changes nothing', '2026-11-29', [closed('2026-12-05', '2026-12-06')], []],
];

/**
 * Mutations seen: a fortnight of 13 or 15 days; the end of the exception left out; a weekend ends a run of days; each
 * holiday within a closure is named; reasons are given once a day.
 */
describe('exceptions in the next fortnight', () => {
  for (const [what, today, exceptions, told] of cases)
    it(`is one dated sentence a range: ${what}`, () =>
      assert.deepEqual(sentences(today, ...exceptions), told));

  it('holds the weekends within it', () => {
    const schedule = clubSchedule(closed('2026-12-24', '2027-01-02'));
    assert.equal(deviationOn(upcomingDeviations(schedule, '2026-12-27'), '2026-12-27')?.last, '2027-01-02');
    assert.equal(deviationOn(upcomingDeviations(schedule, '2026-12-23'), '2026-12-23'), undefined);
    assert.equal(deviationOn(upcomingDeviations(schedule, '2027-01-03'), '2027-01-03'), undefined);
  });
});
