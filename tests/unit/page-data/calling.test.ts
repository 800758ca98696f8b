import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Schedule } from '../../../src/hours/schedule.ts';
import { callInWords, nextCall } from '../../../src/page-data/calling.ts';
import type { Site } from '../../../src/site.ts';
import { words } from '../../../src/words/index.ts';
import { clubSchedule } from '../hours/club-schedule.ts';

const siteOf = (schedule: Schedule, language: 'pl' | 'uk' | 'en' = 'pl', confirmed = true) =>
  ({ facts: { schedule, hours: { confirmed } }, words: words[language] }) as unknown as Site;
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const next = (at: string, site = siteOf(clubSchedule())) => plain(nextCall(site, new Date(at)));

describe('whether somebody answers the telephone', () => {
  // Mutation: the last minute counts as open.
  it('says to call while staff are at work, from the first minute to the last', () => {
    for (const at of ['2026-11-23T07:30:00+01:00', '2026-11-23T16:59:59+01:00'])
      assert.equal(next(at), undefined, at);
    assert.equal(
      callInWords(siteOf(clubSchedule()), new Date('2026-11-23T10:00:00+01:00')),
      words.pl.hours.calling.now,
    );
    assert.notEqual(next('2026-11-23T17:00:00+01:00'), undefined);
  });

  it('names today, the day of the week, and beyond a week its date', () => {
    const shut = 'Klub jest teraz zamknięty. Zadzwoń';
    assert.equal(next('2026-11-23T06:00:00+01:00'), `${shut} dziś od 7.30.`);
    assert.equal(next('2026-11-29T12:00:00+01:00'), `${shut} w poniedziałek od 7.30.`);
    const reason = { pl: 'Remont' };
    const pause = { first: '2026-11-23', last: '2026-12-02', kind: 'closed', reason } as const;
    const site = siteOf({ ...clubSchedule(), exceptions: [pause] });
    assert.equal(next('2026-11-23T12:00:00+01:00', site), `${shut} w czwartek 3 grudnia od 7.30.`);
    assert.equal(next('2026-11-27T12:00:00+01:00', site), `${shut} w czwartek od 7.30.`);
  });

  // Mutation: open hours in place of working hours.
  it('says to call on a day by appointment only, for staff are there', () => {
    const byAppointment = { first: '2026-11-23', last: '2026-11-23', kind: 'by-appointment' } as const;
    const site = siteOf({ ...clubSchedule(), exceptions: [{ ...byAppointment, reason: { pl: 'Narada' } }] });
    assert.equal(next('2026-11-23T10:00:00+01:00', site), undefined);
  });

  it('keeps the remark on hours that nobody has confirmed, in the language of the page', () => {
    for (const language of ['pl', 'uk', 'en'] as const) {
      const at = '2026-11-29T12:00:00+01:00';
      const said = next(at, siteOf(clubSchedule(), language)) ?? '';
      assert.equal(
        next(at, siteOf(clubSchedule(), language, false)),
        `${said} ${plain(words[language].page.notConfirmedYet)}`,
      );
    }
  });
});
