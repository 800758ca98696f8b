import type { Page } from 'playwright/test';
import { expect, later, signIn, test } from './editing-test.ts';
import { prepare } from './measured-page.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ startedFor: 'editing-screens' });

let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

test.beforeEach(async ({ page }) => {
  await page.context().addCookies(cookies);
});

test('every screen passes axe and needs no sideways scrolling at 360 px', async ({ page, started }) => {
  await signIn(page, started, (name) => page.getByRole('button', { name }).click());
  cookies = await page.context().cookies();
  await page.goto(`${started.editing}/zamknij/`);
  await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await page.setViewportSize({ width: 360, height: 640 });
  const faults: string[] = [];
  for (const path of [
    '/',
    '/zamknij/',
    '/fakty/godziny/',
    '/fakty/stawki/',
    '/fakty/kontakt/?sprawdz',
    '/strony/',
    '/strony/nowa/?folder=aktualnosci',
    '/strona/pl/strony/klub/',
    '/strona/pl/strony/klub/plik/',
    '/strona/pl/strony/klub/tabela/?po=1',
    '/pliki/',
    '/publikuj/',
    '/historia/',
    '/historia/plik/?plik=fakty/przerwy.yaml',
    '/podglad/?adres=/klub/',
    '/urzadzenia/',
    '/kto/',
    '/nie-ma/',
    '/wejscie/kod/',
  ]) {
    await page.goto(started.editing + path);
    await prepare(page);
    const found = await page.evaluate(async () => {
      const { violations } = await axe.run(document, { iframes: false, resultTypes: ['violations'] });
      const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      return [
        ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
        ...(wide ? [`wider than the window: ${document.documentElement.scrollWidth}`] : []),
      ];
    });
    faults.push(...found.map((fault) => `${path} ${fault}`));
  }
  expect(faults).toEqual([]);
});

test('the club is closed by keys alone', async ({ page, started }) => {
  await page.goto(`${started.editing}/zamknij/`);
  await page.getByLabel('Klub jest zamknięty').focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Pierwszy dzień')).toBeFocused();
  await page.getByLabel('Pierwszy dzień').fill(later);
  await page.getByLabel('Powód, który zobaczą ludzie').focus();
  await page.keyboard.type('remont');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/klub\sbędzie\szamknięty\./)).toBeVisible();
  // Enter in the reason publishes, because no other button of the form comes first.
  await page.getByLabel('Dlaczego?').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/Zmiana idzie na stronę|Na stronie od/);
});

test('unsaved text is not left without a question, and a picture goes where the cursor stands', async ({
  page,
  started,
}) => {
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await page.setViewportSize({ width: 360, height: 640 });
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const text = page.getByLabel('Tekst', { exact: true });
  await text.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Zdanie sprzed chwili.\n\n');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.getByRole('link', { name: 'Początek' }).click();
  await expect.poll(() => asked).toEqual(['beforeunload']);
  expect(new URL(page.url()).pathname).toBe('/strona/pl/strony/klub/');
  await page.getByRole('button', { name: 'Wyloguj' }).click();
  await expect.poll(() => asked).toEqual(['beforeunload', 'beforeunload']);
  expect(new URL(page.url()).pathname).toBe('/strona/pl/strony/klub/');
  await page.getByRole('button', { name: 'Zdjęcie albo dokument' }).click();
  await expect(page.getByLabel('Gdzie ma stać w tekście?')).toHaveValue('1');
  const small = page.locator('img.thumbnail').first();
  await small.scrollIntoViewIfNeeded();
  await expect
    .poll(() => small.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth))
    .toBeGreaterThan(0);
  await page.getByLabel('okno.png').check();
  await page.getByLabel('Opis', { exact: true }).fill('Okno z lampą');
  await page.getByRole('button', { name: 'Wstaw do tekstu' }).click();
  await expect(page.getByRole('status')).toContainText('Wstawione');
  expect(await text.inputValue()).toMatch(
    /^Zdanie sprzed chwili\.\n\n!\[Okno z lampą\]\(\/pliki\/okno\.png\)\n\n/,
  );
  expect(asked.length, 'what is saved is asked about no more').toBe(2);
});

