import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writeHoursCalendar } from '../../../src/calendar/hours-calendar.ts';
import type { DayHours } from '../../../src/hours/opening.ts';
import { hoursFrom } from '../../../src/hours/opening.ts';
import type { Exception } from '../../../src/hours/schedule.ts';
import { momentOf } from '../../../src/hours/warsaw-time.ts';
import { clubSchedule, clubWeek } from '../hours/club-schedule.ts';
import { type Component, onlyValueOf, readComponent, readText, valuesOf } from './read-content-lines.ts';

const reason = { pl: 'Szkolenie; sala 2, „Na górze”' };
const exceptions: Exception[] = [
  { kind: 'closed', first: '2026-11-30', last: '2026-11-30', reason },
  { kind: 'shortened', first: '2026-12-04', last: '2026-12-04', span: { opens: 450, closes: 720 }, reason },
  { kind: 'by-appointment', first: '2026-12-08', last: '2026-12-08', reason },
  { kind: 'longer', first: '2026-12-12', last: '2026-12-12', span: { opens: 540, closes: 780 }, reason },
];
const schedule = clubSchedule(...exceptions);
const days = hoursFrom(schedule, '2026-11-22', 400);
const different = ({ reason: why }: DayHours): string =>
  why.kind === 'exception' ? (why.exception.reason['pl'] ?? '') : 'Święto';

const write = (stamp: Date, ofDays = days): string =>
  writeHoursCalendar({
    days: ofDays,
    stamp,
    domain: 'kis.example.pl',
    texts: {
      name: 'Godziny, KIS',
      language: 'pl',
      open: 'Klub otwarty',
      description: undefined,
      location: 'ul. Ważna 1, Bytom',
      different,
    },
  });

const file = write(new Date('2026-11-22T10:11:12.345Z'));
const calendar = readComponent(file);
const eventsOf = ({ components }: Component): Component[] =>
  components.filter(({ name }) => name === 'VEVENT');
const events = eventsOf(calendar);
const uid = (event: Component): string => onlyValueOf(event, 'UID');
const eventNamed = (name: string): Component => {
  const event = events.find((one) => uid(one) === `${name}@kis.example.pl`);
  assert.ok(event, name);
  return event;
};

/**
 * @returns the openings that a calendar program would show, by day: weekly ones without the excluded days, and single
 * ones
 */
function openingsShown(calendar: Component): Map<string, string[]> {
  const shown = new Map<string, string[]>();
  const show = (day: string, from: string, to: string) =>
    shown.set(day, [...(shown.get(day) ?? []), `${from.slice(9, 13)}-${to.slice(9, 13)}`]);
  for (const event of eventsOf(calendar)) {
    const [start, end] = [onlyValueOf(event, 'DTSTART'), valuesOf(event, 'DTEND')[0]];
    // A day without times is closed, or open by appointment only.
    if (end === undefined || !end.includes('T')) continue;
    const until = /;UNTIL=(\d{8})T215959Z$/.exec(valuesOf(event, 'RRULE')[0] ?? '')?.[1] ?? start.slice(0, 8);
    const excluded = valuesOf(event, 'EXDATE');
    const date = new Date(Date.UTC(+start.slice(0, 4), +start.slice(4, 6) - 1, +start.slice(6, 8)));
    for (; ; date.setUTCDate(date.getUTCDate() + 7)) {
      const day = date.toISOString().slice(0, 10);
      const compact = day.replaceAll('-', '');
      if (compact > until) break;
      if (!excluded.includes(`${compact}${start.slice(8)}`)) show(day, start, end);
    }
  }
  return shown;
}

const clock = (minute: number): string =>
  String(Math.trunc(minute / 60)).padStart(2, '0') + String(minute % 60).padStart(2, '0');

