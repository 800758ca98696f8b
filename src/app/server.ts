import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCodeOf } from '../error-code.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import { createLog } from '../log.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import { readFilesNow } from '../web/build-files.ts';
import { type BuiltSite, findBuiltSite } from '../web/build-manifest.ts';
import type { LivePages } from '../web/live-pages.ts';
import { createMetrics } from '../web/metrics.ts';
import { type CreateEdition, createEditions, type Edition, isServed } from './editions/edition.ts';
import { exposureWarning } from './exposed.ts';
import { giveUp, settingsOrGiveUp } from './give-up.ts';
import { takeConsole, takeFaults } from './process-faults.ts';
import type { Stage } from './services.ts';
import { startLines } from './startup-report.ts';
import { stopWithParent } from './stop-with-parent.ts';
import type { WholeSite } from './whole-site.ts';

/**
 * Length of the listen queue, for connections that come while we are busy. When it is full, a browser tries again after
 * 1 s, then 3 s.
 */
const waitingConnections = 4_096;
const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
/** After a restart people are waiting: they get static pages before the rest of the program is loaded. */
const doorMilliseconds = 20;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** When the reader of our output goes away (`| head`), the site must not end with an error. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** @returns the edition that the server begins with; a damaged build ends the process */
function openDoor(site: BuiltSite, createEdition: CreateEdition, live: Promise<LivePages>): Edition {
  const reading = readFilesNow(site, isServed);
  if (reading.kind === 'whole') return createEdition(site, reading.files, live);
  return giveUp([`The built site in dist/ is damaged (${reading.name}); run: npm run build`]);
}

function buildServer(stage: Stage): HttpServer {
  return createHttpServer({
    handler: (request, response) => stage.current().handler(request, response),
    errorAnswer: (status) => stage.current().errorAnswer(status),
    securityHeaders: () => stage.current().securityHeaders,
    clock,
  });
}

/** @returns the port. @throws when it is not available */
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

async function start(): Promise<void> {
  const settings = settingsOrGiveUp(readSettings(process.env));
  // The build puts this program into the folder of the pages.
  const site = findBuiltSite(import.meta.dirname);
  if (site === undefined) giveUp(['There is no built site in dist/; run: npm run build']);
  const written = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
  const metrics = settings.metrics ? createMetrics(written) : undefined;
  const log = metrics?.log ?? written;
  takeConsole(log, console);
  takeFaults(log, process);
  const { promise: opening, resolve: isOpen } = Promise.withResolvers<WholeSite>();
  const createEdition = createEditions({ settings, log, metrics, clock });
  let edition = openDoor(
    site,
    createEdition,
    opening.then(({ live }) => live),
  );
  const stage: Stage = {
    current: () => edition,
    show(next) {
      edition = next;
    },
  };
  const httpServer = buildServer(stage);
  const port = await listen(httpServer, settings).catch((fault: unknown) =>
    giveUp([whyNotListening(fault, settings)]),
  );
  stopWithParent(async () => {
    log('info', 'server-stopping');
    await httpServer.stop();
    await (await opening).close();
  });
  await pause(doorMilliseconds);
  // The store, the courier and Astro are most of the program, and static pages need none of them.
  const { openWholeSite } = await import('./whole-site.ts');
  isOpen(await openWholeSite({ site, createEdition, stage, settings, surroundings: { log, clock, random } }));
  const { siteUrl: builtFor, retention } = site.manifest;
  const exposure = exposureWarning(settings.dataDirectory);
  const nodeVersion = process.versions.node;
  startLines(settings, { port, builtFor, retention, nodeVersion, exposure }).forEach(print);
}

await start();
