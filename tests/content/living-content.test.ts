import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { checkContent } from '../../src/content-check/check-content.ts';
import { findingLine } from '../../src/content-check/report.ts';
import { contactSchema } from '../../src/content-schemas/contact.ts';
import { warsawTime } from '../../src/hours/warsaw-time.ts';
import { livingBuild, livingContent } from '../support/club.ts';
import { projectRoot } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';
import { type BuiltPage, htmlFaults, linkFaults, readPages } from './built-pages.ts';

/** Rules that hold for any content that staff write; more in `old-page-facts.test.ts` and `tests/accessibility/`. */
describe('the content that staff write', () => {
  let pages: BuiltPage[] = [];
  before(async () => {
    pages = await readPages(livingBuild);
  });

  it('has no error', async () => {
    const today = warsawTime(new Date()).day;
    const { findings } = await checkContent(livingContent, today, join(projectRoot, 'public'));
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map((finding) => findingLine(finding, 'content')),
      [],
    );
  });

  it('is built as valid HTML', async () => {
    assert.deepEqual(await htmlFaults(pages), []);
  });

  it('leads only to addresses and anchors that exist', async () => {
    assert.deepEqual(await linkFaults(livingBuild, pages), []);
  });

  it('stands on the page of contact with the number and the address of its file of facts', async () => {
    const contact = contactSchema.parse(
      parse(await readFile(join(livingContent, 'fakty', 'kontakt.yaml'), 'utf8')),
    );
    const page = textOfHtml(pages.find(({ path }) => path === '/kontakt/')?.html ?? '');
    for (const fact of [contact.telefon, contact.ulica, contact.kod, contact.miejscowosc])
      assert.ok(page.includes(fact), fact);
  });
});
