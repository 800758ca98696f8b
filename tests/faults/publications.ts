import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { restoreBuild } from '../../src/publication/replace-build.ts';
import { readFilesNow } from '../../src/web/build-files.ts';
import { findBuiltSite } from '../../src/web/build-manifest.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { clubBuild, clubContent } from '../support/club.ts';
import { oneRequest } from '../support/one-request.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { copyBuild, markOf, markPages, publish } from '../support/publish.ts';
import { projectRoot, type RunningSite, startSite } from '../support/site.ts';
import type { FaultReport } from './report.ts';
import { addresses, loadWith } from './support/publication-load.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = ['the build before is removed before the new one is renamed to its place'];

/** Real builds are also killed in `process/publication.test.ts`, so here only in the full run. */
const short = { publications: 12, kills: 0, killedSwaps: 6 };
const whole = { publications: 200, kills: 200, killedSwaps: 200 };

const productionFlags = '--max-semi-space-size=2 --max-old-space-size=160 --v8-pool-size=1';
const people = { readers: 4, writers: 2 };
const promisedMilliseconds = 5_000;
/** From the tenth publication on, memory must not grow, apart from chance. */
const levelFrom = 10;
const chance = 1.15;
/** Swaps of builds prepared for a process that will be killed. */
const swapsAtOnce = 6;
const longestSwapsMilliseconds = 12;
const faultyRenaming = new URL('../support/faulty-renaming.ts', import.meta.url).href;

const memoryOf = ({ pid }: RunningSite): number =>
  Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const isWhole = (directory: string): boolean => {
  const site = findBuiltSite(directory);
  return site !== undefined && readFilesNow(site).kind === 'whole';
};

