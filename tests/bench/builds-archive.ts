import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startContender } from './contender.ts';
import { atMost, median, type Row, short, shown } from './row.ts';

const mostBrotliBytes = 11_000;
const mostTries = 10;
const betweenTriesMilliseconds = 1_000;
/** A word of all made-up news, one of a single page, and a query without results. */
const questions = ['wiadomość', 'wiadomość numer 17', 'opłata', 'zajęcia klub praca', 'xyzzy'];

/** Bytes of the news lists and the feed, as sent over the wire. */
function listRows(client: string): readonly Row[] {
  const lists = join(client, 'aktualnosci', 'strona');
  const numbers = readdirSync(lists).map(Number);
  const last = Math.max(...numbers);
  const bytes = (...name: string[]) => statSync(join(client, ...name)).size;
  const heaviest = Math.max(
    bytes('aktualnosci', 'index.html.br'),
    ...numbers.map((number) => bytes('aktualnosci', 'strona', String(number), 'index.html.br')),
  );
  return [
    atMost(`Heaviest of ${last} pages of the list, brotli bytes`, heaviest, mostBrotliBytes),
    atMost('Map of the site, brotli bytes', bytes('mapa-strony', 'index.html.br'), mostBrotliBytes),
    shown(
      'Feed, which ends with the newest 50',
      `${short(bytes('aktualnosci.xml'))} bytes, ${short(bytes('aktualnosci.xml.br'))} with brotli`,
    ),
    shown(
      'Sitemap',
      `${short(bytes('sitemap-0.xml'))} bytes, ${short(bytes('sitemap-0.xml.br'))} with brotli`,
    ),
  ];
}

/** The server's cost of a search; the first one builds the index. */
async function searchRows(root: string): Promise<readonly Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'kis-bench-search-'));
  const server = await startContender({
    flags: ['--max-semi-space-size=2', '--v8-pool-size=1'],
    script: join(root, 'src', 'cli', 'serve.js'),
    directory: root,
    environment: { SITE_URL: 'http://localhost', DATA_DIR: data },
    path: '/',
  });
  let refused = 0;
  async function ask(question: string): Promise<{ milliseconds: number; bytes: number }> {
    const url = `http://localhost:${server.port}/szukaj/?q=${encodeURIComponent(question)}`;
    for (let each = 0; each < mostTries; each += 1) {
      const before = await server.usage();
      const answer = await fetch(url, { headers: { 'Accept-Encoding': 'identity' } });
      const bytes = (await answer.arrayBuffer()).byteLength;
      const after = await server.usage();
      if (answer.status === 200)
        return { milliseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / 1_000, bytes };
      if (answer.status !== 503) throw new Error(`${url}: ${answer.status}`);
      refused += 1;
      await pause(betweenTriesMilliseconds);
    }
    throw new Error(`${url}: refused ${mostTries} times`);
  }
  try {
    // Not a search yet: loads the renderer.
    await ask('');
    const first = await ask('klub');
    const next: Awaited<ReturnType<typeof ask>>[] = [];
    for (const question of questions) next.push(await ask(question));
    const most = Math.max(...next.map(({ bytes }) => bytes));
    const times = next.map(({ milliseconds }) => milliseconds);
    const { memoryBytes } = await server.usage();
    return [
      shown('First search, which makes the index, ms of CPU', short(first.milliseconds)),
      shown('Next searches, ms of CPU', `median ${short(median(times))}, most ${short(Math.max(...times))}`),
      atMost('Searches refused with 503, one after another, no other load', refused, 0),
      shown('Longest answer to a search', `${short(most)} bytes, uncompressed`),
      shown('Memory of the server then', `${short(memoryBytes / 1e6)} MB`),
    ];
  } finally {
    await server.stop();
    rmSync(data, { recursive: true });
  }
}

/**
 * @param root folder of a built copy with many news. @returns the size of its lists and feed, and the cost of its
 * search
 */
export const measureArchive = async (root: string): Promise<readonly Row[]> => [
  ...listRows(join(root, 'dist', 'client')),
  ...(await searchRows(root)),
];
