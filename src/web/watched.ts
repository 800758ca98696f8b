import { type Answer, textAnswer } from '../http/response.ts';
import type { HealthReport } from './health.ts';
import type { LivePages } from './live-pages.ts';
import { metricsType } from './metrics.ts';

/** Addresses for monitoring. */
export const watchedAddresses = ['/livez', '/healthz', '/metrics'];

/** A process that cannot open its store exits, so until the store is open this does not answer. */
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
 * @param address as it was written: a proxy blocks these by their exact name, so no other spelling is
 * accepted
 * @param metrics writes the text of `/metrics`; left out: there is no such address
 * @returns the response, and the name of its route in the log; undefined: another address
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
