/**
 * Loaded before a build (`--import`): what happens when the finished build changes places with the new one.
 * `RENAMING=killed` ends the process, as a power cut would, exactly between the two renamings; `RENAMING=refused` makes
 * the second one fail. The program itself knows nothing of this.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const wanted = process.env['RENAMING'];
const rename = fs.renameSync;
fs.renameSync = (from, to) => {
  if (wanted === 'refused' && String(from).endsWith('-draft'))
    throw Object.assign(new Error('EACCES: permission denied, rename'), { code: 'EACCES' });
  rename(from, to);
  if (wanted === 'killed' && String(to).endsWith('-previous')) process.kill(process.pid, 'SIGKILL');
};
syncBuiltinESMExports();
