import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { clubBuild } from '../support/club.ts';

const built = (name: string): Promise<string> => readFile(join(clubBuild, 'client', name), 'utf8');

const parse = async (name: string): Promise<ICAL.Component> =>
  new ICAL.Component(ICAL.parse(await built(name)));

/** @returns the first occurrences of an event, each as `2026-11-23T07:30:00`, without exceptions */
function occurrences(event: ICAL.Event, most: number): string[] {
  const found: string[] = [];
  const iterator = event.iterator();
  for (let next = iterator.next(); next && found.length < most; next = iterator.next())
    found.push(next.toString());
  return found;
}

describe('the files for machines, read by a parser that is not ours', () => {
  it('godziny.ics gives every weekly opening with its hours, and leaves holidays out', async () => {
    const calendar = await parse('godziny.ics');
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const weekly = events.filter((event) => event.isRecurring());
    const spans = weekly.map(
      ({ startDate, endDate }) => `${startDate.toString().slice(11, 16)}-${endDate.toString().slice(11, 16)}`,
    );
    assert.deepEqual(spans, [
      '08:00-16:00',
      '09:15-18:30',
      '08:00-12:00',
      '13:00-16:45',
      '08:00-16:00',
      '08:00-13:15',
      '10:00-12:00',
    ]);
    const days = weekly.flatMap((event) => occurrences(event, 400)).map((time) => time.slice(5, 10));
    assert.ok(days.length > 330 && days.length < 367, `${days.length} openings in a year`);
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
      summaries.some((one) => /^12-24 Klub zamknięty \(Wigilia\)$/.test(one)),
      summaries.join('\n'),
    );
  });

  it('kis.vcf gives name, telephone, address and hours', async () => {
    const card = await parse('kis.vcf');
    assert.equal(card.getFirstPropertyValue('fn'), 'Klub Integracji Społecznej w Zmyślinie');
    assert.equal(card.getFirstPropertyValue('tel'), '+48102003040');
    assert.deepEqual(card.getFirstPropertyValue('adr'), [
      '',
      '',
      'ul. Nieistniejąca 7',
      'Zmyślin',
      '',
      '00-000',
      'Polska',
    ]);
    assert.match(String(card.getFirstPropertyValue('note')), /poniedziałek 8\.00–16\.00/);
  });

  it('kis.txt says in plain UTF-8 text who the club is, how to reach it and what it does', async () => {
    const text = await built('kis.txt');
    for (const line of [
      'Klub Integracji Społecznej w Zmyślinie (KIS)',
      'Telefon: 10 200 30 40 (numer wewnętrzny 7)',
      'Adres: ul. Nieistniejąca 7, 00-000 Zmyślin',
      'Godziny otwarcia: poniedziałek 8.00–16.00, wtorek 9.15–18.30, środa 8.00–12.00, 13.00–16.45, czwartek 8.00–16.00, piątek 8.00–13.15, sobota 10.00–12.00',
      '- Doradzamy w sprawach mieszkaniowych i zawodowych.',
      '1. Odezwij się. Zadzwoń albo napisz przez formularz. Zapytaj o termin.',
      // The oldest day on which any of it was checked, not the day of the build.
      'Sprawdzono: 22 listopada 2026 r.',
    ]) {
      assert.ok(text.split('\n').includes(line), line);
    }
    // No markup, no markers, no fields that are for staff only.
    assert.doesNotMatch(text, /<|&\w+;|kis:|\u00a0|null|undefined|Do uzupełnienia/);
  });

  it('security.txt has a contact, and expires within a year but after the pages are stale', async () => {
    const lines = (await built('.well-known/security.txt')).trimEnd().split('\n');
    const valuesOf = (name: string) =>
      lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
    assert.ok(valuesOf('Contact').length >= 1);
    for (const contact of valuesOf('Contact')) assert.match(contact, /^(mailto:[^@\s]+@[^@\s]+|tel:\+\d+)$/);
    assert.deepEqual(valuesOf('Preferred-Languages'), ['pl, en']);
    assert.equal(valuesOf('Canonical').length, 1);
    assert.equal(valuesOf('Expires').length, 1);
    const expires = Date.parse(valuesOf('Expires')[0] ?? '');
    const manifest = JSON.parse(await readFile(join(clubBuild, 'build.json'), 'utf8'));
    assert.ok(expires > Date.parse(manifest.freshUntil), 'the health check would not see it expire');
    assert.ok(expires < Date.now() + 365 * 24 * 60 * 60 * 1000);
  });

  it('the manifest and the pages name pictures that are there, in their sizes', async () => {
    const sizeOf = async (name: string): Promise<string> => {
      const bytes = await readFile(join(clubBuild, 'client', name));
      return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
    };
    const manifest = JSON.parse(await built('manifest.webmanifest'));
    const icons = manifest.icons.filter(({ type }: { type: string }) => type === 'image/png');
    assert.deepEqual(
      icons.map(({ sizes }: { sizes: string }) => sizes),
      ['192x192', '512x512'],
    );
    for (const { src, sizes } of icons) assert.equal(await sizeOf(src), sizes, src);
    assert.equal(await sizeOf('apple-touch-icon.png'), '180x180');
    const picture =
      (await built('klub/index.html')).match(/property="og:image" content="([^"]+)"/)?.[1] ?? '';
    assert.match(picture, /^https?:\/\//);
    assert.equal(await sizeOf(new URL(picture).pathname), '1200x630');
  });

  it('pages tell where in the site they stand, and what they offer', async () => {
    const json = [...(await built('zajecia/index.html')).matchAll(/ld\+json">(.*?)<\/script>/g)].map(
      ([, text]) => JSON.parse(text ?? ''),
    );
    const [service, way] = json;
    assert.equal(service['@type'], 'Service');
    assert.match(service.provider['@id'], /\/#klub$/);
    assert.equal(way['@type'], 'BreadcrumbList');
    assert.deepEqual(
      way.itemListElement.map(({ name, item }: { name: string; item: string }) => [
        name,
        new URL(item).pathname,
      ]),
      [
        ['Strona główna', '/'],
        ['Warsztaty w klubie', '/zajecia/'],
      ],
    );
  });

  it('the start page and the contact page carry the club as structured data', async () => {
    for (const page of ['index.html', 'kontakt/index.html']) {
      const json =
        (await built(page)).match(/<script type="application\/ld\+json">(.*?)<\/script>/)?.[1] ?? '';
      const club = JSON.parse(json);
      assert.equal(club['@type'], 'GovernmentOffice');
      assert.equal(club.openingHoursSpecification.length, 7);
      assert.deepEqual(club.openingHoursSpecification[0], {
        '@type': 'OpeningHoursSpecification',
        dayOfWeek: 'https://schema.org/Monday',
        opens: '08:00',
        closes: '16:00',
      });
      for (const { validFrom, validThrough } of club.specialOpeningHoursSpecification) {
        assert.match(validFrom, /^\d{4}-\d{2}-\d{2}$/);
        assert.equal(validThrough, validFrom);
      }
    }
  });
});
