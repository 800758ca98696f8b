import { type Answer, textAnswer } from '../http/response.ts';
import type { HealthReport } from './health.ts';
import type { LivePages } from './live-pages.ts';
import { metricsType } from './metrics.ts';

/** What tells whoever looks after the process how it is. */
export const watchedAddresses = ['/livez', '/healthz', '/metrics'];

/** A process that cannot open its store ends, so until then it is not said to be alive. */
async function livezAnswer(live: Promise<LivePages>): Promise<Answer> {
  await live;
  return textAnswer(200, 'ok\n');
}

async function healthAnswer(live: Promise<LivePages>): Promise<Answer> {
  const report = await (await live).health();
  const status = report.takesEnquiries ? 200 : 503;
  return textAnswer(status, `${JSON.stringify(report)}\n`, 'application/json');
}

/**
 * @param address as it was written: a proxy keeps these from the world by their name, so nothing else will do
 * @param metrics writes down the numbers of `/metrics`; left out: there is no such address
 * @returns the answer, and what its route is called in the log; undefined: it is none of these addresses
 */
export function readWatched(
  address: string | undefined,
  live: Promise<LivePages>,
  metrics?: (report: HealthReport) => string,
): { readonly route: string; readonly answer: Promise<Answer> } | undefined {
  if (address === '/livez') return { route: 'livez', answer: livezAnswer(live) };
  if (address === '/healthz') return { route: 'healthz', answer: healthAnswer(live) };
  if (address !== '/metrics' || metrics === undefined) return undefined;
  const write = async () => textAnswer(200, metrics(await (await live).health()), metricsType);
  return { route: 'metrics', answer: write() };
}
