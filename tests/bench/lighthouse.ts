import { join } from 'node:path';
import { livingContent } from '../support/club.ts';
import { copyProject } from '../support/project-copy.ts';
import { freePort, startSite } from '../support/site.ts';
import { type HttpsProxy, startHttpsProxy } from './https-proxy.ts';
import { type KindOfPage, kindsOfPage } from './lighthouse-pages.ts';
import { type Lighthouse, startLighthouse, type Verdict } from './lighthouse-run.ts';
import { type Starlight, startStarlight } from './lighthouse-starlight.ts';
import { addNews } from './made-up-news.ts';
import { notMeasured, type Part, type Row, shown } from './row.ts';

const host = 'localhost';
/** More than one page of the list shows. */
const news = 60;
const mostRuns = 3;
const order = 'performance, accessibility, best practices, SEO';

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;

function measured({ scores, firstPaintMilliseconds, largestPaintMilliseconds, imperfect }: Verdict): string {
  const paints = `FCP ${seconds(firstPaintMilliseconds)}, LCP ${seconds(largestPaintMilliseconds)}`;
  return `${scores.join(' ')}, ${paints}${imperfect.map((audit) => `; ${audit}`).join('')}`;
}

const isPerfect = ({ scores, firstPaintMilliseconds, largestPaintMilliseconds }: Verdict): boolean =>
  scores.every((score) => score === 100) && firstPaintMilliseconds === largestPaintMilliseconds;

const total = ({ scores }: Verdict): number => scores.reduce((sum, score) => sum + score, 0);

async function bestOf(measure: () => Promise<Verdict>): Promise<Verdict> {
  let best = await measure();
  for (let run = 1; run < mostRuns && !isPerfect(best); run += 1) {
    const next = await measure();
    if (isPerfect(next) || total(next) > total(best)) best = next;
  }
  return best;
}

async function rowOf(
  lighthouse: Lighthouse,
  origin: string,
  { kind, path, meant }: KindOfPage,
): Promise<Row> {
  const verdict = await bestOf(() => lighthouse.measure(origin + path, meant));
  return {
    figure: `Lighthouse: ${kind}, ${path}${meant ? ` (without ${meant.join(', ')})` : ''}`,
    measured: measured(verdict),
    asked: '100 100 100 100, FCP = LCP',
    met: isPerfect(verdict),
  };
}

/** The row of Starlight's page behind the same TLS; a row that says so if it is not available. */
async function starlightRow(lighthouse: Lighthouse): Promise<Row> {
  let starlight: Starlight | undefined;
  let proxy: HttpsProxy | undefined;
  try {
    starlight = await startStarlight();
    const httpsPort = await freePort();
    proxy = await startHttpsProxy(host, starlight.port, { httpsPort, httpPort: await freePort() });
    const url = `https://${host}:${httpsPort}${starlight.path}`;
    const verdict = await bestOf(() => lighthouse.measure(url));
    return shown(`Lighthouse: ${starlight.name}`, measured(verdict));
  } catch (fault) {
    return notMeasured('Lighthouse: Starlight', String(fault).slice(0, 300));
  } finally {
    proxy?.close();
    starlight?.stop();
  }
}

/** Lighthouse's mobile preset over every kind of page, served with TLS as in production. */
export const measureLighthouse: Part = async () => {
  const [httpsPort, httpPort, port] = [await freePort(), await freePort(), await freePort()];
  const origin = `https://${host}:${httpsPort}`;
  const copy = await copyProject(livingContent);
  addNews(copy.root, 0, news);
  await copy.build({ SITE_URL: origin });
  const site = await startSite(
    { SITE_URL: origin, TRUSTED_PROXIES: '127.0.0.1' },
    { build: join(copy.root, 'dist'), port },
  );
  const proxy = await startHttpsProxy(host, port, { httpsPort, httpPort });
  const lighthouse = await startLighthouse();
  try {
    const rows = [
      shown('Lighthouse, mobile preset: the scores are', order),
      shown('Lighthouse: shown is the best of at most', `${mostRuns} runs, as other load only takes away`),
    ];
    // The first page in a browser also loads resources that are loaded only once.
    await lighthouse.measure(`${origin}/`);
    for (const kind of kindsOfPage) rows.push(await rowOf(lighthouse, origin, kind));
    return [...rows, await starlightRow(lighthouse)];
  } finally {
    await lighthouse.stop();
    proxy.close();
    await site.stop();
    await copy.remove();
  }
};
