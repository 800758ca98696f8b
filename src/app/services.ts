import { createLoadShedding, type LoadShedding, watchEventLoop } from '../http/load-shedding.ts';
import { missingForRealUse, type Settings } from '../settings/settings.ts';
import type { BuiltSite } from '../web/build-manifest.ts';
import { canWriteTo, createHealth } from '../web/health.ts';
import type { LivePages } from '../web/live-pages.ts';
import { createPlainPages } from '../web/plain-pages.ts';
import { createReadConfirmation } from '../web/progress/confirmation.ts';
import type { RenderPage } from '../web/render-page.ts';
import type { Edition } from './editions/edition.ts';
import { createParts, type Parts } from './parts.ts';
import { openPostEnquiry, topicNamesIn } from './post-enquiry.ts';
import { openProgressPages } from './progress-pages.ts';
import { settingsBuiltOtherwise } from './startup-report.ts';
import type { Surroundings } from './surroundings.ts';

/** The parts that stay when a new build replaces the old one: the store, the courier, the rate limits. */
export interface Services {
  /** @returns the handlers of dynamic requests for this build */
  livePages(site: BuiltSite, renderPage: RenderPage): LivePages;
  readonly parts: Parts;
  readonly load: LoadShedding;
}

/** Holds the edition that is served, and replaces it. */
export interface Stage {
  current(): Edition;
  show(edition: Edition): void;
}

/**
 * Opens the store, starts the courier.
 *
 * @param buildDirectory the folder in which each build replaces the previous one
 * @throws when the store, the form's secret or the sealing keys cannot be opened
 */
export async function openServices(
  settings: Settings,
  surroundings: Surroundings,
  stage: Stage,
  buildDirectory: string,
): Promise<Services> {
  const { clock } = surroundings;
  const parts = await createParts(settings, surroundings, buildDirectory);
  const progressPages = openProgressPages(
    {
      person: parts.personProgress,
      staff: parts.staffProgress,
      waitBesideStore: () => parts.store.condition().spooled > 0,
    },
    () => stage.current().manifest.staffRoles.map(({ key }) => key),
    settings,
    surroundings,
  );
  const readConfirmation = createReadConfirmation({
    intake: parts.intake,
    progress: parts.personProgress,
    clock,
  });
  const openPost = openPostEnquiry(parts.intake, settings, surroundings);
  const health = createHealth({
    counts: () => parts.store.counts(),
    flags: () => parts.store.flags(),
    shares: () => parts.store.openShares(clock(), clock()),
    storage: () => parts.store.condition(),
    canWrite: () => canWriteTo(settings.dataDirectory),
    missing: missingForRealUse(settings),
    builtOtherwise: () => settingsBuiltOtherwise(settings, stage.current().manifest),
    production: settings.production,
    pagesFreshUntil: () => stage.current().manifest.freshUntil,
    clock,
  });
  const load = createLoadShedding({ delay: watchEventLoop(), now: () => performance.now() });
  return {
    parts,
    load,
    livePages({ manifest: { topicNames } }, renderPage) {
      return {
        renderPage,
        postEnquiry: openPost(() => topicNames),
        ...progressPages,
        readConfirmation,
        plain: createPlainPages((language) => topicNamesIn(topicNames, language)),
        health,
        load,
      };
    },
  };
}
