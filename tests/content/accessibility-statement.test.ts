import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { projectRoot } from '../support/site.ts';
import { statementFindings, statementLinkFindings } from './accessibility-statement.ts';
import { plantedFaults } from './statement-faults.ts';
import { plantedLinkFaults } from './statement-link-faults.ts';

const statement = 'deklaracja-dostepnosci/index.html';
const facts = 'content/fakty/deklaracja.yaml';

/** What a club could write; the words are made up, like its name. */
const filledIn = `
podmiot: Gmina Przykładowa
data_publikacji: 2026-12-01
data_aktualizacji: 2026-12-15
stan: czesciowo-zgodna
niedostepne:
  - pl: Film o klubie nie ma napisów. Dodamy je w marcu. Opowiemy Ci go przez telefon.
data_sporzadzenia: 2026-12-01
data_przegladu: 2027-03-10
sprawdzic_do: 2028-03-31
sposob_oceny: { pl: samoocena }
data_badania: 2027-03-09
kontakt: Kierownik klubu
email: dostepnosc@kis.example
tlumacz_online: nie
`;

/** Findings that an empty field of staff's explains: the page waits for it and says so. */
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

const secondsAt = (day: string): string => String(Date.parse(`${day}T12:00:00Z`) / 1000);

describe('the accessibility statement', () => {
  let copy: ProjectCopy;
  let complete = '';

  async function statementOn(day: string, yaml: string): Promise<string> {
    await copy.edit(facts, () => yaml);
    await copy.build({ SOURCE_DATE_EPOCH: secondsAt(day) });
    return readFile(join(copy.root, 'dist/client', statement), 'utf8');
  }

  before(async () => {
    copy = await copyProject();
    complete = await statementOn('2027-04-01', filledIn);
  });
  after(() => copy.remove());

  it('keeps every rule of the technical conditions once staff have filled it in', () => {
    assert.deepEqual(statementFindings(complete, '2027-04-01'), []);
    assert.match(complete, /Termin następnego przeglądu: <time datetime="2028-03-31">/);
  });

  for (const { fault, plant, findings } of plantedFaults) {
    it(`is found wrong with ${fault}, and for nothing else`, () => {
      const broken = plant(complete);
      assert.notEqual(broken, complete, 'the fault changed nothing');
      assert.deepEqual(statementFindings(broken, '2027-04-01'), findings);
    });
  }

  it('is overdue from 1 April of the year after its last review, and the page says so', async () => {
    const conforming = filledIn
      .replace('czesciowo-zgodna', 'w-pelni-zgodna')
      .replace(/niedostepne:\n.*\n/, 'niedostepne: []\n');
    const html = await statementOn('2028-04-01', conforming);
    assert.deepEqual(statementFindings(html, '2028-03-31'), []);
    assert.deepEqual(statementFindings(html, '2028-04-01'), ['review was due by 2028-03-31']);
    assert.match(html, /Przegląd tej deklaracji jest spóźniony\. Termin minął: <time datetime="2028-03-31">/);
  });
});

describe('the site as it is built', () => {
  const client = join(projectRoot, 'dist', 'client');

  it('lacks in its statement only what staff have left empty', async () => {
    const yaml = await readFile(join(projectRoot, facts), 'utf8');
    const html = await readFile(join(client, statement), 'utf8');
    const expected = Object.entries(explainedByEmptyFields)
      .filter(([field]) => new RegExp(`^${field}: null$`, 'm').test(yaml))
      .map(([, finding]) => finding);
    // Whether the review is late is the content check's to say: tests do not fail with the calendar.
    assert.deepEqual(statementFindings(html, '2026-11-22').sort(), expected.sort());
  });

  it('names the statement for the public validator, and links to it, on every page', async () => {
    const names = (await readdir(client, { recursive: true })).filter((name) => name.endsWith('.html'));
    assert.ok(names.length > 20, 'dist/ holds no built site; run: npm run build');
    for (const name of names)
      assert.deepEqual(statementLinkFindings(await readFile(join(client, name), 'utf8')), [], name);
  });

  for (const { fault, plant, findings } of plantedLinkFaults) {
    it(`is found wrong on a page with ${fault}`, async () => {
      const html = await readFile(join(client, 'index.html'), 'utf8');
      assert.notEqual(plant(html), html, 'the fault changed nothing');
      assert.deepEqual(statementLinkFindings(plant(html)), findings);
    });
  }
});
