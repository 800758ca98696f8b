/**
 * Takes the README's picture (`start.png`) and those of the editors' handbook (`redakcja-*.png`), in a font as narrow
 * as those of telephones, and, with `--all`, every page and state in every mode into a folder for review: `node
 * tests/screenshots/take.ts [--all FOLDER]`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { setInPinnedFont } from '../looks/pinned-font.ts';
import { chromiumArguments, findChromium } from '../support/chromium.ts';
import { livingBuild } from '../support/club.ts';
import { startEditingPages } from '../support/editing.ts';
import { projectRoot, startSite } from '../support/site.ts';
import { sitemapPaths } from '../support/sitemap.ts';

interface Mode {
  readonly name: string;
  readonly width: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active';
  readonly media?: 'print';
  /** Text twice the reader's default size, like a setting of the browser. */
  readonly largeText?: boolean;
}

const modes: readonly Mode[] = [
  { name: '360', width: 360 },
  { name: '1280', width: 1280 },
  { name: '360-dark', width: 360, colorScheme: 'dark' },
  { name: '1280-dark', width: 1280, colorScheme: 'dark' },
  { name: '320-text-200', width: 320, largeText: true },
  { name: '1280-forced', width: 1280, forcedColors: 'active' },
  { name: 'print', width: 794, media: 'print' },
];

/** Pages that are reached only through a form, by name. */
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'form-errors'(page) {
    await page.goto('/zgloszenie/');
    await page.getByLabel('Zadzwońcie do mnie').check();
    await page.getByLabel('Numer telefonu').fill('12');
    await page.getByRole('button', { name: 'Wyślij' }).click();
  },
  async confirmation(page) {
    await page.goto('/zgloszenie/');
    await page.getByLabel('Prace społecznie użyteczne').check();
    await page.getByLabel('Dla siebie').check();
    await page.getByLabel('Zadzwońcie do mnie').check();
    await page.getByLabel('Numer telefonu').fill('600 100 200');
    await page.getByRole('button', { name: 'Wyślij' }).click();
  },
  async 'not-found'(page) {
    await page.goto('/nie-ma/');
  },
};

async function inMode(browser: Browser, baseURL: string, mode: Mode, use: (page: Page) => Promise<void>) {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: mode.width, height: 800 },
    colorScheme: mode.colorScheme ?? 'light',
    forcedColors: mode.forcedColors ?? 'none',
  });
  const page = await context.newPage();
  if (mode.media) await page.emulateMedia({ media: mode.media });
  await use(page);
  await context.close();
}

async function readmePicture(browser: Browser, url: string): Promise<void> {
  const pictures: string[] = [];
  for (const [width, height] of [
    [360, 740],
    [1100, 740],
  ] as const) {
    const page = await browser.newPage({ viewport: { width, height }, bypassCSP: true });
    await page.goto(url);
    await setInPinnedFont(page);
    pictures.push((await page.screenshot()).toString('base64'));
    await page.close();
  }
  const page = await browser.newPage({ viewport: { width: 1540, height: 780 } });
  await page.setContent(
    `<body style="margin:20px;display:flex;gap:40px;background:#8d857c">${pictures
      .map((data) => `<img src="data:image/png;base64,${data}">`)
      .join('')}`,
  );
  await page.screenshot({ path: join(projectRoot, 'tests/screenshots/start.png') });
  await page.close();
}

/** The pictures for the editors' handbook: from the start of the editing pages to a closed club. */
async function handbookPictures(browser: Browser): Promise<void> {
  const editing = await startEditingPages();
  const context = await browser.newContext({ viewport: { width: 900, height: 740 }, locale: 'pl-PL' });
  const page = await context.newPage();
  const take = (name: string) =>
    page.screenshot({ path: join(projectRoot, 'tests/screenshots', `redakcja-${name}.png`) });
  await page.goto(editing.running.link ?? '');
  await page.getByRole('button', { name: 'Wejdź' }).click();
  await page.getByLabel('Twoja rola').fill('pracownik socjalny');
  await page.getByLabel('Twoje inicjały').fill('AN');
  await page.getByRole('button', { name: 'Zapisz i przejdź dalej' }).click();
  await take('start');
  await page.getByRole('link', { name: 'Zamknij klub' }).click();
  await page.getByLabel('Pierwszy dzień').fill('2026-12-04');
  await page.getByLabel('Powód, który zobaczą ludzie').fill('szkolenie pracowników');
  await take('zamknij');
  await page.getByRole('button', { name: 'Zobacz, co to znaczy' }).click();
  await take('opublikuj');
  await context.close();
  await editing.stop();
}

async function everything(browser: Browser, url: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const pages = (await sitemapPaths(livingBuild)).map(
    (path) => [path.replaceAll('/', '') || 'start', (page: Page) => page.goto(path).then(() => {})] as const,
  );
  for (const mode of modes) {
    for (const [name, open] of [...pages, ...Object.entries(states)]) {
      await inMode(browser, url, mode, async (page) => {
        await open(page);
        if (mode.largeText) {
          await page.evaluate(() => {
            document.documentElement.style.fontSize = '225%';
          });
        }
        await page.screenshot({ path: join(folder, `${name}-${mode.name}.png`), fullPage: true });
      });
    }
  }
}

const site = await startSite({}, { build: livingBuild });
const browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArguments });
const [option, folder] = process.argv.slice(2);
if (option === '--all' && folder) await everything(browser, site.url, folder);
else {
  await readmePicture(browser, site.url);
  await handbookPictures(browser);
}
await browser.close();
await site.stop();
