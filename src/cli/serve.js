// Plain JavaScript: Node needs 60 ms and 18 MB to take the types out of its first TypeScript file.
import './node-version.cjs';
import { existsSync } from 'node:fs';

const program = new URL('../../dist/server.mjs', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('There is no built site in dist/; run: npm run build\n');
  process.exit(2);
}
await import(program.href);
