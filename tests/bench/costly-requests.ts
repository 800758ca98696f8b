import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../faults/support/hand-timers.ts';
import { clubBuild } from '../support/club.ts';
import { projectRoot } from '../support/site.ts';
import { type Contender, startContender } from './contender.ts';
import { formInput, fullForms, type Input, readingInput } from './costly-inputs.ts';
import { atMost, median, type Part, type Row } from './row.ts';

/** The limit of threats.md, "at the door". */
const mostMilliseconds = 25;
const seed = 20_261_129;
/** Inputs tried for each route, and how often the costliest are measured again. */
const sizes = { short: { tried: 300, kept: 4, times: 5 }, full: { tried: 2_000, kept: 12, times: 15 } };
const known = { topic: 'other', forWhom: 'self', channel: 'visit' };

/** @returns the status; 0 if there was no answer */
function send(port: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (answer.length < 20) answer += text;
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)));
  });
}

interface Cost {
  readonly input: Input;
  readonly status: number;
  readonly milliseconds: number;
}

async function costOf(server: Contender, input: Input): Promise<Cost> {
  const before = await server.usage();
  const status = await send(server.port, input.bytes);
  const after = await server.usage();
  return { input, status, milliseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / 1_000 };
}

async function tokenFrom(port: number): Promise<string> {
  const page = await (await fetch(`http://localhost:${port}/zgloszenie/`)).text();
  return /name="form" value="([^"]+)"/.exec(page)?.[1] ?? '';
}

interface Route {
  readonly make: () => Promise<Input>;
  /** Tried before the random ones. */
  readonly first?: Iterable<Input>;
}

/**
 * Tries many inputs once and the costliest again, because random garbage collection is not part of a request's cost.
 */
async function search(
  server: Contender,
  { make, first = [] }: Route,
  size: typeof sizes.short,
): Promise<readonly Cost[]> {
  const found: Cost[] = [];
  for (const input of first) found.push(await costOf(server, input));
  for (let tried = 0; tried < size.tried; tried += 1) found.push(await costOf(server, await make()));
  const worst = found.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, size.kept * 3);
  const again: Cost[] = [];
  for (const { input } of worst) {
    const costs: Cost[] = [];
    for (let time = 0; time < size.times; time += 1) costs.push(await costOf(server, input));
    const [first] = costs;
    if (first) again.push({ ...first, milliseconds: median(costs.map(({ milliseconds }) => milliseconds)) });
  }
  return again.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, size.kept);
}

/** The highest server cost of one request, by route, and the request that causes it. */
export const measureCostlyRequests: Part = async ({ full }) => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'kis-bench-'));
  const server = await startContender({
    flags: ['--max-semi-space-size=2', '--max-old-space-size=160', '--v8-pool-size=1'],
    script: join(clubBuild, 'server.mjs'),
    directory: projectRoot,
    environment: {
      SITE_URL: 'http://localhost',
      DATA_DIR: dataDirectory,
      ENQUIRY_RATE: 'off',
      TRUSTED_PROXIES: '127.0.0.1',
      METRICS: 'on',
      COURIER: 'off',
    },
    path: '/livez',
  });
  const random = seededRandom(seed);
  const reading = (path: string, rest: boolean, query = ''): Route => ({
    make: async () => readingInput(random, path, { rest, query }),
  });
  const routes: Readonly<Record<string, Route>> = {
    form: {
      make: async () => formInput(random, await tokenFrom(server.port), known),
      first: fullForms(known),
    },
    'form, read': reading('/zgloszenie/', false, '?'),
    confirmation: reading('/zgloszenie/przyjete/', false, '?z='),
    search: reading('/szukaj/', false, '?q='),
    'no such address': reading('/', true),
    'old address': reading('/index.php', false, '?'),
    health: reading('/healthz', false),
    numbers: reading('/metrics', false),
    'a page': reading('/kontakt/', false, '?'),
  };
  try {
    for (let count = 0; count < 300; count += 1) await costOf(server, formInput(random, '', known));
    const rows: Row[] = [];
    for (const [name, route] of Object.entries(routes)) {
      const [worst] = await search(server, route, full ? sizes.full : sizes.short);
      if (worst)
        rows.push(
          atMost(
            `Costliest request, ${name}, ms of CPU`,
            worst.milliseconds,
            mostMilliseconds,
            `${worst.status}: ${worst.input.name.slice(0, 120)}`,
          ),
        );
    }
    return rows;
  } finally {
    await server.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
};
