import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { clubBuild, livingBuild, livingContent } from '../support/club.ts';
import { drawnOn, editedClub } from '../support/drawn-pages.ts';
import { statementFindings, statementLinkFindings } from './accessibility-statement.ts';
import { mutations } from './statement-faults.ts';
import { linkMutations } from './statement-link-faults.ts';

const statement = 'deklaracja-dostepnosci/index.html';

/** Findings caused by an empty field that staff have to fill; the page says that it is missing. */
const explainedByEmptyFields: Readonly<Record<string, string>> = {
  podmiot: 'id missing: a11y-podmiot',
  data_publikacji: 'id missing: a11y-data-publikacja',
  data_aktualizacji: 'id missing: a11y-data-aktualizacja',
  stan: 'status',
  data_sporzadzenia: 'id missing: a11y-data-sporzadzenie',
  sposob_oceny: 'way of assessment',
  data_badania: 'day of the latest test',
  kontakt: 'id missing: a11y-kontakt',
  email: 'id missing: a11y-email',
  tlumacz_online: 'interpreter online, yes or no',
};

describe('the accessibility statement', () => {
  let complete = '';
  before(async () => {
    complete = await readFile(join(clubBuild, 'client', statement), 'utf8');
  });

  it('keeps every rule of the technical conditions once staff have filled it in', () => {
    assert.deepEqual(statementFindings(complete, '2027-04-01'), []);
    assert.match(complete, /Termin następnego przeglądu: <time datetime="2028-03-31">/);
  });

  for (const { fault, plant, findings } of mutations) {
    it(`is found wrong with ${fault}, and for nothing else`, () => {
      const broken = plant(complete);
      assert.notEqual(broken, complete, 'the fault changed nothing');
      assert.deepEqual(statementFindings(broken, '2027-04-01'), findings);
    });
  }

  it('is overdue from 1 April of the year after its last review, and the page says so', async () => {
    const files = await editedClub((edit) =>
      edit('content/fakty/deklaracja.yaml', (text) =>
        text.replace('czesciowo-zgodna', 'w-pelni-zgodna').replace(/niedostepne:\n.*\n/, 'niedostepne: []\n'),
      ),
    );
    const html = await drawnOn('2028-04-01', files)('/deklaracja-dostepnosci/');
    assert.deepEqual(statementFindings(html, '2028-03-31'), []);
    assert.deepEqual(statementFindings(html, '2028-04-01'), ['review was due by 2028-03-31']);
    assert.match(html, /Przegląd tej deklaracji jest spóźniony\. Termin minął: <time datetime="2028-03-31">/);
  });
});

describe('the site as it is built', () => {
  const client = join(clubBuild, 'client');

  it('lacks in the statement of the living content only what staff have left empty', async () => {
    const written: Readonly<Record<string, unknown>> = parse(
      await readFile(join(livingContent, 'fakty', 'deklaracja.yaml'), 'utf8'),
    );
    const html = await readFile(join(livingBuild, 'client', statement), 'utf8');
    const expected = Object.entries(explainedByEmptyFields)
      .filter(([field]) => (written[field] ?? null) === null)
      .map(([, finding]) => finding);
    // Whether the review is late is left to the content check: tests must not start to fail with time.
    assert.deepEqual(statementFindings(html, '2026-11-22').sort(), expected.sort());
  });

  it('names the statement for the public validator, and links to it, on every page', async () => {
    const names = (await readdir(client, { recursive: true })).filter((name) => name.endsWith('.html'));
    assert.ok(names.length > 20, 'there is no built site');
    for (const name of names)
      assert.deepEqual(statementLinkFindings(await readFile(join(client, name), 'utf8')), [], name);
  });

  for (const { fault, plant, findings } of linkMutations) {
    it(`is found wrong on a page with ${fault}`, async () => {
      const html = await readFile(join(client, 'index.html'), 'utf8');
      assert.notEqual(plant(html), html, 'the fault changed nothing');
      assert.deepEqual(statementLinkFindings(plant(html)), findings);
    });
  }
});
