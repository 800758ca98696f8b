import { join } from 'node:path';
import { changeWords } from '../editing/changes/change-words.ts';
import { openDrafts } from '../editing/drafts/drafts.ts';
import { openHistory } from '../editing/history/history.ts';
import { createPreview } from '../editing/preview/preview.ts';
import { createCheck } from '../editing/publishing/check-changes.ts';
import { createPublication, whileLocked } from '../editing/publishing/publication.ts';
import type { Replies } from '../editing/routes/replies.ts';
import type { Route } from '../editing/routes/visit.ts';
import { closeClubRoutes } from '../editing/screens/close-club.ts';
import { createDesk } from '../editing/screens/desk.ts';
import { factRoutes } from '../editing/screens/facts.ts';
import { fileRoutes } from '../editing/screens/files.ts';
import { historyRoutes } from '../editing/screens/history.ts';
import { createOrders } from '../editing/screens/orders.ts';
import { pageRoutes } from '../editing/screens/pages.ts';
import { pasteRoute } from '../editing/screens/paste.ts';
import { previewRoutes } from '../editing/screens/preview.ts';
import { publishRoutes } from '../editing/screens/publish.ts';
import { startRoutes } from '../editing/screens/start.ts';
import { openUploads } from '../editing/uploads/uploads.ts';
import { ordersFolder } from '../publication/orders.ts';
import { outcomesFile } from '../publication/outcomes.ts';
import { publishedAddresses } from '../publication/published-addresses.ts';
import type { Settings } from '../settings.ts';
import type { Surroundings } from './surroundings.ts';

const secretBytes = 32;

/**
 * @param root the project's folder, with the last build in `dist/`
 * @returns the screens for who has signed in, over the content as it is and its history
 */
export async function openEditingRoutes(
  { settings, root }: { settings: Settings; root: string },
  replies: Replies,
  { clock, random }: Surroundings,
): Promise<readonly Route[]> {
  const { contentDirectory: content, editing, siteUrl } = settings;
  const directory = editing.dataDirectory;
  const publicFolder = join(root, 'public');
  const check = createCheck({ content, publicFolder }, () => publishedAddresses(root, content));
  const history = await openHistory({ content, directory, wordsOf: changeWords });
  // What somebody changed by hand since is in the history before anybody looks at it.
  await whileLocked(directory, () => history.takeIn(clock()));
  const orders = createOrders({ folder: ordersFolder(directory), outcomes: outcomesFile(root) }, clock);
  const uploads = openUploads({ content, directory }, clock);
  const publication = createPublication({
    content,
    directory,
    history,
    check,
    orderBuild: orders.place,
    clock,
  });
  const desk = createDesk({
    content,
    drafts: openDrafts(directory),
    history,
    check,
    publication,
    uploads,
    orders,
    clock,
  });
  const preview = createPreview({
    pages: join(root, 'dist', 'pages'),
    content,
    publicFolder,
    siteUrl,
    environment: process.env,
  });
  return [
    ...startRoutes(desk, replies),
    ...closeClubRoutes(desk, replies),
    ...factRoutes(desk, replies),
    ...pageRoutes(desk, replies),
    ...fileRoutes(desk, uploads, replies),
    ...publishRoutes(desk, replies),
    ...historyRoutes(desk, replies),
    ...previewRoutes({ desk, preview, secret: random(secretBytes), clock }, replies),
    pasteRoute,
  ];
}
