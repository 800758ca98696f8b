import type { Page } from 'playwright/test';
import { openFolded } from '../support/form-visits.ts';
import { expect, test } from './site-test.ts';

const reference = /KIS-[A-Z0-9]{3}-[A-Z0-9]{3}/;

async function fillValidForm(page: Page, message: string): Promise<void> {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Prace społecznie użyteczne').check();
  await page.getByLabel('Dla siebie').check();
  await page.getByLabel('Jak mamy się do Ciebie zwracać?').fill('Żaneta Ćwikła');
  await page.getByLabel('Zadzwońcie do mnie').check();
  await page.getByLabel('Numer telefonu').fill('600 100 200');
  await openFolded(page);
  await page.getByLabel('Rano').check();
  await page.getByLabel('Co chcesz nam powiedzieć?').fill(message);
}

async function referenceOn(page: Page): Promise<string> {
  const text = (await page.locator('.reference').textContent()) ?? '';
  return text.match(reference)?.[0] ?? '';
}

test('a valid enquiry ends on a page with a reference, and the same reference is in the mail to the right mailbox', async ({
  page,
  mailbox,
}, { project }) => {
  const message = `Chcę pracować. 你好 🙂 ${project.name}`;
  await fillValidForm(page, message);
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/\/zgloszenie\/przyjete\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zgłoszenie przyjęte');
  const { parsed, envelopeTo } = await mailbox.waitFor(await referenceOn(page));
  expect(envelopeTo).toEqual(['psu@kis.example']);
  expect(parsed.subject).toContain(await referenceOn(page));
  expect(parsed.text).toContain(message);
  expect(parsed.text).toContain('600 100 200');
  expect(parsed.html).toBe(false);
});

test('an empty form comes back with a summary whose links lead into the fields', async ({ page }) => {
  await page.goto('/zgloszenie/');
  const response = page.waitForResponse((one) => one.request().method() === 'POST');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  expect((await response).status()).toBe(422);
  await expect(page).toHaveTitle(/^Błąd:/);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  const links = summary.getByRole('link');
  await expect(links).toHaveText([
    'Wybierz, w jakiej sprawie piszesz.',
    'Wybierz, czy piszesz dla siebie, czy dla kogoś innego.',
    'Wybierz, jak mamy się skontaktować.',
  ]);
  for (const link of await links.all()) {
    const target = (await link.getAttribute('href')) ?? '';
    await expect(page.locator(`input${target}, textarea${target}`)).toHaveCount(1);
  }
});

const faults = [
  { channel: 'Zadzwońcie do mnie', field: 'Numer telefonu', value: '12', error: 'Sprawdź numer.' },
  { channel: 'Zadzwońcie do mnie', field: 'Numer telefonu', value: '281 01 85', error: 'Brakuje dwóch cyfr' },
  { channel: 'Wyślijcie mi SMS', field: 'Numer telefonu', value: '600100200 wew. 5', error: 'wewnętrzny' },
  { channel: 'Zadzwońcie do mnie', field: 'Numer telefonu', value: '', error: 'Wpisz numer telefonu' },
  { channel: 'Wyślijcie mi SMS', field: 'Numer telefonu', value: '', error: 'Wpisz numer telefonu' },
  { channel: 'Napiszcie do mnie e-mail', field: 'Adres e-mail', value: 'anna@', error: 'Sprawdź adres.' },
  { channel: 'Napiszcie do mnie e-mail', field: 'Adres e-mail', value: '', error: 'Wpisz adres e-mail' },
  { channel: 'Przez inną osobę', field: 'Przez kogo albo gdzie', value: '', error: 'przez kogo albo gdzie' },
];
for (const { channel, field, value, error } of faults) {
  test(`„${value}” as „${field}” under „${channel}” is named beside the field, and nothing typed is lost`, async ({
    page,
  }, { project }) => {
    const message = `Zostanie ${project.name} ${channel}`;
    await fillValidForm(page, message);
    await page.getByLabel(channel).check();
    await page.getByLabel(field).fill(value);
    await page.getByRole('button', { name: 'Wyślij' }).click();
    await expect(page).toHaveTitle(/^Błąd:/);
    await expect(page.getByRole('alert')).toContainText(error);
    const input = page.getByLabel(field);
    await expect(input).toHaveValue(value);
    await expect(input).toHaveAttribute('aria-invalid', 'true');
    await expect(input).toHaveAccessibleDescription(new RegExp(error));
    await expect(page.getByLabel('Co chcesz nam powiedzieć?')).toHaveValue(message);
    await expect(page.getByLabel('Prace społecznie użyteczne')).toBeChecked();
  });
}

