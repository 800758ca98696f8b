/**
 * `node swap-builds.ts FOLDER`: puts the builds FOLDER-0, FOLDER-1 … into FOLDER, one after the other, without a pause,
 * so that a kill often interrupts a rename.
 */
import { existsSync } from 'node:fs';
import { replaceBuild, restoreBuild } from '../../../src/publication/replace-build.ts';

const [finished = ''] = process.argv.slice(2);
const previous = `${finished}-previous`;
restoreBuild({ finished, draft: '', previous });
process.stdout.write('begins\n');
for (let index = 0; existsSync(`${finished}-${index}`) || index < 1_000; index += 1) {
  const draft = `${finished}-${index}`;
  if (existsSync(draft)) replaceBuild({ finished, draft, previous });
}
setInterval(() => {}, 1_000);
