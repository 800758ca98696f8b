import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import { openMailbox } from '../support/mailbox.ts';
import { startPostgres } from '../support/postgres.ts';
import { freePort, type RunningSite, startSite } from '../support/site.ts';
import { readConfiguration } from './configuration.ts';
import { startLoad } from './load.ts';
import { type RunningProxy, startHaproxy, startNginx, whyNot } from './proxy.ts';
import { siteOrigin } from './visitor.ts';

const people = 8;
const rounds = 3;
/** Enquiries between two restarts, so that each restart interrupts people at work. */
const between = 8;

const nginx = (ports: readonly number[]): Promise<RunningProxy> =>
  startNginx(readConfiguration('nginx/kis.conf'), {
    upstream: ports.map((port) => `  server 127.0.0.1:${port} max_fails=0;\n`).join(''),
  });

const haproxy = (ports: readonly number[]): Promise<RunningProxy> =>
  startHaproxy(readConfiguration('haproxy/haproxy.cfg'), {
    upstream: ports.map((port, at) => `  server kis${at} 127.0.0.1:${port} check\n`).join(''),
  });

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kis-rolling-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Two processes behind a load balancer, with people at both; each process in turn is restarted. */
async function restartUnderLoad(
  context: TestContext,
  options: {
    readonly balancer: (ports: readonly number[]) => Promise<RunningProxy>;
    readonly settings?: Readonly<Record<string, string>>;
    /** The data directory of each process. */
    readonly folders: readonly [string, string];
  },
): Promise<void> {
  const mailbox = await openMailbox();
  context.after(() => mailbox.close());
  const settings = {
    SITE_URL: siteOrigin,
    SMTP_URL: mailbox.url,
    ENQUIRY_TO: 'biuro@kis.example',
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'warn',
    ...options.settings,
  };
  const processes: { readonly start: () => Promise<RunningSite>; running: RunningSite }[] = [];
  const ports: number[] = [];
  for (const dataDirectory of options.folders) {
    const port = await freePort();
    const start = () => startSite(settings, { dataDirectory, port });
    ports.push(port);
    processes.push({ start, running: await start() });
  }
  context.after(() => Promise.all(processes.map(({ running }) => running.kill())));
  const proxy = await options.balancer(ports);
  context.after(() => proxy.stop());
  const load = startLoad(proxy, people);
  const codes: (number | null)[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const each of processes) {
      await load.further(between);
      codes.push(await each.running.stop());
      await load.further(between);
      each.running = await each.start();
    }
  }
  await load.further(between);
  const { pages, messages, failures } = await load.stop();
  context.diagnostic(`${pages} pages and ${messages.length} enquiries over ${codes.length} restarts`);
  const printed = processes.map(({ running }) => running.output());
  assert.deepEqual(failures, [], [...failures, ...printed].join('\n'));
  assert.deepEqual(codes, Array(rounds * 2).fill(0));
  for (const message of messages) await mailbox.waitFor(`${message}\n`);
}

describe('a rolling restart under load', () => {
  const noNginx = whyNot('nginx');
  const noHaproxy = whyNot('haproxy');
  for (const reason of [noNginx, noHaproxy])
    if (reason) process.stderr.write(`tests/production/rolling-restart: ${reason}\n`);

  it('fails no request behind nginx, with two processes on one SQLite store', {
    skip: noNginx,
  }, async (context) => {
    const folder = await folderFor(context);
    await restartUnderLoad(context, { balancer: nginx, folders: [folder, folder] });
  });

  it('fails no request behind HAProxy, with two processes on PostgreSQL', {
    skip: noHaproxy,
  }, async (context) => {
    const postgres = await startPostgres({ durable: false });
    if (postgres === undefined) return context.skip('NOT RUN: no PostgreSQL for this platform');
    context.after(() => postgres.remove());
    const shared = {
      DATABASE_URL: await postgres.freshDatabase(),
      FORM_SECRET: 'a secret that only this test has, of many characters',
      SEALING_KEY: (await createKeyPair()).identity,
    };
    const folders = [await folderFor(context), await folderFor(context)] as const;
    await restartUnderLoad(context, { balancer: haproxy, settings: shared, folders });
  });
});