// Mutations: `answerTo` is ignored; the summary or the field has a different sentence.
test('an error names the person where the contact is theirs, and who writes where it is not', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  await page.getByLabel('Porada').check();
  await page.getByLabel('Dla kogoś innego').check();
  await page.getByLabel('Przez inną osobę').check();
  for (const [whom, sentence] of [
    ['Z tą osobą', 'Napisz, przez kogo albo gdzie znajdziemy tę osobę.'],
    ['Ze mną', 'Napisz, przez kogo albo gdzie Cię znajdziemy.'],
  ] as const) {
    await page.getByLabel(whom).check();
    await page.getByRole('button', { name: 'Wyślij' }).click();
    await expect(page.getByRole('alert').getByRole('link')).toContainText([sentence]);
    await expect(page.locator('#via-error')).toContainText(sentence);
    await expect(page.getByLabel(whom)).toBeChecked();
  }
});

test('a message of more than 2,000 characters comes back whole', async ({ page }) => {
  const message = `\n\n${'ż'.repeat(2001)}`;
  await fillValidForm(page, message);
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page.getByRole('alert')).toContainText('2000 znaków');
  await expect(page.getByLabel('Co chcesz nam powiedzieć?')).toHaveValue(message);
});

test('a field of another way of contact is hidden, and its text is not sent', async ({ page, mailbox }) => {
  await fillValidForm(page, 'Bez numeru');
  await page.getByLabel('Przyjdę do klubu').check();
  await expect(page.getByLabel('Numer telefonu')).toBeHidden();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  const { parsed } = await mailbox.waitFor(await referenceOn(page));
  expect(parsed.text).not.toContain('600');
});

test('fields that do not belong to the chosen answers are hidden, and each field is under its answer', async ({
  page,
}) => {
  await page.goto('/zgloszenie/');
  await openFolded(page);
  const helper = page.getByLabel('Kto pisze?');
  const number = page.getByLabel('Numer telefonu');
  const time = page.getByRole('group', { name: 'Kiedy najlepiej się odezwać?' });
  const voicemail = page.getByLabel('Możecie zostawić wiadomość');
  await page.getByLabel('Dla siebie').check();
  await expect(helper).toBeHidden();
  await page.getByLabel('Dla kogoś innego').check();
  await expect(helper).toBeVisible();
  const shown: Record<string, boolean[]> = {};
  for (const channel of ['phone', 'sms', 'email', 'visit', 'via']) {
    await page.locator(`[name="channel"][value="${channel}"]`).check();
    shown[channel] = await Promise.all([number, time, voicemail].map((each) => each.isVisible()));
  }
  expect(shown).toEqual({
    phone: [true, true, true],
    sms: [true, true, false],
    email: [false, false, false],
    visit: [false, false, false],
    via: [false, true, false],
  });
  for (const channel of ['phone', 'sms'] as const) {
    const answer = page.locator(`[name="channel"][value="${channel}"]`);
    await answer.check();
    const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0;
    const order = [
      await top(`[name="channel"][value="${channel}"]`),
      await top('#phone'),
      await top(channel === 'phone' ? '[name="channel"][value="sms"]' : '[name="channel"][value="email"]'),
    ];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    await answer.focus();
    await page.keyboard.press('Tab');
    await expect(number).toBeFocused();
  }
  await page.getByLabel('w innym języku').check();
  await expect(page.getByLabel('Jaki to język?')).toBeVisible();
  await page.getByLabel('po polsku').check();
  await expect(page.getByLabel('Jaki to język?')).toBeHidden();
});

test('a double press, a reload of the confirmation, and Back with a second press make one enquiry and one mail', async ({
  page,
  mailbox,
}) => {
  await fillValidForm(page, 'Podwójnie');
  await page.getByRole('button', { name: 'Wyślij' }).dblclick();
  await expect(page).toHaveURL(/przyjete/);
  const first = await referenceOn(page);
  await page.reload();
  expect(await referenceOn(page)).toBe(first);
  await mailbox.waitFor(first);
  await page.goBack();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  expect(await referenceOn(page)).toBe(first);
  await page.waitForTimeout(500);
  expect(mailbox.mails.filter(({ parsed }) => parsed.subject?.includes(first))).toHaveLength(1);
});

