// Plain JavaScript: Node needs 60 ms and 18 MB to strip the types of its first TypeScript file.
import './node-version.cjs';
import { existsSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = new URL('../../dist', import.meta.url);
const program = new URL('../../dist/server.mjs', import.meta.url);
if (!existsSync(dist)) {
  // A build that was killed between its two renames has left the previous one here (`publication/replace-build.ts`).
  try {
    renameSync(new URL('../../.astro/dist-previous', import.meta.url), dist);
  } catch {}
}
if (!existsSync(program)) {
  process.stderr.write('There is no built site in dist/; run: npm run build\n');
  process.exit(2);
}
await import(program.href);

// `npm start`: runs the editing pages beside the site, in a separate process. When it fails, the site goes on.
if (process.argv.includes('--with-editing') && process.env.EDITING !== 'off') {
  const { spawn } = await import('node:child_process');
  const versionCheck = fileURLToPath(new URL('./node-version.cjs', import.meta.url));
  const editing = fileURLToPath(new URL('./editing.ts', import.meta.url));
  const child = spawn(process.execPath, ['-r', versionCheck, editing], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const say = () =>
    process.stderr.write(
      'The editing pages have stopped; the site goes on. Start them again: npm run editing\n',
    );
  child.once('error', say);
  child.once('exit', (code) => code !== 0 && say());
}