describe('the calendar of opening hours', () => {
  it('shows exactly the openings of every day it speaks of', () => {
    const shown = openingsShown(calendar);
    for (const { day, open } of days) {
      const expected = open.map(({ opens, closes }) => `${clock(opens)}-${clock(closes)}`);
      assert.deepEqual(shown.get(day) ?? [], expected, day);
      shown.delete(day);
    }
    assert.deepEqual([...shown], []);
  });

  it('keeps the morning of a day that closes at noon, and shows it once', () => {
    const morning = { opens: 480, closes: 720 };
    const split = { ...clubWeek, 1: [morning, { opens: 780, closes: 960 }] };
    const shortened: Exception = {
      kind: 'shortened',
      first: '2026-11-30',
      last: '2026-11-30',
      span: morning,
      reason,
    };
    const twoWeeks = hoursFrom({ week: split, exceptions: [shortened] }, '2026-11-23', 14);
    const shown = openingsShown(readComponent(write(new Date('2026-11-22T10:00:00Z'), twoWeeks)));
    assert.deepEqual(
      [shown.get('2026-11-23'), shown.get('2026-11-30')],
      [['0800-1200', '1300-1600'], ['0800-1200']],
    );
  });

  it('names closed days, holidays and days by appointment, with their reason', () => {
    assert.equal(readText(onlyValueOf(eventNamed('day-20261130'), 'SUMMARY')), reason.pl);
    assert.equal(onlyValueOf(eventNamed('day-20261208'), 'DTSTART'), '20261208');
    assert.equal(readText(onlyValueOf(eventNamed('day-20261225'), 'SUMMARY')), 'Święto');
    assert.equal(readText(onlyValueOf(eventNamed('day-20261204-1'), 'SUMMARY')), reason.pl);
    assert.ok(!events.some((event) => uid(event).startsWith('day-20261226')), 'a Saturday is closed anyway');
  });

  it('gives each event one identifier that lasts, and the stamp that was handed in', () => {
    assert.equal(new Set(events.map(uid)).size, events.length);
    const later = readComponent(write(new Date('2026-12-01T00:00:00Z')));
    assert.deepEqual(eventsOf(later).map(uid), events.map(uid));
    assert.deepEqual([...new Set(events.map((one) => onlyValueOf(one, 'DTSTAMP')))], ['20261122T101112Z']);
  });

  it('repeats on the weekday of its start', () => {
    const friday = eventNamed('week-fr-1');
    assert.equal(onlyValueOf(friday, 'DTSTART'), '20261127T073000');
    assert.match(onlyValueOf(friday, 'RRULE'), /^FREQ=WEEKLY;BYDAY=FR;UNTIL=20271224T215959Z$/);
    assert.equal(events.filter((event) => uid(event).startsWith('week-')).length, 5);
  });

  it('brings the zone of Warsaw, right at both changes of 2020 to 2035', () => {
    const zone = calendar.components.find(({ name }) => name === 'VTIMEZONE');
    assert.ok(zone);
    assert.equal(onlyValueOf(zone, 'TZID'), 'Europe/Warsaw');
    const rules = zone.components.map((part) => [
      part.name,
      onlyValueOf(part, 'RRULE'),
      onlyValueOf(part, 'TZOFFSETFROM'),
      onlyValueOf(part, 'TZOFFSETTO'),
      onlyValueOf(part, 'DTSTART').slice(8),
    ]);
    assert.deepEqual(rules, [
      ['DAYLIGHT', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', '+0100', '+0200', 'T020000'],
      ['STANDARD', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', '+0200', '+0100', 'T030000'],
    ]);
    for (let year = 2020; year <= 2035; year += 1) {
      const october = new Date(Date.UTC(year, 9, 31));
      october.setUTCDate(31 - october.getUTCDay());
      const day = october.toISOString().slice(0, 10);
      assert.equal(momentOf(day, 240).toISOString(), `${day}T03:00:00.000Z`);
      assert.equal(momentOf(day, 60).getTime() - Date.parse(`${day}T01:00:00Z`), -7_200_000);
    }
    for (const event of events) {
      const timed = event.properties.filter(
        ({ name, value }) => /^(DTSTART|DTEND|EXDATE)$/.test(name) && value.includes('T'),
      );
      assert.ok(timed.every(({ parameters }) => parameters === 'TZID=Europe/Warsaw'));
    }
  });

  it('carries what every calendar must have', () => {
    assert.equal(calendar.name, 'VCALENDAR');
    assert.equal(onlyValueOf(calendar, 'VERSION'), '2.0');
    assert.equal(onlyValueOf(calendar, 'PRODID'), '-//kis.example.pl//opening hours//PL');
    assert.equal(readText(onlyValueOf(calendar, 'NAME')), 'Godziny, KIS');
  });
});

describe('every event of the calendar', () => {
  const stamps = [new Date('2026-11-22T10:00:00Z'), new Date('2026-11-22T10:00:01Z')];
  const made = stamps.map((stamp) => eventsOf(readComponent(write(stamp))));

  it('ends, on a date as on an hour, and a day ends on the next', () => {
    const [events = []] = made;
    assert.ok(events.length > 5);
    for (const event of events) {
      const [start, end] = [onlyValueOf(event, 'DTSTART'), onlyValueOf(event, 'DTEND')];
      assert.ok(end > start, `${start} ${end}`);
      assert.equal(end.length, start.length);
    }
  });

  it('has a higher number in each later making, and one that fits into 32 bits', () => {
    const numbers = made.map((events) => events.map((event) => Number(onlyValueOf(event, 'SEQUENCE'))));
    for (const [index, number] of (numbers[0] ?? []).entries()) {
      assert.ok((numbers[1]?.[index] ?? 0) > number, String(number));
      assert.ok(number >= 0 && number < 2 ** 31);
    }
  });
});
