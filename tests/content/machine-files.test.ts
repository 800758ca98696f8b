import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { projectRoot } from '../support/site.ts';

const built = (name: string): Promise<string> => readFile(join(projectRoot, 'dist/client', name), 'utf8');

const parse = async (name: string): Promise<ICAL.Component> =>
  new ICAL.Component(ICAL.parse(await built(name)));

/** @returns the first occurrences of an event, each as `2026-11-23T07:30:00`, exceptions left out. */
function occurrences(event: ICAL.Event, most: number): string[] {
  const found: string[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && found.length < most; next = iterator.next())
    found.push(next.toString());
  return found;
}

describe('the files for machines, read by a parser that is not ours', () => {
  it('godziny.ics gives five weekly openings with their hours, and leaves holidays out', async () => {
    const calendar = await parse('godziny.ics');
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const weekly = events.filter((event) => event.isRecurring());
    const spans = weekly.map(
      ({ startDate, endDate }) => `${startDate.toString().slice(11, 16)}-${endDate.toString().slice(11, 16)}`,
    );
    assert.deepEqual(spans, ['07:30-17:00', '07:30-15:30', '07:30-15:30', '07:30-15:30', '07:30-14:00']);
    const days = weekly.flatMap((event) => occurrences(event, 400)).map((time) => time.slice(5, 10));
    assert.ok(days.length > 230 && days.length < 262, `${days.length} openings in a year`);
    for (const holiday of ['01-01', '01-06', '05-03', '11-11', '12-24', '12-25']) {
      assert.ok(!days.includes(holiday), holiday);
    }
  });

  it('godziny.ics names the closed days with their reason', async () => {
    const calendar = await parse('godziny.ics');
    const summaries = calendar
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one))
      .filter((event) => !event.isRecurring())
      .map(({ startDate, summary }) => `${startDate.toString().slice(5, 10)} ${summary}`);
    assert.ok(
      summaries.some((one) => /^12-24 zamknięte \(Wigilia\)$/.test(one)),
      summaries.join('\n'),
    );
  });

  it('kis.vcf gives name, telephone, address and hours', async () => {
    const card = await parse('kis.vcf');
    assert.equal(card.getFirstPropertyValue('fn'), 'Klub Integracji Społecznej w Bytomiu');
    assert.equal(card.getFirstPropertyValue('tel'), '+48322810185');
    assert.deepEqual(card.getFirstPropertyValue('adr'), [
      '',
      '',
      'ul. Powstańców Warszawskich 14',
      'Bytom',
      '',
      '41-902',
      'Polska',
    ]);
    assert.match(String(card.getFirstPropertyValue('note')), /pon\. 7\.30–17\.00/);
  });

  it('the start page and the contact page carry the club as structured data', async () => {
    for (const page of ['index.html', 'kontakt/index.html']) {
      const json =
        (await built(page)).match(/<script type="application\/ld\+json">(.*?)<\/script>/)?.[1] ?? '';
      const club = JSON.parse(json);
      assert.equal(club['@type'], 'GovernmentOffice');
      assert.equal(club.openingHoursSpecification.length, 5);
      assert.deepEqual(club.openingHoursSpecification[0], {
        '@type': 'OpeningHoursSpecification',
        dayOfWeek: 'https://schema.org/Monday',
        opens: '07:30',
        closes: '17:00',
      });
      for (const { validFrom, validThrough } of club.specialOpeningHoursSpecification) {
        assert.match(validFrom, /^\d{4}-\d{2}-\d{2}$/);
        assert.equal(validThrough, validFrom);
      }
    }
  });
});
