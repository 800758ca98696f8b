import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isNeeded } from '../content-check/reading/source-files.ts';
import { type FactName, factFiles } from '../content-schemas/collections.ts';
import { writeWhole } from '../durable-file.ts';
import { changeWords } from './changes/change-words.ts';
import { openDrafts } from './drafts/drafts.ts';
import { readBundle, writeBundle } from './history/bundle.ts';
import { forgetFile } from './history/forget.ts';
import { openHistory } from './history/history.ts';
import { placeOf } from './history/work-tree.ts';
import { pageAt } from './pages/page-file.ts';
import { whileLocked } from './publishing/publication.ts';

/** `npm run editing -- …`: operator's commands on the content and its history. */

const exitCodes = { done: 0, failed: 1, unusable: 2 } as const;

const editingUsage = `npm run editing                    the editing pages
                -- forget FILE     takes a file with all its versions out of the history and the content
                -- backup FILE     copies content and history into one new file, a git bundle
                -- restore FILE    brings content and history back from such a file`;

interface Surroundings {
  /** The content folder. */
  readonly content: string;
  /** `EDITING_DATA_DIR`. */
  readonly directory: string;
  readonly clock: () => Date;
  /** Writes one line. */
  readonly write: (line: string) => void;
}

/** Files without which the site cannot be built: their current content stays. */
function mustStay(path: string): boolean {
  const page = pageAt(path);
  const name = /^fakty\/([a-z]+)\.yaml$/.exec(path)?.[1];
  if (page !== undefined) return isNeeded(page);
  return name !== undefined && Object.hasOwn(factFiles, name) && !factFiles[name as FactName].isOptional;
}

const beyondReach = `It cannot reach, and you have to see to it yourself:
  the published site, until the next build (npm run build), and the folders dist and .astro until then
  backups of content and history, and every copy or clone of them
  what search engines and visitors have kept`;

const open = ({ content, directory }: Surroundings) =>
  openHistory({ content, directory, wordsOf: changeWords });

async function forget(surroundings: Surroundings, typed: string): Promise<number> {
  const { content, directory, clock, write } = surroundings;
  const path = typed.replace(/^\.?\//, '').replace(new RegExp(`^${basename(content)}/`), '');
  let place: string;
  try {
    place = placeOf(content, path);
  } catch {
    write(`${typed} is no file below the content folder`);
    return exitCodes.unusable;
  }
  await (await open(surroundings)).takeIn(clock());
  const wasThere = existsSync(place);
  if (!mustStay(path)) await rm(place, { force: true });
  const { changes, earlierNames } = await forgetFile(directory, path);
  const drafts = openDrafts(directory).forget(path);
  await rm(join(directory, 'uploads', basename(path)), { force: true });
  await (await open(surroundings)).takeIn(clock());
  if (changes === 0 && !wasThere && drafts === 0) {
    write(`there is no ${path}, neither in the content nor in its history`);
    return exitCodes.failed;
  }
  write(`${path} is out of the history: ${changes} changes, and ${drafts} drafts of it`);
  write(
    mustStay(path)
      ? 'the site needs this file: it stays in the content as it is now, and its history begins with that'
      : 'it is out of the content, too',
  );
  for (const name of earlierNames) write(`it may have been called ${name} before: forget that as well`);
  write(beyondReach);
  return exitCodes.done;
}

async function backup(surroundings: Surroundings, file: string): Promise<number> {
  const { clock, write } = surroundings;
  const history = await open(surroundings);
  await history.takeIn(clock());
  const bundle = await writeBundle(history.repository);
  if (bundle === undefined) {
    write('there is no content to be copied');
    return exitCodes.failed;
  }
  if (existsSync(file)) {
    write(`${file} is there already; nothing was written`);
    return exitCodes.failed;
  }
  await writeWhole(file, (draft) => writeFile(draft, bundle));
  write(`content and history are copied to ${file}`);
  return exitCodes.done;
}

async function restore(surroundings: Surroundings, file: string): Promise<number> {
  const { content, clock, write } = surroundings;
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) {
    write(`there is no file ${file}`);
    return exitCodes.failed;
  }
  await mkdir(content, { recursive: true });
  const history = await open(surroundings);
  await history.takeIn(clock());
  const head = await readBundle(history.repository, bytes).catch(() => undefined);
  if (head === undefined) {
    write(`${file} is no whole backup of content and history; nothing was changed`);
    return exitCodes.failed;
  }
  await history.adopt(head, { words: ['Przywrócono treść z kopii zapasowej'], at: clock() });
  write(`content and history are back from ${file}; what was there before is in the history`);
  write('the site shows it after the next build: npm run build');
  return exitCodes.done;
}

/**
 * @param args the arguments after `npm run editing --`; at least one
 * @returns the exit code; output was written line by line
 * @throws errors of the file system
 */
export async function runEditingCommand(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const [command = '', file, ...more] = args;
  const run = { forget, backup, restore }[command];
  if (run === undefined || file === undefined || more.length > 0) {
    surroundings.write(editingUsage);
    return exitCodes.unusable;
  }
  await mkdir(surroundings.directory, { recursive: true, mode: 0o700 });
  const code = await whileLocked(surroundings.directory, () => run(surroundings, file));
  if (code === undefined) surroundings.write('the editing pages are publishing just now; try again');
  return code ?? exitCodes.failed;
}
