/**
 * `npm run headers`: prints the headers of every response of the built site, one line each, for serving its files
 * from elsewhere (a CDN). Exits 2 when nothing is built.
 */
import { join } from 'node:path';
import { securityHeaders } from '../http/security-headers.ts';
import { projectRoot } from '../project-root.ts';
import { findBuiltSite } from '../web/build-manifest.ts';
import { allowClosedOutput } from './closed-output.ts';
import { optionsOrExit } from './options.ts';

allowClosedOutput();
optionsOrExit({});
const site = findBuiltSite(join(projectRoot, 'dist'));
if (site === undefined) {
  process.stderr.write('There is no built site in dist/; run: npm run build\n');
  process.exit(2);
}
const { siteUrl, styleHashes } = site.manifest;
const https = new URL(siteUrl).protocol === 'https:';
for (const [name, value] of Object.entries(securityHeaders({ https, styleHashes })))
  process.stdout.write(`${name}: ${value}\n`);
