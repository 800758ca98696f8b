import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { livingContent } from '../support/club.ts';
import { copyProject } from '../support/project-copy.ts';
import { projectRoot } from '../support/site.ts';
import { pageOfSize } from './built-pages.ts';
import { type Contender, startContender } from './contender.ts';
import { createLoadGenerator, get } from './load.ts';
import { nginxCoding, startNginx } from './nginx.ts';
import { atLeast, atMost, median, notMeasured, type Part, type Row, short, shown } from './row.ts';

/** Size of the requested page in bytes, before compression. */
const pageBytes = 25_000;
/** A server runs for weeks, so its cost is measured after Node has compiled the frequently used code. */
const warmUpRequests = 50_000;
const requestsARound = 5_000;
const rounds = 3;
/** How V8 compiles and where data is placed in memory varies by chance between processes: ± 5 %. */
const lives = 5;
const connections = 16;
const startRounds = 7;

const ours = 'our server';
const bareMap = 'bare node:http map';
const sameHeaders = 'bare node:http map with our headers';
const standalone = '@astrojs/node standalone';
const client = join(projectRoot, 'dist', 'client');
const sibling = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** How to start each server of the table; `path` is the page. */
interface Field {
  start(name: string): Promise<Contender>;
  readonly names: readonly string[];
  readonly missing: readonly Row[];
  remove(): Promise<void>;
}

const isInstalled = (name: string): boolean => {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
};

/** Builds the same site behind the adapter's own server. */
async function buildStandalone() {
  const copy = await copyProject(livingContent);
  await copy.edit('astro.config.mjs', (text) =>
    text.replace("mode: 'middleware'", "mode: 'standalone'").replace(/^ *bundlePages\(\),\n/m, ''),
  );
  await copy.build();
  return copy;
}

/** @returns the headers of our server for a page, without those that Node adds by itself */
async function headersOf(server: Contender, path: string): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`http://localhost:${server.port}${path}`);
  await answer.body?.cancel();
  const ofNode = ['date', 'connection', 'keep-alive', 'content-length', 'content-encoding'];
  return Object.fromEntries([...answer.headers].filter(([name]) => !ofNode.includes(name)));
}

async function prepareField(path: string): Promise<Field> {
  const data = mkdtempSync(join(tmpdir(), 'kis-bench-'));
  const copy = await buildStandalone();
  const directory = projectRoot;
  const startOurs = () =>
    startContender({
      flags: ['--max-semi-space-size=2', '--max-old-space-size=160', '--v8-pool-size=1'],
      script: join(projectRoot, 'src', 'cli', 'serve.js'),
      directory,
      environment: { SITE_URL: 'http://localhost', DATA_DIR: data },
      path,
    });
  const first = await startOurs();
  const headers = await headersOf(first, path).finally(() => first.stop());
  const starts: Record<string, () => Promise<Contender>> = {
    [ours]: startOurs,
    [bareMap]: () => startContender({ script: sibling('bare-map.mjs'), args: [client], directory, path }),
    [sameHeaders]: () =>
      startContender({
        script: sibling('bare-map.mjs'),
        args: [client, JSON.stringify(headers)],
        directory,
        path,
      }),
    [standalone]: () =>
      startContender({ script: join('dist', 'server', 'entry.mjs'), directory: copy.root, path }),
  };
  const missing: Row[] = [];
  if (isInstalled('sirv'))
    starts['sirv'] = () =>
      startContender({ script: sibling('sirv-server.ts'), args: [client], directory, path });
  else missing.push(notMeasured('Requests a CPU second: ÷ sirv', 'sirv is not installed'));
  const coding = nginxCoding();
  if (coding === undefined) missing.push(notMeasured('Requests a CPU second: nginx', 'not installed'));
  else starts[`nginx, one process, ${coding}_static`] = () => startNginx(coding, client, path);
  return {
    names: Object.keys(starts),
    missing,
    async start(name) {
      const start = starts[name];
      if (start === undefined) throw new Error(`${name}: unknown`);
      return start();
    },
    async remove() {
      rmSync(data, { recursive: true, force: true });
      await copy.remove();
    },
  };
}

