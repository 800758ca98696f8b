import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright/test';
import { plainFormPage } from '../../src/web/plain-form.ts';
import { words } from '../../src/words/index.ts';
import { openFolded } from '../support/form-visits.ts';
import { expect, test } from './site-test.ts';

const phone = { width: 360, height: 640 };

/** The parts of the form, by their headings, each with its fields. */
const parts = {
  'Twoja sprawa': ['topic', 'forWhom', 'helper', 'knows', 'answerTo', 'message'],
  Kontakt: ['name', 'channel', 'phone', 'email', 'via', 'voicemail', 'sayKis'],
  'Jeśli chcesz, dodaj': ['language', 'languageName', 'needs', 'when'],
};
const fields = Object.values(parts).flat();
const folded = ['needs', 'when'];
const neverFolded = ['message', 'name', 'language'];

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`).first();

/** @returns those of the fields that are visible */
async function inSight(page: Page, names: readonly string[]): Promise<string[]> {
  const seen: string[] = [];
  for (const name of names) if (await field(page, name).isVisible()) seen.push(name);
  return seen;
}

test('the form has three headings, and each field stands under its own', async ({ page }) => {
  await page.goto('/zgloszenie/');
  const found = await page.locator('form.form').evaluate((form) => {
    const asked: Record<string, string[]> = {};
    let heading = '';
    for (const each of form.querySelectorAll<HTMLElement>(
      'h2, [name]:not([type="hidden"], [tabindex="-1"], button)',
    )) {
      if (each.localName === 'h2') heading = (each.textContent ?? '').replaceAll('\u00a0', ' ');
      else asked[heading] = [...new Set([...(asked[heading] ?? []), each.getAttribute('name') ?? ''])];
    }
    return asked;
  });
  expect(found).toEqual(parts);
  await expect(page.getByText('3 pytania i kontakt.')).toBeVisible();
});

// Mutations: nothing is preselected; the person who is written about is; the words of the questions do not change.
test('the club contacts the writer for another person, until they choose that person', async ({ page }) => {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Dla kogoś innego').check();
  await expect(page.getByLabel('Ze mną')).toBeChecked();
  const question = page.getByRole('group', { name: 'Z kim mamy się skontaktować?' });
  await expect(question).not.toContainText(/pomi/);
  await expect(page.getByLabel('Z tą osobą')).toHaveAccessibleDescription(
    'Dowie się wtedy od nas, że do nas piszesz.',
  );
  await expect(page.getByLabel('Kto pisze?')).toHaveAccessibleDescription(
    /powiemy jej, od kogo o\sniej wiemy\.$/,
  );
  await expect(page.getByText('Jak mamy się z Tobą skontaktować?')).toBeVisible();
  await expect(page.getByLabel('Jak mamy się zwracać do osoby, której pomagasz?')).toBeVisible();
  await page.getByLabel('Z tą osobą').check();
  await expect(page.getByText('Jak mamy się skontaktować z tą osobą?')).toBeVisible();
  await expect(page.getByText('Jak mamy się z Tobą skontaktować?')).toBeHidden();
});

// Mutation: the label `website` without an explanation.
test('the field for robots says to people that it is not for them', async ({ page }) => {
  await page.goto('/zgloszenie/');
  await expect(page.locator('label[for="website"]')).toHaveText(/^To pole jest dla robotów, nie wpisuj/);
});

// Mutation: the sentence says again that nobody else is told.
test('the consent to the club’s name says who learns it in any case, for a call, an SMS and a go-between', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  for (const channel of ['Zadzwońcie do mnie', 'Wyślijcie mi SMS', 'Przez inną osobę']) {
    await page.getByLabel(channel).check();
    await expect(page.getByLabel('Możecie podać nazwę klubu')).toHaveAccessibleDescription(
      /tylko w\srozmowie z\sosobą, z\sktórą mamy się skontaktować\.$/,
    );
  }
});

test('the page without a form does not show an answer to a question that was not asked, but keeps it', () => {
  const page = (fields: Record<string, string>) =>
    plainFormPage(
      '<h1></h1><p></p>',
      {
        token: '',
        submission: { fields: new Map(Object.entries(fields).map(([name, value]) => [name, [value]])) },
      },
      words.pl,
      { action: '', topicNames: { classes: '', psu: '', advice: '', partner: '', other: '' } },
    );
  const preselected = { answerTo: 'helper' };
  expect(page(preselected)).toBe('<h1></h1><p></p>');
  const own = page({ ...preselected, forWhom: 'self' });
  expect(own).not.toContain('Ze mną');
  expect(own).toContain('name="answerTo" value="helper"');
  expect(page({ ...preselected, forWhom: 'other' })).toContain('Ze mną');
});

test('the form without its page keeps the same order', () => {
  const typed = new Map(fields.map((name) => [name, ['x']]));
  const html = plainFormPage('<h1></h1><p></p>', { token: '', submission: { fields: typed } }, words.pl, {
    action: '',
    topicNames: { classes: '', psu: '', advice: '', partner: '', other: '' },
  });
  expect([...html.matchAll(/ name="(\w+)"/g)].map(([, name]) => name)).toEqual(['form', ...fields]);
});

test.describe('on a phone', () => {
  test.use({ viewport: phone });

  test('the first question and its first answer stand on one screen with the heading, below a header of 170 px', async ({
    page,
  }) => {
    await page.goto('/zgloszenie/');
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
    const answer = await page.getByRole('radio').first().boundingBox();
    const end = (answer?.y ?? phone.height) + (answer?.height ?? 0);
    expect(end - (heading?.y ?? 0)).toBeLessThanOrEqual(phone.height - 170);
  });
});

test('a circle of 30 px stands in a target of 44 px, with a line of 2 px, under a question of 1.25rem', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  await openFolded(page);
  for (const name of ['topic', 'needs']) {
    const circle = await field(page, name).boundingBox();
    const target = await page
      .locator('.choice', { has: page.locator(`#${name}`) })
      .locator('label')
      .boundingBox();
    expect([circle?.width, circle?.height]).toEqual([30, 30]);
    await expect(field(page, name)).toHaveCSS('border-top-width', '2px');
    expect(target?.height).toBeGreaterThanOrEqual(44);
    expect(target?.x).toBeLessThanOrEqual(circle?.x ?? 0);
    // Clicks beside the circle, not on it.
    await field(page, name).scrollIntoViewIfNeeded();
    const seen = await field(page, name).boundingBox();
    await page.mouse.click((seen?.x ?? 0) + 36, (seen?.y ?? 0) - 5);
    await expect(field(page, name)).toBeChecked();
  }
  const sizes = await page.evaluate(() =>
    ['html', 'legend'].map((each) =>
      parseFloat(getComputedStyle(document.querySelector(each) as Element).fontSize),
    ),
  );
  expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBe(1.25);
});