/** Inside the project, where a server finds its packages. */
async function inFolder<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(projectRoot, '.astro', 'publications-'));
  try {
    return await work(join(folder, 'dist'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Part {
  readonly figures: FaultReport['figures'];
  readonly failures: readonly string[];
}

const marksOn = (site: RunningSite) =>
  Promise.all(addresses.map(async (path) => markOf((await oneRequest(site.url + path)).text)));

/** @returns milliseconds until every address shows the mark; undefined: longer than the documented limit */
async function timeUntilShown(site: RunningSite, mark: string): Promise<number | undefined> {
  const began = performance.now();
  while (performance.now() - began < promisedMilliseconds) {
    if ((await marksOn(site)).every((each) => each === mark)) return performance.now() - began;
    await pause(20);
  }
  return undefined;
}

/** One publication after the other while people read and write. */
const publishOften = (count: number): Promise<Part> =>
  inFolder(async (directory) => {
    copyBuild(clubBuild, directory);
    const site = await startSite({ NODE_OPTIONS: productionFlags, LOG_LEVEL: 'error' }, { build: directory });
    const load = loadWith(site, people, (mark, newest) => Number(mark ?? 0) < Number(newest ?? 0));
    const times: number[] = [];
    const memory: number[] = [];
    let late = 0;
    for (let number = 1; number <= count; number += 1) {
      await publish(directory, (draft) =>
        markPages(draft, ['index.html', 'klub/index.html'], String(number)),
      );
      const time = await timeUntilShown(site, String(number));
      if (time === undefined) late += 1;
      else times.push(time);
      memory.push(memoryOf(site));
      if (number % 20 === 0) process.stderr.write(`${number} publications, ${memory.at(-1)} MB\n`);
    }
    await load.stop();
    await site.stop();
    const level = memory[levelFrom - 1] ?? 0;
    const end = median(memory.slice(-5));
    return {
      figures: {
        publications: count,
        'answers meanwhile': load.answers(),
        'enquiries meanwhile': load.enquiries(),
        failed: load.faults.length,
        'ms from the swap to the new everywhere, median': Math.round(median(times)),
        'ms, longest': Math.round(Math.max(...times)),
        'MB after the 2nd': memory[1] ?? 0,
        'MB after the 10th': level,
        'MB after the last five': end,
      },
      failures: [
        ...load.faults.slice(0, 5),
        ...(late > 0 ? [`${late} publications were not everywhere within 5 s`] : []),
        ...(end > level * chance ? [`memory grew from ${level} to ${end} MB`] : []),
      ],
    };
  });

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => child.once('close', () => resolve()));

/** Only the last step of a build, so that many kills interrupt it. */
const killSwaps = (count: number): Promise<Part> =>
  inFolder(async (directory) => {
    copyBuild(clubBuild, directory);
    const site = await startSite({ LOG_LEVEL: 'error' }, { build: directory });
    const load = loadWith(site, { readers: 2, writers: 0 }, () => false);
    const program = fileURLToPath(new URL('./support/swap-builds.ts', import.meta.url));
    const previous = `${directory}-previous`;
    let between = 0;
    let broken = 0;
    for (let kill = 0; kill < count; kill += 1) {
      for (let index = 0; index < swapsAtOnce; index += 1) {
        // Asynchronous, because the readers run in this process and must be able to send requests.
        await rm(`${directory}-${index}`, { recursive: true, force: true });
        await cp(clubBuild, `${directory}-${index}`, { recursive: true });
      }
      // Half of the kills come exactly between the two renames, the others at any moment.
      const surely = kill % 2 === 0;
      const child = spawn(
        process.execPath,
        [...(surely ? [`--import=${faultyRenaming}`] : []), program, directory],
        {
          env: { ...process.env, RENAMING: 'killed' },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      const end = performance.now() + Math.random() * longestSwapsMilliseconds;
      while (!surely && performance.now() < end);
      if (!surely) child.kill('SIGKILL');
      await exited(child);
      if (!existsSync(directory)) between += 1;
      restoreBuild({ finished: directory, draft: '', previous });
      if (!isWhole(directory)) broken += 1;
    }
    await load.stop();
    await site.stop();
    return {
      figures: {
        'killed swaps': count,
        'between two renamings': between,
        'answers while swaps were killed': load.answers(),
      },
      failures: [
        ...load.faults.slice(0, 5),
        ...(broken > 0 ? [`${broken} killed swaps left no whole build`] : []),
      ],
    };
  });

function startBuild(copy: ProjectCopy): ChildProcess {
  return spawn(process.execPath, ['src/cli/build.ts'], {
    cwd: copy.root,
    env: { ...bareEnvironment },
    stdio: 'ignore',
  });
}

/** Real builds, killed at random moments. */
async function killBuilds(count: number): Promise<Part> {
  const copy = await copyProject(clubContent);
  const dist = join(copy.root, 'dist');
  try {
    await exited(startBuild(copy));
    const began = performance.now();
    await exited(startBuild(copy));
    const longest = performance.now() - began;
    const site = await startSite({ LOG_LEVEL: 'error' }, { build: dist });
    const load = loadWith(site, { readers: 2, writers: 1 }, () => false);
    const failures: string[] = [];
    let finished = 0;
    for (let kill = 0; kill < count; kill += 1) {
      const before = findBuiltSite(dist)?.id;
      await copy.edit('content/pl/strony/klub.md', (text) => `${text}\nZabite budowanie ${kill}.\n`);
      const child = startBuild(copy);
      await Promise.race([pause(Math.random() * longest), exited(child)]);
      child.kill('SIGKILL');
      await pause(50);
      if (findBuiltSite(dist)?.id !== before) finished += 1;
      if (!isWhole(dist)) failures.push(`kill ${kill}: there is no whole build`);
    }
    const last = startBuild(copy);
    await exited(last);
    if (last.exitCode !== 0) failures.push('the build after the kills failed');
    const sentence = `Zabite budowanie ${count - 1}.`;
    const shown = async () => (await oneRequest(`${site.url}/klub/`)).text.includes(sentence);
    const end = performance.now() + promisedMilliseconds;
    while (!(await shown()) && performance.now() < end) await pause(50);
    if (!(await shown())) failures.push('the build after the kills was not taken over');
    await load.stop();
    await site.stop();
    return {
      figures: {
        'killed builds': count,
        'of these ended before': finished,
        'answers while builds were killed': load.answers() + load.enquiries(),
      },
      failures: [...failures, ...load.faults.slice(0, 5)],
    };
  } finally {
    await copy.remove();
  }
}

/**
 * Publishes under load, and kills builds and their last step at random moments.
 *
 * @returns failures for a request that failed or was answered from an older edition than before, for memory that grows,
 * and for a moment without a complete build
 */
export async function checkPublications({ full }: { full: boolean }): Promise<FaultReport> {
  const goal = full ? whole : short;
  const parts = [
    await publishOften(goal.publications),
    await killSwaps(goal.killedSwaps),
    ...(goal.kills > 0 ? [await killBuilds(goal.kills)] : []),
  ];
  return {
    name: 'publications',
    figures: Object.assign({}, ...parts.map(({ figures }) => figures)),
    failures: parts.flatMap(({ failures }) => failures),
  };
}
