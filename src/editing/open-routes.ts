import { join } from 'node:path';
import { type FailedBuild, findFailedBuild } from '../publication/failed-build.ts';
import { ordersFolder } from '../publication/orders.ts';
import { outcomesFile } from '../publication/outcomes.ts';
import { publishedAddresses } from '../publication/published-addresses.ts';
import { changeWords } from './changes/change-words.ts';
import { openDrafts } from './drafts/drafts.ts';
import { openHistory } from './history/history.ts';
import { createPreview } from './preview/preview.ts';
import { createCheck } from './publishing/check-changes.ts';
import { createPublication, whileLocked } from './publishing/publication.ts';
import type { Replies } from './routes/replies.ts';
import type { Route } from './routes/visit.ts';
import { closeClubRoutes } from './screens/close-club.ts';
import { createDesk } from './screens/desk.ts';
import { editPageRoutes } from './screens/edit-page.ts';
import { factRoutes } from './screens/facts.ts';
import { filePictureRoutes } from './screens/file-pictures.ts';
import { fileRoutes } from './screens/files.ts';
import { historyRoutes } from './screens/history.ts';
import { insertFileRoutes } from './screens/insert-file.ts';
import { insertTableRoutes } from './screens/insert-table.ts';
import { createOrders } from './screens/orders.ts';
import { pageListRoutes } from './screens/page-list.ts';
import { pasteRoute } from './screens/paste.ts';
import { previewRoutes } from './screens/preview.ts';
import { publishRoutes } from './screens/publish.ts';
import { startRoutes } from './screens/start.ts';
import { openUploads } from './uploads/uploads.ts';

const secretBytes = 32;

/** Folders, clock and random source for the screens. */
interface Places {
  /** The project's folder, with the last build in `dist/`. */
  readonly root: string;
  /** The content folder. */
  readonly content: string;
  /** `EDITING_DATA_DIR`. */
  readonly directory: string;
  /** The address of the site. */
  readonly siteUrl: URL;
  /** @returns the last build, when it failed */
  readonly failedBuild: () => FailedBuild | undefined;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
}

/** @returns a function that gives the last build, when it failed */
export const failedBuildOf =
  ({ root, content, directory }: Pick<Places, 'root' | 'content' | 'directory'>) =>
  (): FailedBuild | undefined =>
    findFailedBuild({ root, content, folder: ordersFolder(directory), outcomes: outcomesFile(root) });

/** @returns the screens for signed-in people, with the content and its history */
export async function openEditingRoutes(places: Places, replies: Replies): Promise<readonly Route[]> {
  const { root, content, directory, siteUrl, failedBuild, clock, random } = places;
  const publicFolder = join(root, 'public');
  const published = () => publishedAddresses(root, content);
  const check = createCheck({ content, publicFolder }, published);
  const history = await openHistory({ content, directory, wordsOf: changeWords });
  // Changes made by hand since are recorded in the history before the first request.
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
    published,
    failedBuild,
    siteUrl,
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
    ...pageListRoutes(desk, replies),
    ...editPageRoutes(desk, replies),
    ...insertFileRoutes(desk, uploads, replies),
    ...insertTableRoutes(desk, replies),
    ...fileRoutes(desk, uploads, replies),
    ...filePictureRoutes(desk, replies),
    ...publishRoutes(desk, replies),
    ...historyRoutes(desk, replies),
    ...previewRoutes({ desk, preview, secret: random(secretBytes), clock }, replies),
    pasteRoute,
  ];
}
