/**
 * `npm run build`: checks the content, then builds the site into `dist/`; running servers take it over themselves.
 * With `--if-needed` only when the inputs have changed since `dist/` was made, when it was made on another day, or
 * when it is damaged: pages show what is true on the day of the build. `--keep-nothing`: removed pictures and
 * documents are no longer served at once, not after an hour. `--out=FOLDER`: into another folder than `dist/`, for
 * tests; on the same disk as the project. Exits 1 when the site has not changed.
 */

import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { folderName } from '../content-check/folder-name.ts';
import { report } from '../content-check/report.ts';
import { minute } from '../durations.ts';
import { hashBuildInputs } from '../manifest/build-inputs.ts';
import { projectRoot } from '../project-root.ts';
import { holdBuildLock, lockPatienceMilliseconds } from '../publication/build-lock.ts';
import { buildSite } from '../publication/build-site.ts';
import { readFilesNow } from '../web/build-files.ts';
import { findBuiltSite } from '../web/build-manifest.ts';
import { allowClosedOutput } from './closed-output.ts';
import { contentSettingsOrExit } from './content-settings.ts';

const { values: given } = parseArgs({
  options: {
    'if-needed': { type: 'boolean' },
    'keep-nothing': { type: 'boolean' },
    out: { type: 'string', default: join(projectRoot, 'dist') },
  },
});
const finished = resolve(given.out);
const settings = contentSettingsOrExit();
const minutes = lockPatienceMilliseconds / minute;
const print = (text: string) => process.stdout.write(text);

function isUpToDate(): boolean {
  const site = findBuiltSite(finished);
  return (
    site !== undefined &&
    site.manifest.inputsHash === hashBuildInputs(projectRoot, settings) &&
    readFilesNow(site).kind === 'whole'
  );
}

async function build(): Promise<void> {
  const release = await holdBuildLock(projectRoot, {
    waits: () => print(`Trwa inne budowanie portalu. Czekam, aż się skończy (najdłużej ${minutes} minut).\n`),
  });
  if (release === undefined) {
    process.stderr.write(
      `Inne budowanie trwa już ponad ${minutes} minut. Portal nie został zmieniony. Zakończ tamto i spróbuj jeszcze raz.\n`,
    );
    process.exit(1);
  }
  // The build that held the lock may have made the same.
  if (given['if-needed'] === true && isUpToDate()) return release();
  const result = await buildSite({
    root: projectRoot,
    finished,
    settings,
    keepsNothing: given['keep-nothing'] === true,
    checked: (found) => print(report(found, folderName(projectRoot, settings.contentDirectory))),
    began: () => {},
  });
  release();
  if (result.kind === 'content-errors') process.exit(1);
  if (result.kind === 'failed') throw result.fault;
  print(`Portal zbudowany w folderze ${folderName(projectRoot, finished)}/.\n`);
}

allowClosedOutput();
if (given['if-needed'] !== true || !isUpToDate()) await build();
