/**
 * `node src/cli/build-orders.ts`: builds the site when the editing pages have ordered it, and records the outcome; ends
 * when no order is left. The content of an order is not read. Exits 1 when the pages could not be built, which is a
 * fault of the program or the machine; errors in the content are shown by the editing pages.
 */

import { spawnSync } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { folderName } from '../content-check/folder-name.ts';
import { findingLine } from '../content-check/report.ts';
import { minute } from '../durations.ts';
import { errorCodeOf } from '../error-code.ts';
import { projectRoot } from '../project-root.ts';
import { holdBuildLock } from '../publication/build-lock.ts';
import { type BuildResult, buildSite } from '../publication/build-site.ts';
import { isOver, listOrders, ordersFolder, readOrder } from '../publication/orders.ts';
import { type Outcome, outcomesFile, writeOutcome } from '../publication/outcomes.ts';
import { contentSettingsOrExit } from './content-settings.ts';

/** Limit of builds for an order whose build did not end, for example because memory ran out. */
const mostTries = 3;
/** Priority of the build: visitors come first, as the site may run on the same two processors. */
const niceness = 10;
/** Shorter than usual: an editor is waiting for the result. */
const lockPatienceMilliseconds = 3 * minute;

const settings = contentSettingsOrExit();
const folder = ordersFolder(settings.editing.dataDirectory);
const outcomes = outcomesFile(projectRoot);
const now = () => new Date().toISOString();

const openOrders = (): readonly string[] =>
  listOrders(folder).filter((id) => !isOver(readOrder(outcomes, id)));

/** @returns how often a build of this order has begun */
function triesOf(id: string): number {
  const state = readOrder(outcomes, id);
  return state.kind === 'building' ? state.tries : 0;
}

function outcomeOf(result: BuildResult, lines: readonly string[]): Outcome {
  if (result.kind === 'published') return { kind: 'published', at: now() };
  const failed = { kind: 'failed', at: now() } as const;
  if (result.kind === 'content-errors') return { ...failed, cause: 'content', lines };
  const isFull = ['ENOSPC', 'EDQUOT'].includes(errorCodeOf(result.fault));
  return { ...failed, cause: isFull ? 'disk' : 'build', lines: [] };
}

/** @returns whether the program worked, even if the content has errors */
async function build(): Promise<boolean> {
  const release = await holdBuildLock(projectRoot, { patienceMilliseconds: lockPatienceMilliseconds });
  // Another process may have built them meanwhile.
  const ids = openOrders();
  if (ids.length === 0) return true;
  if (release === undefined) {
    writeOutcome(outcomes, ids, { kind: 'failed', at: now(), cause: 'busy', lines: [] });
    return false;
  }
  const tries = 1 + Math.max(...ids.map(triesOf));
  if (tries > mostTries) {
    writeOutcome(outcomes, ids, { kind: 'failed', at: now(), cause: 'build', lines: [] });
    return false;
  }
  const since = now();
  let lines: readonly string[] = [];
  const result = await buildSite({
    root: projectRoot,
    finished: join(projectRoot, 'dist'),
    settings,
    checked({ findings }) {
      const name = folderName(projectRoot, settings.contentDirectory);
      lines = findings
        .filter(({ severity }) => severity === 'error')
        .map((finding) => findingLine(finding, name));
    },
    began: (step) => writeOutcome(outcomes, ids, { kind: 'building', step, since, tries }),
  });
  writeOutcome(outcomes, ids, outcomeOf(result, lines));
  release();
  if (result.kind === 'failed') process.stderr.write(`${String(result.fault)}\n`);
  return result.kind !== 'failed';
}

if (openOrders().length > 0) {
  setPriority(niceness);
  const isWell = await build();
  // Orders that came meanwhile are built by a new process.
  const again =
    openOrders().length > 0
      ? spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' })
      : undefined;
  process.exit(isWell && (again === undefined || again.status === 0) ? 0 : 1);
}
