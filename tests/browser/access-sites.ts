import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyFacts } from '../support/empty-facts.ts';
import { copyProject } from '../support/project-copy.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { sharedPageTest } from './site-test.ts';
import { strainedSettings } from './states.ts';

/**
 * A separate site for each worker that can store nothing: its database is unreachable, and a file blocks the folder
 * of its spool.
 */
export const strainedTest = sharedPageTest.extend<object, { site: RunningSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const site = await startSite(strainedSettings);
      const spool = join(site.dataDirectory, 'spool');
      // The folder may not exist until the site has started completely.
      await fetch(`${site.url}/healthz`);
      await rm(spool, { recursive: true });
      await writeFile(spool, '');
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});

/** More than one page of the list shows. */
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

/** A separate site for each worker with empty facts and many closures, news and notices. */
export const livelyTest = sharedPageTest.extend<object, { site: RunningSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
    async ({}, use) => {
      const copy = await copyProject();
      await writeNews(copy.root);
      await emptyFacts(copy);
      // So that every citation says when its act was last checked.
      await copy.edit('content/fakty/akty.yaml', (text) => text.replaceAll('2099-12-31', '2026-11-23'));
      await copy.build();
      const site = await startSite({}, { build: join(copy.root, 'dist') });
      await use(site);
      await site.stop();
      await copy.remove();
    },
    { scope: 'worker' },
  ],
});
