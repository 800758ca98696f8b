import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { openProgressPages } from '../../src/app/progress-pages.ts';
import { createIntake } from '../../src/enquiry/intake.ts';
import { createPersonProgress } from '../../src/enquiry/person-progress.ts';
import { createStaffLinks } from '../../src/enquiry/progress/staff-link.ts';
import { createStaffProgress } from '../../src/enquiry/staff-progress.ts';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import type { EnquirySummary } from '../../src/enquiry/store/store.ts';
import { createHostCheck } from '../../src/http/host.ts';
import { createLoadShedding } from '../../src/http/load-shedding.ts';
import { createRateLimit } from '../../src/http/rate-limit.ts';
import { textAnswer } from '../../src/http/response.ts';
import { securityHeaders } from '../../src/http/security-headers.ts';
import { answerError } from '../../src/http/serve-static.ts';
import { createHttpServer, type ServerLimits, serverLimits } from '../../src/http/server.ts';
import { createStaticFiles, type SourceFile } from '../../src/http/static-files.ts';
import { createLog } from '../../src/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { hashOfFile } from '../../src/web/build-manifest.ts';
import { createEnds } from '../../src/web/ends.ts';
import { createHealth } from '../../src/web/health.ts';
import type { LivePages } from '../../src/web/live-pages.ts';
import { createMetrics } from '../../src/web/metrics.ts';
import { createPlainPages } from '../../src/web/plain-pages.ts';
import { createPostEnquiry } from '../../src/web/post-enquiry.ts';
import { createReadConfirmation } from '../../src/web/progress/confirmation.ts';
import type { RenderPage } from '../../src/web/render-page.ts';
import { createRouter } from '../../src/web/router.ts';
import { clubFacts, openEnvelopes, secret } from '../unit/enquiry/samples.ts';
import { parse, type RawAnswer } from './raw-answer.ts';

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

const statuses = [400, 404, 405, 408, 410, 413, 415, 421, 429, 431, 500, 503];
const page = (text: string) =>
  `<!doctype html><title>${text}</title><h1>${text}</h1><p>${text} ${'x'.repeat(2000)}</p><p>tel. 32 100 20 30</p>`;
const files: Readonly<Record<string, string>> = {
  'index.html': page('start'),
  'klub/index.html': page('klub'),
  'en/index.html': page('home'),
  'en/klub/index.html': page('club'),
  'pliki/Ulotka.pdf': '%PDF-1.4',
  '404.html': page('astro 404'),
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'logo.png': 'png',
  '_astro/a.abc123.js': '1',
  '.well-known/security.txt': 'Contact: tel:+48322810185',
  '.env': 'SECRET=1',
  ...Object.fromEntries(statuses.map((status) => [`blad/${status}/index.html`, page(`blad ${status}`)])),
  ...Object.fromEntries(statuses.map((status) => [`en/blad/${status}/index.html`, page(`error ${status}`)])),
};

/** The files with their compressed forms, as a build has them. */
function siteFiles(): ReadonlyMap<string, SourceFile> {
  const source = (content: Buffer): SourceFile => ({ content, hash: hashOfFile(content) });
  return new Map(
    Object.entries(files).flatMap(([name, content]) => {
      const plain = [name, source(Buffer.from(content))] as const;
      if (name.endsWith('.png')) return [plain];
      const compressed = [
        [`${name}.br`, source(brotliCompressSync(content))],
        [`${name}.gz`, source(gzipSync(content))],
      ] as const;
      return [plain, ...compressed];
    }),
  );
}

const problemStatus = {
  malformed: 400,
  'cross-site': 403,
  'too-large': 413,
  'unsupported-type': 415,
  'too-many': 429,
} as const;

/** Renders the values that reached the form's page, and fails on request in every way a page can. */
const renderForm: RenderPage = async (address, { form, confirmation }) => {
  const { token, submission, refusal } = form ?? {};
  const message = submission?.fields.get('message')?.[0];
  if (message === 'throw') throw new TypeError('a mutation');
  if (message === 'fail') return undefined;
  const status = submission?.problem ? problemStatus[submission.problem] : refusal ? 422 : 200;
  const shown = { address, token, fields: [...(submission?.fields ?? [])], confirmation };
  return textAnswer(status, JSON.stringify(shown), 'text/html; charset=utf-8');
};

const topicNames = { classes: 'Zajęcia', psu: 'PSU', advice: 'Porada', partner: 'Partner', other: 'Inne' };

