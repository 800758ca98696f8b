import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCodeOf } from '../error-code.ts';
import { createHostCheck } from '../http/host.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { answerError } from '../http/serve-static.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import { loadStaticFiles } from '../http/static-files.ts';
import { createLog, type Log } from '../log.ts';
import { describeDatabase, readSettings, type Settings } from '../settings.ts';
import { type BuiltSite, findBuiltSite } from '../web/build-manifest.ts';
import { createEnds } from '../web/ends.ts';
import type { LivePages } from '../web/live-pages.ts';
import { createMetrics, type Metrics } from '../web/metrics.ts';
import { createRouter } from '../web/router.ts';
import { exposureWarning } from './exposed.ts';
import { giveUp, settingsOrGiveUp } from './give-up.ts';
import type { OpenLivePages } from './live-pages.ts';
import { takeConsole, takeFaults } from './process-faults.ts';
import { startLines } from './startup-report.ts';

/** Connections that the system keeps for us while we are busy. Of those beyond it a browser tries again after 1 s, then 3 s. */
const waitingConnections = 4_096;
const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
/** After a restart people wait at the door: they get their pages before the rest of the program is loaded. */
const doorMilliseconds = 20;
/** How soon a server started by npm notices that npm is gone. */
const parentCheckMilliseconds = 500;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** A reader of our lines that goes away (`| head`) must not take the site with it. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** What a server is built around. */
interface Setting {
  readonly settings: Settings;
  readonly site: BuiltSite;
  readonly live: Promise<LivePages>;
  readonly log: Log;
  /** Undefined: nobody may see them. */
  readonly metrics: Metrics | undefined;
}

function buildServer({ settings, site, live, log, metrics }: Setting): HttpServer {
  const { siteUrl } = settings;
  const shared = securityHeaders({
    https: siteUrl.protocol === 'https:',
    styleHashes: site.manifest.styleHashes,
  });
  const staticFiles = loadStaticFiles(site.clientDirectory);
  const front = createRouter({
    staticFiles,
    live,
    oldAddresses: site.manifest.oldAddresses,
    isGone: createEnds(site.manifest.newsEnds, clock),
    judgeHost: createHostCheck({ siteUrl }),
    ...(metrics === undefined ? {} : { metrics: metrics.text }),
    securityHeaders: shared,
    log,
    now: () => performance.now(),
    clock,
  });
  return createHttpServer({
    front,
    errorAnswer: (status) => answerError(status, staticFiles.errorPage('/', status), {}),
    securityHeaders: shared,
    clock,
  });
}

/** @returns the port. @throws when it cannot be had */
async function listen({ server }: HttpServer, { host, port }: Settings): Promise<number> {
  server.listen({ port, host, backlog: waitingConnections });
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function whyNotListening(fault: unknown, { host, port }: Settings): string {
  return errorCodeOf(fault) === 'EADDRINUSE'
    ? `PORT: ${port} on ${host} is in use; set another PORT`
    : `HOST, PORT: cannot listen on ${host}, port ${port} (${errorCodeOf(fault)})`;
}

/** The store, the courier and Astro are most of the program, and nobody who reads a page needs them. */
async function openLive(site: BuiltSite, settings: Settings, log: Log): Promise<OpenLivePages> {
  const { openLivePages } = await import('./live-pages.ts');
  try {
    return await openLivePages(site, settings, { log, clock, random });
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : errorCodeOf(fault);
    return giveUp([`Enquiries cannot be kept in ${describeDatabase(settings.database)}: ${reason}`]);
  }
}

/** The first signal ends in good order, the second at once. */
function stopOnSignal(httpServer: HttpServer, live: Promise<OpenLivePages>, log: Log): void {
  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    log('info', 'server-stopping');
    await httpServer.stop();
    await (await live).close();
    process.exit(0);
  }
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // npm ends with its signal and does not hand it on: without this its server would outlive it.
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent && !stopping) void stop();
  }, parentCheckMilliseconds).unref();
}

async function start(): Promise<void> {
  const settings = settingsOrGiveUp(readSettings(process.env));
  // The build puts this program beside the pages.
  const site = findBuiltSite(import.meta.dirname);
  if (site === undefined) giveUp(['There is no built site in dist/; run: npm run build']);
  const written = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
  const metrics = settings.metrics ? createMetrics(written) : undefined;
  const log = metrics?.log ?? written;
  takeConsole(log, console);
  takeFaults(log, process);
  const { promise: live, resolve: isOpen } = Promise.withResolvers<OpenLivePages>();
  const httpServer = buildServer({ settings, site, live, log, metrics });
  const port = await listen(httpServer, settings).catch((fault: unknown) =>
    giveUp([whyNotListening(fault, settings)]),
  );
  stopOnSignal(httpServer, live, log);
  await pause(doorMilliseconds);
  isOpen(await openLive(site, settings, log));
  const builtFor = site.manifest.siteUrl;
  const exposure = exposureWarning(settings.dataDirectory);
  startLines(settings, { port, builtFor, nodeVersion: process.versions.node, exposure }).forEach(print);
}

await start();
