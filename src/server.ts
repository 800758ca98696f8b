import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { causeOf } from './enquiry/cause.ts';
import { createLog, type Log } from './log.ts';
import { answerError } from './server/answer-static.ts';
import { type BuiltSite, findBuiltSite } from './server/built-site.ts';
import { createFormDesk } from './server/form-desk.ts';
import { createFront, renderedPages } from './server/front.ts';
import { securityHeaders } from './server/headers.ts';
import { canWriteTo, createHealth } from './server/health.ts';
import { createHostCheck } from './server/host.ts';
import { createHttpServer, type HttpServer } from './server/http-server.ts';
import { createLoadShedding, watchEventLoop } from './server/load-shedding.ts';
import { createMetrics, type Metrics } from './server/metrics.ts';
import { createParts, type Parts } from './server/parts.ts';
import { createRateLimit } from './server/rate-limit.ts';
import { type AstroHandler, createPageRenderer, type RenderPage } from './server/render-page.ts';
import { startLines } from './server/start-lines.ts';
import { loadStaticFiles } from './server/static-files.ts';
import { describeDatabase, missingForRealUse, readSettings, type Settings } from './settings.ts';

const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
/** How soon a server started by npm notices that npm is gone. */
const parentCheckMilliseconds = 500;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** A reader of our lines that goes away (`| head`) must not take the site with it. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Ends a start that cannot succeed until a person has changed something. */
function giveUp(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

/** What a server is built around. */
interface Setting {
  readonly settings: Settings;
  readonly site: BuiltSite;
  readonly parts: Parts;
  readonly log: Log;
  /** Undefined: nobody may see them. */
  readonly metrics: Metrics | undefined;
}

async function buildServer({ settings, site, parts, log, metrics }: Setting): Promise<HttpServer> {
  const { handler }: { handler: AstroHandler } = await import(site.entry.href);
  const { siteUrl } = settings;
  const shared = securityHeaders({
    https: siteUrl.protocol === 'https:',
    styleHashes: site.manifest.styleHashes,
  });
  const staticFiles = loadStaticFiles(site.clientDirectory);
  const rateLimit = createRateLimit({ rate: settings.enquiryRate, clock, random, wait: pause });
  const renderPage = createPageRenderer({ handler, siteUrl });
  const formDesk = createFormDesk({
    reception: parts.reception,
    rateLimit,
    trustedProxies: settings.trustedProxies,
    clock,
  });
  const front = createFront({
    staticFiles,
    renderPage,
    formDesk,
    judgeHost: createHostCheck({ siteUrl, listeningHost: settings.host }),
    health: createHealth({
      counts: () => parts.store.counts(),
      marks: () => parts.store.marks(),
      storage: () => parts.store.condition(),
      canWrite: () => canWriteTo(settings.dataDirectory),
      missing: missingForRealUse(settings),
      production: settings.production,
      pagesFreshUntil: site.manifest.freshUntil,
      clock,
    }),
    load: createLoadShedding({ delay: watchEventLoop(), now: () => performance.now() }),
    ...(metrics === undefined ? {} : { metrics: metrics.text }),
    securityHeaders: shared,
    log,
    clock,
  });
  const httpServer = createHttpServer({
    front,
    errorAnswer: (status) => answerError(status, staticFiles.errorPage('/', status), {}),
    securityHeaders: shared,
    clock,
  });
  httpServer.server.once('listening', () => void loadPages(renderPage, formDesk.open(), log));
  return httpServer;
}

/** Astro reads a page's code when the page is first asked for: by then the next build may lie in its place. */
async function loadPages(renderPage: RenderPage, locals: App.Locals, log: Log): Promise<void> {
  for (const path of renderedPages) {
    const page = await renderPage(path, locals).catch(() => undefined);
    if (page === undefined) log('error', 'page-not-rendered', { route: 'form' });
  }
  log('debug', 'pages-loaded', { count: renderedPages.length });
}

/** @returns the port. @throws when it cannot be had */
async function listen({ server }: HttpServer, { host, port }: Settings): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function whyNotListening(fault: unknown, { host, port }: Settings): string {
  return causeOf(fault) === 'EADDRINUSE'
    ? `PORT: ${port} on ${host} is in use; set another PORT`
    : `HOST, PORT: cannot listen on ${host}, port ${port} (${causeOf(fault)})`;
}

async function openParts(settings: Settings, log: Log): Promise<Parts> {
  try {
    return await createParts(settings, { log, clock, random });
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : causeOf(fault);
    return giveUp([`Enquiries cannot be kept in ${describeDatabase(settings.database)}: ${reason}`]);
  }
}

/** The first signal ends in good order, the second at once. */
function stopOnSignal(httpServer: HttpServer, parts: Parts, log: Log): void {
  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) process.exit(1);
    stopping = true;
    log('info', 'server-stopping');
    await httpServer.stop();
    await parts.close();
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
  const reading = readSettings(process.env);
  if (reading.kind === 'invalid')
    giveUp(['The settings need mending:', ...reading.faults.map((each) => `  ${each}`)]);
  const { settings } = reading;
  const site = findBuiltSite(join(fileURLToPath(new URL('..', import.meta.url)), 'dist'));
  if (site === undefined) giveUp(['There is no built site in dist/; run: npm run build']);
  const written = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
  const metrics = settings.metrics ? createMetrics(written) : undefined;
  const log = metrics?.log ?? written;
  const parts = await openParts(settings, log);
  const httpServer = await buildServer({ settings, site, parts, log, metrics });
  const port = await listen(httpServer, settings).catch(async (fault: unknown) => {
    await parts.close();
    return giveUp([whyNotListening(fault, settings)]);
  });
  stopOnSignal(httpServer, parts, log);
  const builtFor = site.manifest.siteUrl;
  startLines(settings, { port, builtFor, nodeVersion: process.versions.node }).forEach(print);
}

await start();
