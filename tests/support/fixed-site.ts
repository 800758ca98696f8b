import { join } from 'node:path';
import { copyProject } from './project-copy.ts';
import { type RunningSite, startSite } from './site.ts';

/** A Monday morning in Warsaw on which the club is open, a month before a holiday. */
const moment = Date.parse('2026-11-23T10:00:00+01:00');
const clock = new URL('./standing-clock.ts', import.meta.url);

/** @returns the settings of a site whose clock is fixed at a moment, in milliseconds since 1970 */
export const standingAt = (at: number): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${clock.href}`,
  CLOCK_STANDS_AT: String(at),
});

/**
 * @returns the made-up club's site with a fixed day: built in a copy for that day, and served by a process whose
 * clock is fixed at that day. `stop` removes the copy too
 * @throws if the build fails, or the site does not answer within 20 s
 */
export async function startFixedSite(): Promise<Pick<RunningSite, 'url' | 'stop'>> {
  const copy = await copyProject();
  await copy.build({ SOURCE_DATE_EPOCH: String(moment / 1000), SITE_URL: 'http://localhost:4321' });
  const site = await startSite(standingAt(moment), { build: join(copy.root, 'dist') });
  return {
    url: site.url,
    async stop() {
      const code = await site.stop();
      await copy.remove();
      return code;
    },
  };
}
