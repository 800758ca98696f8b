import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from 'playwright/test';
import { copyProject } from '../support/project-copy.ts';
import { freePort } from '../support/site.ts';
import { prepare } from './measured-page.ts';

/** The whole of `npm start` on a copy of the project with the made-up club. */
interface Started {
  readonly site: string;
  readonly editing: string;
  /** The one-time link of the last line. */
  readonly link: string;
}

const startMilliseconds = 60_000;

const test = base.extend<{ editor: Page }, { started: Started }>({
  started: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const copy = await copyProject();
      const [port, editingPort] = [await freePort(), await freePort()];
      const data = mkdtempSync(join(tmpdir(), 'kis-editing-'));
      const environment = {
        PATH: process.env['PATH'] ?? '',
        PORT: String(port),
        SITE_URL: `http://localhost:${port}`,
        EDITING_PORT: String(editingPort),
        DATA_DIR: data,
        EDITING_DATA_DIR: join(data, 'editing'),
      };
      await new Promise((resolve) =>
        spawn(process.execPath, ['src/cli/build.ts'], {
          cwd: copy.root,
          env: environment,
          stdio: 'ignore',
        }).once('exit', resolve),
      );
      const child = spawn(process.execPath, ['src/cli/serve.js', '--with-editing'], {
        cwd: copy.root,
        env: environment,
        stdio: ['ignore', 'pipe', 'ignore'],
        detached: true,
      });
      let printed = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
      const link = await new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no link:\n${printed}`)), startMilliseconds);
        child.stdout.on('data', () => {
          const [found] = /^http:\/\/localhost:\d+\/wejscie\/link\/\S+$/m.exec(printed) ?? [];
          if (found === undefined) return;
          clearTimeout(late);
          resolve(found);
        });
      });
      await use({ site: environment.SITE_URL, editing: new URL(link).origin, link });
      process.kill(-(child.pid ?? 0), 'SIGKILL');
      await copy.remove();
    },
    { scope: 'worker', timeout: 2 * startMilliseconds },
  ],
});

test.describe.configure({ mode: 'serial' });

let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = [];

test.beforeEach(async ({ page }) => {
  await page.context().addCookies(cookies);
});

test('from the link of the start to a closed club that everybody sees, in five presses', async ({
  page,
  started,
}) => {
  let presses = 0;
  const press = async (name: string) => {
    presses += 1;
    await page
      .getByRole('button', { name, exact: true })
      .or(page.getByRole('link', { name }))
      .first()
      .click();
  };
  await page.goto(started.link);
  await press('Wejdź');
  await page.getByLabel('Twoja rola').fill('kierownik');
  await page.getByLabel('Twoje inicjały').fill('AN');
  await press('Zapisz i przejdź dalej');
  cookies = await page.context().cookies();
  await press('Zamknij klub albo skróć dzień');
  await page.getByLabel('Pierwszy dzień').fill('2027-03-02');
  await page.getByLabel('Powód, który zobaczą ludzie').fill('szkolenie zespołu');
  await press('Zobacz, co to znaczy');
  await expect(page.getByText('We wtorek 2 marca 2027 r. klub będzie zamknięty.')).toBeVisible();
  await press('Opublikuj');
  await expect(page).toHaveTitle(/^Na stronie od \d+\.\d\d/, { timeout: 60_000 });
  expect(presses).toBe(5);
  await expect(async () => {
    const contact = await (await fetch(`${started.site}/kontakt/`)).text();
    expect(contact).toContain('szkolenie zespołu');
  }).toPass({ timeout: 10_000 });
});

test('and opened again by two presses in the history', async ({ page, started }) => {
  await page.goto(`${started.editing}/historia/`);
  await page.getByRole('button', { name: /^Cofnij: Klub zamknięty 2 marca 2027/ }).click();
  await page.getByRole('button', { name: 'Opublikuj', exact: true }).click();
  await expect(page).toHaveTitle(/^Na stronie od/, { timeout: 60_000 });
  await expect(async () => {
    expect(await (await fetch(`${started.site}/kontakt/`)).text()).not.toContain('szkolenie zespołu');
  }).toPass({ timeout: 10_000 });
});

test('a mistake is said at its field, which the summary leads to', async ({ page, started }) => {
  await page.goto(`${started.editing}/zamknij/`);
  await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
  await expect(page).toHaveTitle(/^Błąd: /);
  await page.locator('.error-summary a[href="#powod"]').click();
  await expect(page.getByLabel('Powód, który zobaczą ludzie')).toBeFocused();
});

test('the preview shows the page of a draft, on a telephone and on a desk', async ({ page, started }) => {
  await page.goto(`${started.editing}/strona/pl/strony/klub/`);
  const text = page.getByLabel('Tekst', { exact: true });
  await text.fill(`Zdanie tylko w szkicu.\n\n${await text.inputValue()}`);
  await page.getByRole('button', { name: 'Zapisz i pokaż podgląd' }).click();
  for (const name of ['Na telefonie', 'Na komputerze'])
    await expect(
      page.frameLocator(`iframe[title="${name}"]`).getByText('Zdanie tylko w szkicu.'),
    ).toBeVisible();
  expect(await (await fetch(`${started.site}/klub/`)).text()).not.toContain('Zdanie tylko w szkicu.');
});

test('every screen passes axe and needs no sideways scrolling at 360 px', async ({
  page,
  started,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'measured with JavaScript, which changes nothing of it');
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
  await page.getByLabel('Pierwszy dzień').fill('2027-03-03');
  await page.getByLabel('Powód, który zobaczą ludzie').focus();
  await page.keyboard.type('remont');
  await page.keyboard.press('Enter');
  await expect(page.getByText('klub będzie zamknięty.')).toBeVisible();
  // Enter in the reason publishes: no other button of the form comes before.
  await page.getByLabel('Dlaczego?').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/Zmiana idzie na stronę|Na stronie od/);
});
