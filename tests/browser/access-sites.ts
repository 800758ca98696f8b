import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { test } from './site-test.ts';
import { strainedSettings } from './states.ts';

/** A site of the worker's own that can store nothing: its database is away, and a file stands where its spool was. */
export const strainedTest = test.extend<object, { strainedSite: RunningSite }>({
  strainedSite: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const site = await startSite(strainedSettings);
      const spool = join(site.dataDirectory, 'spool');
      // Until it has all it works with, the folder may not be there yet.
      await fetch(`${site.url}/healthz`);
      await rm(spool, { recursive: true });
      await writeFile(spool, '');
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ strainedSite }, use) => use(strainedSite.url),
});

/** More than one page of the list holds. */
const newsCount = 55;
const day = 24 * 60 * 60 * 1000;

async function writeNews(root: string): Promise<void> {
  const folder = join(root, 'content/pl/aktualnosci');
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < newsCount; index += 1) {
    const on = new Date(Date.UTC(2026, 10, 20) - index * day).toISOString().slice(0, 10);
    const text = `---\ntytul: Wiadomość ${index}\nopis: Opis wiadomości ${index}.\ndata: ${on}\n---\n`;
    await writeFile(
      join(folder, `${on}-wiadomosc-${index}.md`),
      `${text}\n## Co nowego\n\nTreść: [klub](/klub/).\n`,
    );
  }
}

/** What a club has that has just got its site: nothing confirmed, nothing that only staff can fill. */
async function emptyFacts({ edit }: ProjectCopy): Promise<void> {
  const unconfirmed = (text: string) => text.replace(/^( *potwierdzil): .*/m, '$1: null');
  await edit('content/fakty/godziny.yaml', unconfirmed);
  await edit('content/fakty/stawki.yaml', unconfirmed);
  await edit('content/fakty/kontakt.yaml', (text) =>
    unconfirmed(text).replace(
      /^(email|jednostka_\w+|bip|koordynator_\w+|budynek|tlumacz_migowy|film_pjm|email_\w+): .*/gm,
      '$1: null',
    ),
  );
  await edit('content/fakty/prywatnosc.yaml', () => 'administrator: null\n');
  await edit('content/fakty/deklaracja.yaml', () => 'podmiot: null\nniedostepne: []\n');
  await edit('content/fakty/zgloszenia.yaml', (text) => text.replace(/^(odpowiedz_\w+): .*/m, '$1: null'));
  // Every citation says when its act was last checked.
  await edit('content/fakty/akty.yaml', (text) => text.replaceAll('2099-12-31', '2026-11-23'));
}

/** A site of the worker's own on which nothing is known and much has happened. */
export const livelyTest = test.extend<object, { livelySite: RunningSite }>({
  livelySite: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const copy = await copyProject();
      await writeNews(copy.root);
      await emptyFacts(copy);
      await copy.build();
      const site = await startSite({}, { build: join(copy.root, 'dist') });
      await use(site);
      await site.stop();
      await copy.remove();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ livelySite }, use) => use(livelySite.url),
});