/** The measured cost of each server. */
interface Measured {
  /** Per request, in µs of the server's own CPU time, one figure for each round of each process. */
  readonly costs: ReadonlyMap<string, readonly number[]>;
  /** Memory of our server after the load, in MB, the largest of all its processes. */
  readonly memory: number;
}

/** Measures one process of every server. */
async function measureLife(field: Field, path: string, costs: Map<string, number[]>): Promise<number> {
  const requests = [get(path)];
  const load = createLoadGenerator();
  const servers = new Map<string, Contender>();
  const ask = (server: Contender, count: number) =>
    load.costOf(server, { requests, count, connections }, 200);
  try {
    for (const name of field.names) servers.set(name, await field.start(name));
    for (const server of servers.values()) await ask(server, warmUpRequests);
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, server] of servers)
        costs.set(name, [...(costs.get(name) ?? []), await ask(server, requestsARound)]);
    }
    return ((await servers.get(ours)?.usage())?.memoryBytes ?? Number.NaN) / 1e6;
  } finally {
    load.stop();
    for (const server of servers.values()) await server.stop();
  }
}

async function measureLives(field: Field, path: string): Promise<Measured> {
  const costs = new Map<string, number[]>();
  const memories: number[] = [];
  for (let life = 0; life < lives; life += 1) memories.push(await measureLife(field, path, costs));
  return { costs, memory: Math.max(...memories) };
}

/**
 * How many times more requests our server handles in a CPU second than another server: the median over the rounds.
 */
function ratio({ costs }: Measured, other: string): number {
  const own = costs.get(ours) ?? [];
  return median((costs.get(other) ?? []).map((cost, round) => cost / (own[round] ?? Number.NaN)));
}

async function measureStarts(field: Field): Promise<readonly Row[]> {
  const own: Contender['start'][] = [];
  const bare: Contender['start'][] = [];
  for (let round = 0; round < startRounds; round += 1) {
    for (const [name, starts] of [[ours, own] as const, [bareMap, bare] as const]) {
      const server = await field.start(name);
      starts.push(server.start);
      await server.stop();
    }
  }
  const [cpu, clock] = (['cpuMilliseconds', 'milliseconds'] as const).map((kind) => {
    const [ourTime, bareTime] = [own, bare].map((starts) => median(starts.map((start) => start[kind])));
    const [ourMilliseconds, bareMilliseconds] = [ourTime ?? Number.NaN, bareTime ?? Number.NaN];
    const remark = `${short(ourMilliseconds)} ms and ${short(bareMilliseconds)} ms`;
    return { ratio: ourMilliseconds / bareMilliseconds, remark };
  });
  if (cpu === undefined || clock === undefined) return [];
  return [
    atMost('CPU time from start to first byte ÷ bare map', cpu.ratio, 1.5, cpu.remark),
    shown('Clock time from start to first byte ÷ bare map', `${short(clock.ratio)}  (${clock.remark})`),
  ];
}

/** Requests per CPU second, memory and start of our server compared with other servers, with the same page. */
export const measureStaticPages: Part = async () => {
  const page = pageOfSize(client, pageBytes);
  const field = await prepareField(page.path);
  try {
    const startRows = await measureStarts(field);
    const measured = await measureLives(field, page.path);
    const perSecond = (name: string) => 1e6 / median(measured.costs.get(name) ?? []);
    return [
      shown('The page', `${page.path}, ${short(page.bytes)} bytes, ${short(page.brotliBytes)} with brotli`),
      ...field.names.map((name) => shown(`Requests a CPU second: ${name}`, short(perSecond(name)))),
      // Node checks and joins sixteen headers for each answer, where the bare map has three: 1.8 µs of 15.
      shown('Requests a CPU second: ÷ bare map', short(ratio(measured, bareMap))),
      atLeast('Requests a CPU second: ÷ bare map with our headers', ratio(measured, sameHeaders), 0.9),
      atLeast('Requests a CPU second: ÷ @astrojs/node', ratio(measured, standalone), 4),
      ...(field.names.includes('sirv')
        ? [atLeast('Requests a CPU second: ÷ sirv', ratio(measured, 'sirv'), 4)]
        : []),
      ...field.missing,
      ...startRows,
      atMost('Memory after load, MB', measured.memory, 120),
    ];
  } finally {
    await field.remove();
  }
};
