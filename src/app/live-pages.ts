import { dirname } from 'node:path';
import { sendQuery } from '../enquiry/schema.ts';
import { createLoadShedding, watchEventLoop } from '../http/load-shedding.ts';
import type { Log } from '../log.ts';
import { missingForRealUse, type Settings } from '../settings.ts';
import type { BuiltSite } from '../web/build-manifest.ts';
import { canWriteTo, createHealth } from '../web/health.ts';
import type { LivePages } from '../web/live-pages.ts';
import { formPath, renderedPages } from '../web/paths.ts';
import { plainFormPage } from '../web/plain-form.ts';
import { type AstroHandler, createPageRenderer, type RenderPage } from '../web/render-page.ts';
import { defaultLanguage, isLanguage, words } from '../words/index.ts';
import { createParts } from './parts.ts';
import { languageOfPrefix, openPostEnquiry, topicNamesIn } from './post-enquiry.ts';
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
  const { clock, log } = surroundings;
  const parts = await createParts(settings, surroundings, dirname(site.clientDirectory));
  const { handler }: { handler: AstroHandler } = await import(site.entry.href);
  const renderPage = createPageRenderer({ handler, siteUrl: settings.siteUrl });
  const { topicNames } = site.manifest;
  const postEnquiry = openPostEnquiry(parts.intake, () => topicNames, settings, surroundings);
  const health = createHealth({
    counts: () => parts.store.counts(),
    flags: () => parts.store.flags(),
    shares: () => parts.store.openShares(clock(), clock()),
    storage: () => parts.store.condition(),
    canWrite: () => canWriteTo(settings.dataDirectory),
    missing: missingForRealUse(settings),
    production: settings.production,
    pagesFreshUntil: site.manifest.freshUntil,
    clock,
  });
  void loadPages(renderPage, { now: clock(), form: postEnquiry.emptyForm() }, log);
  const load = createLoadShedding({ delay: watchEventLoop(), now: () => performance.now() });
  return {
    renderPage,
    postEnquiry,
    readConfirmation: (query) => parts.intake.readConfirmation(new URLSearchParams(query).get('z') ?? ''),
    plainForm(path, errorPage, form) {
      const language = languageOfPrefix(path.slice(0, -formPath.length));
      return plainFormPage(errorPage, form, words[isLanguage(language) ? language : defaultLanguage], {
        action: path + sendQuery,
        topicNames: topicNamesIn(topicNames, language),
      });
    },
    health,
    load,
    close: () => parts.close(),
  };
}