export interface RunningServer {
  readonly port: number;
  /** All log lines so far. */
  readonly logged: readonly string[];
  /** @returns the stored enquiries */
  stored(): Promise<readonly EnquirySummary[]>;
  /** @returns the address by which staff note what was done for an enquiry of the topic „inne” */
  staffLink(reference: string): string;
  /** Sends bytes and reads until the server closes the connection. */
  send(bytes: string | Buffer): Promise<RawAnswer>;
  close(): Promise<void>;
}

/**
 * Starts the real router and HTTP server with the real limits and rate limit, on a made-up site.
 *
 * @param options.settings environment settings that override the defaults of these tests
 */
export async function runServer(
  options: {
    settings?: Readonly<Record<string, string>>;
    limits?: Partial<ServerLimits>;
    clock?: () => Date;
    /** Replaces the timer with which a second step that comes too early waits. */
    wait?: (milliseconds: number) => Promise<unknown>;
    /** Resolves when the live pages are loaded; default: at once. */
    ready?: Promise<void>;
    /** Mean delay of the event loop in milliseconds. */
    delay?: () => number;
  } = {},
): Promise<RunningServer> {
  const reading = readSettings({ ENQUIRY_RATE: 'off', ...options.settings });
  if (reading.kind === 'invalid') throw new Error(reading.faults.join('\n'));
  const { settings } = reading;
  const clock = options.clock ?? (() => new Date());
  const { siteUrl } = settings;
  const staticFiles = createStaticFiles(siteFiles(), new Date());
  const shared = securityHeaders({ https: siteUrl.protocol === 'https:', styleHashes: ['sha256-abc='] });
  const logged: string[] = [];
  const metrics = createMetrics(createLog('debug', (line) => logged.push(line), clock));
  const store = openSqliteStore({ file: ':memory:' });
  const intake = createIntake({
    store,
    sealer: openEnvelopes,
    secret,
    clock,
    random,
    log: metrics.log,
    messageIdDomain: 'kis.example',
    answerTime: () => clubFacts.time,
  });
  const person = createPersonProgress({
    codeLabels: ['Kod:', 'Code:', 'Код:'],
    store,
    sealer: openEnvelopes,
    secret,
    clock,
    random,
    log: metrics.log,
    messageIdDomain: 'kis.example',
  });
  const links = createStaffLinks(secret);
  const staff = createStaffProgress({ store, links, clock, log: metrics.log });
  const live: LivePages = {
    renderPage: renderForm,
    postEnquiry: createPostEnquiry({
      intake,
      rateLimit: createRateLimit({ rate: settings.enquiryRate, clock, random, wait: options.wait ?? pause }),
      trustedProxies: settings.trustedProxies,
      pageOf: () => ({ topicNames, pageLanguage: 'pl' }),
    }),
    ...openProgressPages({ person, staff, waitBesideStore: () => false }, () => ['pracownik'], settings, {
      clock,
      random,
      log: metrics.log,
    }),
    readConfirmation: createReadConfirmation({ intake, progress: person, clock }),
    plain: createPlainPages(() => topicNames),
    health: createHealth({
      counts: async () => ({ waiting: 0, parked: 0, delivered: 0, waitingErrorCodes: [] }),
      canWrite: async () => settings.retentionDays !== 13,
      missing: [],
      builtOtherwise: () => [],
      production: false,
      pagesFreshUntil: () => '9999-12-31',
      clock,
    }),
    load: createLoadShedding({ delay: options.delay ?? (() => 0), now: () => performance.now() }),
  };
  const router = createRouter({
    staticFiles,
    live: (options.ready ?? Promise.resolve()).then(() => live),
    oldAddresses: { '/dawny-klub/': '/klub/', '/?option=com_content&id=7': '/klub/' },
    isGone: createEnds({ '/aktualnosci/dawna/': '2026-11-30' }, clock),
    judgeHost: createHostCheck({ siteUrl }),
    ...(settings.metrics ? { metrics: metrics.text } : {}),
    securityHeaders: shared,
    log: metrics.log,
    now: () => performance.now(),
    clock,
  });
  const { server, stop } = createHttpServer({
    handler: router,
    errorAnswer: (status) => answerError(status, staticFiles.errorPage('/', status), {}),
    securityHeaders: () => shared,
    clock,
    limits: { ...serverLimits, ...options.limits },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    logged,
    stored: () => store.list(),
    staffLink: (reference) => `/odbior/${links.tokenOf(reference, { topic: 'other', route: 'own' })}/`,
    send: (bytes) =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
        socket.on('data', (chunk: Buffer) => chunks.push(chunk));
        socket.on('error', (error) =>
          chunks.length > 0 ? resolve(parse(Buffer.concat(chunks))) : reject(error),
        );
        socket.on('close', () => resolve(parse(Buffer.concat(chunks))));
      }),
    close: stop,
  };
}
