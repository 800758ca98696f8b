/**
 * Preloaded before a build (`--import`): makes the swap of the finished build with the new one fail. `RENAMING=killed`
 * ends the process, as a power cut would, exactly between the two renames; `RENAMING=refused` makes the second one
 * fail. The program's own code does not know of this.
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