test('only the time and the needs are folded away, the summary names both, and a press shows them', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  const summary = page.locator('.form summary');
  await expect(summary).toHaveCount(1);
  await expect(summary).toContainText('Co pomoże w rozmowie lub wizycie');
  await expect(summary.getByText('kiedy się odezwać')).toBeHidden();
  await page.getByLabel('Zadzwońcie do mnie').check();
  await expect(summary.getByText('kiedy się odezwać')).toBeVisible();
  const consents = ['voicemail', 'sayKis'];
  expect(await inSight(page, [...folded, ...neverFolded, ...consents])).toEqual([
    ...neverFolded,
    ...consents,
  ]);
  await summary.press('Enter');
  expect(await inSight(page, folded)).toEqual(folded);
  await summary.press('Tab');
  await expect(page.getByLabel('Język migowy')).toBeFocused();
  await summary.press('Space');
  expect(await inSight(page, folded)).toEqual([]);
});

test('an answer is never folded away again', async ({ page }) => {
  await page.goto('/zgloszenie/');
  await openFolded(page);
  await page.getByLabel('Duży druk').check();
  await page.locator('.form summary').click();
  await expect(page.getByLabel('Duży druk')).toBeVisible();
});

const returned: readonly (readonly [what: string, sent: Readonly<Record<string, string>>, open: boolean])[] =
  [
    ['neither', {}, false],
    ['a need', { needs: 'large-print' }, true],
    ['a time', { when: 'morning' }, true],
    ['a need that is not on offer', { needs: 'x' }, true],
    ['a time that is not on offer', { when: 'x' }, true],
    [
      'an answer to all the rest',
      { name: 'Jan', message: 'Tekst', language: 'uk', sayKis: 'yes', phone: '1' },
      false,
    ],
  ];
for (const [what, sent, open] of returned) {
  test(`a form that comes back with ${what} has what is folded ${open ? 'open' : 'closed'}`, async ({
    page,
    request,
  }) => {
    const response = await request.post('/zgloszenie/', {
      form: { channel: 'phone', ...sent },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(response.status()).toBe(422);
    await page.route('**/zgloszenie/', (route) => route.fulfill({ response }));
    await page.goto('/zgloszenie/');
    await expect(page.locator('.form details')).toHaveJSProperty('open', open);
    expect(await inSight(page, folded)).toEqual(open ? folded : []);
  });
}

const everything = fields.filter((name) => name !== 'form');

test('a browser without styles shows every question', async ({ page }) => {
  await page.goto('/zgloszenie/');
  await page.evaluate(() => {
    for (const style of document.querySelectorAll('style')) style.remove();
  });
  expect(await inSight(page, everything)).toEqual(everything);
});

test('a browser without :has() shows every question and nothing that would not work', async ({
  page,
  request,
}) => {
  const response = await request.get('/zgloszenie/');
  const html = await response.text();
  const known = /@supports selector\(:has\(a\)\)/g;
  expect(html.match(known)).not.toBeNull();
  // The page's policy allows styles by their hash.
  await page.route('**/zgloszenie/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: html.replaceAll(known, '@supports selector(:unknown(a))'),
    }),
  );
  await page.goto('/zgloszenie/');
  expect(await inSight(page, everything)).toEqual(everything);
  await expect(page.locator('.form summary')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Kontakt', exact: true })).toBeVisible();
});

// Compressed like the pages that are stored compressed; pages rendered on request are compressed with less effort.
test('the form weighs at most 9,000 bytes', async ({ request }) => {
  const html = await (await request.get('/zgloszenie/')).body();
  expect(brotliCompressSync(html).length).toBeLessThanOrEqual(9000);
});
