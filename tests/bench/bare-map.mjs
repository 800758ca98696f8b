import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/**
 * `node bare-map.mjs DIRECTORY [HEADERS]`: the minimum that one Node process can do to serve the precompressed pages of
 * a folder. It checks and negotiates nothing; it is a yardstick, not a server for use. HEADERS, as JSON, are sent with
 * each page.
 */

const directory = process.argv[2] ?? '';
/** @type {Record<string, string>} */
const headers = JSON.parse(process.argv[3] ?? '{}');
/** @type {Map<string, Buffer>} */
const pages = new Map();
for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('index.html.br')) continue;
  pages.set(`/${name.slice(0, -'index.html.br'.length)}`, readFileSync(join(directory, name)));
}

const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '');
  if (page === undefined) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Encoding': 'br',
    'Content-Length': page.length,
  });
  response.end(page);
});
server.listen(Number(process.env['PORT']), process.env['HOST']);