test('pasted paragraphs are separated from the text beside them, and a pasted word joins its sentence', async ({
  page,
  started,
}) => {
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const text = page.getByLabel('Tekst', { exact: true });
  const paste = async (
    value: string,
    [from, to]: readonly [number, number],
    data: Readonly<Record<string, string>>,
  ): Promise<string> => {
    await text.fill(value);
    await text.evaluate(
      (area, { start, end, types }) => {
        if (!(area instanceof HTMLTextAreaElement)) return;
        area.setSelectionRange(start, end);
        const clipboardData = new DataTransfer();
        for (const [type, content] of Object.entries(types)) clipboardData.setData(type, content);
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        area.dispatchEvent(event);
        // A browser puts it in itself where nobody takes it over; an event that a script makes does nothing.
        if (!event.defaultPrevented) area.setRangeText(clipboardData.getData('text/plain'));
      },
      { start: from, end: to, types: data },
    );
    await expect(text).not.toHaveValue(value);
    return text.inputValue();
  };
  const html = (inside: string) => ({ 'text/html': inside, 'text/plain': 'tylko tekst' });
  const two = html('<p class=MsoNormal>Weź buty.</p><ol><li>plik</li></ol>');
  expect(await paste('Przed.\n\nPo.', [8, 8], two)).toBe('Przed.\n\nWeź buty.\n\n1. plik\n\nPo.');
  expect(await paste('Przed.\nPo.', [6, 6], two)).toBe('Przed.\n\nWeź buty.\n\n1. plik\n\nPo.');
  expect(await paste('Raz stare dwa', [4, 9], two)).toBe('Raz \n\nWeź buty.\n\n1. plik\n\n dwa');
  expect(await paste('Ma  dziś.', [3, 3], html('<p><b>zajęcia</b></p>'))).toBe('Ma **zajęcia** dziś.');
  expect(await paste('Tekst', [5, 5], html('<h2>Dalej</h2>'))).toBe('Tekst\n\n## Dalej');
  expect(await paste('Po.', [0, 0], html('<table><tr><td>a<td>b</table>'))).toBe(
    '| a | b |\n| --- | --- |\n\nPo.',
  );
  await text.press('Control+z');
  await expect(text, 'the undo of the browser takes it back').toHaveValue('Po.');
  expect(await paste('Po.', [0, 0], { 'text/plain': 'raz\r\ndwa' })).toBe('raz\ndwa\n\nPo.');
  expect(await paste('- a\n- d', [4, 4], { 'text/plain': '- b\n- c\n' })).toBe('- a\n- b\n- c\n- d');
  expect(await paste('a c', [2, 2], { 'text/plain': 'b ' })).toBe('a b c');
  await text.fill('x');
});

test('a table of twelve columns moves by itself on a telephone; the page does not', async ({
  page,
  started,
}) => {
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const row = `|${' poniedziałek |'.repeat(12)}`;
  await page.getByLabel('Tekst', { exact: true }).fill(`${row}\n|${' --- |'.repeat(12)}\n${row}\n`);
  await page.getByRole('button', { name: 'Zapisz i pokaż podgląd' }).click();
  await page.setViewportSize({ width: 360, height: 640 });
  const frame = page.frameLocator('iframe[title="Na telefonie"]');
  const region = frame.getByRole('region', { name: 'Tabela, którą można przesuwać w bok' });
  await expect(region).toBeVisible();
  const [inside, outside] = await region.evaluate((element) => [
    element.scrollWidth > element.clientWidth,
    document.documentElement.scrollWidth > document.documentElement.clientWidth,
  ]);
  expect([inside, outside]).toEqual([true, false]);
});

test('Back to a refused form shows it again with the typed values', async ({ page, started }) => {
  await page.goto(`${started.editing}/zamknij/`);
  const reason = page.getByLabel('Powód, który zobaczą ludzie');
  await reason.fill('Szkolenie całego zespołu');
  await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
  await expect(page).toHaveTitle(/^Błąd: /);
  await page.goto(`${started.editing}/historia/`);
  await page.goBack();
  await expect(page).toHaveTitle(/^Błąd: /);
  await expect(reason).toHaveValue('Szkolenie całego zespołu');
});

test('the preview is a desk in the column of the page, with one way on', async ({ page, started }) => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${started.editing}/strona/pl/strony/zajecia/`);
    const text = page.getByLabel('Tekst', { exact: true });
    await text.fill(`Zdanie ${width}.\n\n${await text.inputValue()}`);
    await page.getByRole('button', { name: 'Zapisz i pokaż podgląd' }).click();
    await expect(page).toHaveURL(/\/podglad\//);
    expect(await page.locator('main .button-main').count()).toBe(1);
    const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? -1;
    const column = await left('h1');
    for (const selector of ['.desk-name', '.preview .phone iframe', '.preview .screen'])
      expect(Math.abs((await left(selector)) - column), selector).toBeLessThan(1);
    const desk = page.locator('iframe[title="Na komputerze"]');
    const frame = await (await desk.elementHandle())?.contentFrame();
    expect(await frame?.locator('html').evaluate((element) => element.clientWidth)).toBeGreaterThan(1200);
    const [box, room] = [await desk.boundingBox(), await page.locator('main .preview').boundingBox()];
    expect(box?.width).toBeLessThanOrEqual((room?.width ?? 0) + 1);
    expect(box?.width).toBeGreaterThan((room?.width ?? 0) * 0.97);
  }
});
