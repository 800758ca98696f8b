// Plain JavaScript: Node needs 60 ms and 18 MB to take the types out of its first TypeScript file.
import './node-version.cjs';
import { existsSync, renameSync } from 'node:fs';

const dist = new URL('../../dist', import.meta.url);
const program = new URL('../../dist/server.mjs', import.meta.url);
if (!existsSync(dist)) {
  // A build that was killed between its two renamings has left the one before here (`publication/replace-build.ts`).
  try {
    renameSync(new URL('../../.astro/dist-previous', import.meta.url), dist);
  } catch {}
}
if (!existsSync(program)) {
  process.stderr.write('There is no built site in dist/; run: npm run build\n');
  process.exit(2);
}
await import(program.href);