test('the page is kept by the browser under its own address, and each link to it brings another form', async ({
  page,
  request,
}) => {
  const response = await request.get('/zgloszenie/');
  expect(response.headers()['cache-control']).toBe('private, max-age=0');
  const token = async () => page.locator('[name="form"]').inputValue();
  await fillValidForm(page, 'Jeszcze raz');
  const before = await token();
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  const first = await referenceOn(page);
  await page.goBack();
  expect(await token()).toBe(before);
  await page.goForward();
  await page.getByRole('link', { name: 'Napisz jeszcze raz' }).click();
  await expect(page).toHaveURL(/\/zgloszenie\/$/);
  expect(await token()).not.toBe(before);
  await fillValidForm(page, 'Jeszcze raz');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  expect(await referenceOn(page)).not.toBe(first);
});

test('after a correction, Back and a second press are the same enquiry too', async ({ page }) => {
  await fillValidForm(page, 'Poprawione');
  await page.getByLabel('Numer telefonu').fill('12');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await page.getByLabel('Numer telefonu').fill('600 100 200');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  const first = await referenceOn(page);
  await page.goto('/');
  await page.goBack();
  expect(await referenceOn(page)).toBe(first);
});

test('a reload of the address that the form posts to leads to the form', async ({ page }) => {
  await page.goto('/zgloszenie/?wyslij');
  await expect(page).toHaveURL(/\/zgloszenie\/$/);
});

test('a word with an invisible character is shown with that character marked', async ({ request }) => {
  const response = await request.post('/zgloszenie/', {
    form: { topic: 'other', forWhom: 'self', channel: 'visit', message: 'Tu jest sło\u001bwo' },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(response.status()).toBe(422);
  const html = await response.text();
  expect(html.match(/Chodzi\so: „sło␛wo”/g)).toHaveLength(2);
});

test('the same form with other content is answered with a way to send it as new', async ({ page }) => {
  await fillValidForm(page, 'Pierwsza treść');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  const first = await referenceOn(page);
  await page.goBack();
  await page.getByLabel('Co chcesz nam powiedzieć?').fill('Druga treść');
  const response = page.waitForResponse((one) => one.request().method() === 'POST');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  expect((await response).status()).toBe(409);
  await expect(page.getByRole('alert')).toContainText(first);
  await expect(page.getByLabel('Co chcesz nam powiedzieć?')).toHaveValue('Druga treść');
  await page.getByRole('button', { name: 'Wyślij jako nowe zgłoszenie' }).click();
  await expect(page).toHaveURL(/przyjete/);
  expect(await referenceOn(page)).not.toBe(first);
});

test('a broken token loses nothing: the page comes back filled in and one press sends it', async ({
  page,
  request,
}) => {
  const response = await request.post('/zgloszenie/', {
    form: { topic: 'other', forWhom: 'self', channel: 'visit', message: 'Zostaję', form: 'zepsuty' },
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(422);
  await page.route('**/zgloszenie/', async (route) =>
    route.request().method() === 'GET' ? route.fulfill({ response }) : route.continue(),
  );
  await page.goto('/zgloszenie/');
  await expect(page.getByLabel('Co chcesz nam powiedzieć?')).toHaveValue('Zostaję');
  await page.getByRole('button', { name: 'Wyślij jeszcze raz' }).click();
  await expect(page).toHaveURL(/przyjete/);
});

test('Reply-To is the visitor’s address when they gave one, and absent otherwise', async ({
  page,
  mailbox,
}) => {
  await fillValidForm(page, 'Listownie');
  await page.getByLabel('Napiszcie do mnie e-mail').check();
  await page.getByLabel('Adres e-mail').fill('anna@poczta.example');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  const written = await mailbox.waitFor(await referenceOn(page));
  expect(written.parsed.replyTo?.value.map(({ address }) => address)).toEqual(['anna@poczta.example']);
  await fillValidForm(page, 'Telefonicznie');
  await page.getByRole('button', { name: 'Wyślij' }).click();
  await expect(page).toHaveURL(/przyjete/);
  const called = await mailbox.waitFor(await referenceOn(page));
  expect(called.parsed.replyTo).toBeUndefined();
});
