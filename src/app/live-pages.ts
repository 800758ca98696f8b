import { setTimeout as pause } from 'node:timers/promises';
import { createLoadShedding, watchEventLoop } from '../http/load-shedding.ts';
import { createRateLimit } from '../http/rate-limit.ts';
import type { Log } from '../log.ts';
import { missingForRealUse, type Settings } from '../settings.ts';
import type { BuiltSite } from '../web/build-manifest.ts';
import { canWriteTo, createHealth } from '../web/health.ts';
import type { LivePages } from '../web/live-pages.ts';
import { renderedPages } from '../web/paths.ts';
import { createFormDesk } from '../web/post-enquiry.ts';
import { type AstroHandler, createPageRenderer, type RenderPage } from '../web/render-page.ts';
import { createParts } from './parts.ts';
import type { Surroundings } from './surroundings.ts';

/** The live pages, and what ends them. */
export interface OpenLivePages extends LivePages {
  /** Ends the send under way, then closes the store. */
  close(): Promise<void>;
}

/** Astro reads a page's code when the page is first asked for: by then the next build may lie in its place. */
async function loadPages(renderPage: RenderPage, locals: App.Locals, log: Log): Promise<void> {
  for (const path of renderedPages) {
    const page = await renderPage(path, locals).catch(() => undefined);
    if (page === undefined) log('error', 'page-not-rendered', { route: 'form' });
  }
  log('debug', 'pages-loaded', { count: renderedPages.length });
}

/**
 * Opens the store, starts the courier and loads Astro.
 *
 * @throws when the store, the form's secret or the sealing keys cannot be opened
 */
export async function openLivePages(
  site: BuiltSite,
  settings: Settings,
  surroundings: Surroundings,
): Promise<OpenLivePages> {
  const { clock, random, log } = surroundings;
  const parts = await createParts(settings, surroundings);
  const { handler }: { handler: AstroHandler } = await import(site.entry.href);
  const renderPage = createPageRenderer({ handler, siteUrl: settings.siteUrl });
  const formDesk = createFormDesk({
    reception: parts.reception,
    rateLimit: createRateLimit({ rate: settings.enquiryRate, clock, random, wait: pause }),
    trustedProxies: settings.trustedProxies,
    clock,
  });
  const health = createHealth({
    counts: () => parts.store.counts(),
    flags: () => parts.store.flags(),
    storage: () => parts.store.condition(),
    canWrite: () => canWriteTo(settings.dataDirectory),
    missing: missingForRealUse(settings),
    production: settings.production,
    pagesFreshUntil: site.manifest.freshUntil,
    clock,
  });
  void loadPages(renderPage, formDesk.open(), log);
  const load = createLoadShedding({ delay: watchEventLoop(), now: () => performance.now() });
  return { renderPage, formDesk, health, load, close: () => parts.close() };
}
