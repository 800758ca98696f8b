import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { clubBuild } from '../support/club.ts';
import { oneRequest } from '../support/one-request.ts';
import { startPostgres } from '../support/postgres.ts';
import { copyBuild, markOf, markPages, publish } from '../support/publish.ts';
import { projectRoot, type RunningSite, startSite } from '../support/site.ts';
import type { FaultReport } from './report.ts';
import { addresses, loadWith } from './support/publication-load.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = ['a server looks for a new build once, when it starts'];

const publications = { short: 3, full: 20 };
const promisedMilliseconds = 5_000;
const people = { readers: 3, writers: 1 };

/**
 * @returns milliseconds until every address of every server shows the mark; undefined: longer than the documented
 * limit
 */
async function timeUntilShown(sites: readonly RunningSite[], mark: string): Promise<number | undefined> {
  const began = performance.now();
  const isShown = async ({ url }: RunningSite): Promise<boolean> => {
    const pages = await Promise.all(addresses.map((path) => oneRequest(url + path)));
    return pages.every(({ text }) => markOf(text) === mark);
  };
  while (performance.now() - began < promisedMilliseconds) {
    if ((await Promise.all(sites.map(isShown))).every(Boolean)) return performance.now() - began;
    await pause(20);
  }
  return undefined;
}

function startCourier(settings: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['src/cli/courier.ts'], {
    cwd: projectRoot,
    env: { ...bareEnvironment, ...settings },
    stdio: 'ignore',
  });
}

/**
 * Two servers of one build and a courier on one PostgreSQL, with one build after the other while people read and
 * write.
 *
 * @returns failures for a request that failed, a server that shows a build late, and an enquiry without a mail
 */
export async function checkSeveralServers({ full }: { full: boolean }): Promise<FaultReport> {
  const name = 'several-servers';
  const postgres = await startPostgres({ durable: false });
  if (postgres === undefined)
    return { name, figures: { skipped: 'no PostgreSQL for this platform' }, failures: [] };
  const folder = mkdtempSync(join(projectRoot, '.astro', 'several-servers-'));
  const directory = join(folder, 'dist');
  const mails = join(folder, 'courier');
  const { identity, recipient } = await createKeyPair();
  const shared = {
    DATABASE_URL: await postgres.freshDatabase(),
    FORM_SECRET: 'kilka-serwerow-jednego-budowania-0123456789',
    SEALING_RECIPIENTS: recipient,
    LOG_LEVEL: 'error',
  };
  copyBuild(clubBuild, directory);
  const sites = [
    await startSite({ ...shared, COURIER: 'off' }, { build: directory }),
    await startSite({ ...shared, COURIER: 'off' }, { build: directory }),
  ];
  const courier = startCourier({ ...shared, SEALING_KEY: identity, DATA_DIR: mails });
  try {
    const isOlder = (mark?: string, newest?: string) => Number(mark ?? 0) < Number(newest ?? 0);
    const loads = sites.map((site) => loadWith(site, people, isOlder));
    const times: number[] = [];
    const count = full ? publications.full : publications.short;
    for (let number = 1; number <= count; number += 1) {
      await publish(directory, (draft) =>
        markPages(draft, ['index.html', 'klub/index.html'], String(number)),
      );
      const time = await timeUntilShown(sites, String(number));
      if (time !== undefined) times.push(time);
    }
    for (const load of loads) await load.stop();
    const enquiries = loads.reduce((sum, load) => sum + load.enquiries(), 0);
    const mailed = () => {
      try {
        return readdirSync(join(mails, 'mail')).filter((file) => file.endsWith('.eml')).length;
      } catch {
        return 0;
      }
    };
    for (let tries = 0; tries < 600 && mailed() < enquiries; tries += 1) await pause(50);
    const faults = loads.flatMap((load) => load.faults);
    return {
      name,
      figures: {
        publications: count,
        servers: sites.length,
        'answers meanwhile': loads.reduce((sum, load) => sum + load.answers(), 0),
        'enquiries meanwhile': enquiries,
        'mails of them': mailed(),
        failed: faults.length,
        'ms until every server shows it, median': Math.round(
          times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0,
        ),
        'ms, longest': Math.round(Math.max(...times)),
      },
      failures: [
        ...faults.slice(0, 5),
        ...(times.length < count ? [`${count - times.length} builds were not everywhere within 5 s`] : []),
        ...(mailed() < enquiries ? [`${enquiries - mailed()} enquiries are in no mail`] : []),
      ],
    };
  } finally {
    courier.kill('SIGKILL');
    for (const site of sites) await site.stop();
    await postgres.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
