import { join } from 'node:path';
import { changeWords } from '../../src/editing/changes/change-words.ts';
import { openDrafts } from '../../src/editing/drafts/drafts.ts';
import { openHistory } from '../../src/editing/history/history.ts';
import { createCheck } from '../../src/editing/publishing/check-changes.ts';
import { createPublication } from '../../src/editing/publishing/publication.ts';
import { createDesk } from '../../src/editing/screens/desk.ts';
import { createOrders } from '../../src/editing/screens/orders.ts';
import { openUploads } from '../../src/editing/uploads/uploads.ts';
import { readPageAddresses } from '../../src/manifest/page-addresses.ts';
import { projectRoot } from './site.ts';

/**
 * The services that the screens use, on a folder of content that counts as published at the start and after each
 * `build`.
 */
export async function openDesk(
  places: { readonly content: string; readonly directory: string },
  clock: () => Date,
) {
  const { content, directory } = places;
  let published: readonly string[] = [];
  const build = (): void => {
    const { addresses, oldAddresses } = readPageAddresses(content);
    published = [...addresses, ...Object.keys(oldAddresses)];
  };
  build();
  const history = await openHistory({ content, directory, wordsOf: changeWords });
  await history.takeIn(clock());
  const check = createCheck({ content, publicFolder: join(projectRoot, 'public') }, () => published);
  const orders = createOrders(
    { folder: join(directory, 'orders'), outcomes: join(directory, 'outcomes.json') },
    clock,
  );
  const uploads = openUploads({ content, directory }, clock);
  const desk = createDesk({
    content,
    drafts: openDrafts(directory),
    history,
    check,
    publication: createPublication({
      content,
      directory,
      history,
      check,
      clock,
      // There is no build here, so nothing is ordered.
      orderBuild: () => {
        throw new Error('no builder');
      },
    }),
    uploads,
    orders,
    published: () => published,
    failedBuild: () => undefined,
    siteUrl: new URL('https://kis.example'),
    clock,
  });
  return { desk, uploads, build };
}
