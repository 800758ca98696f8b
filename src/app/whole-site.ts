import { errorCodeOf } from '../error-code.ts';
import type { Settings } from '../settings/settings.ts';
import { describeDatabase } from '../settings/values.ts';
import type { BuiltSite } from '../web/build-manifest.ts';
import type { LivePages } from '../web/live-pages.ts';
import type { CreateEdition } from './editions/edition.ts';
import { takeOverBuilds } from './editions/takeover.ts';
import { giveUp } from './give-up.ts';
import { openFirstPages } from './live-pages.ts';
import { openServices, type Stage } from './services.ts';
import type { Surroundings } from './surroundings.ts';

/** The site with its store, courier and rendered pages. */
export interface WholeSite {
  /** The handlers of the build that the server started with. */
  readonly live: LivePages;
  /** Finishes the mail being sent, then closes the store. */
  close(): Promise<void>;
}

const reasonOf = (fault: unknown): string => (fault instanceof Error ? fault.message : errorCodeOf(fault));

/**
 * Opens the store, starts the courier, loads the pages of the build, and then takes over each new build. When
 * something cannot be opened, the process exits with 2.
 */
export async function openWholeSite(options: {
  readonly site: BuiltSite;
  readonly createEdition: CreateEdition;
  readonly stage: Stage;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
}): Promise<WholeSite> {
  const { site, settings, stage, surroundings } = options;
  const services = await openServices(settings, surroundings, stage, site.directory).catch((fault: unknown) =>
    giveUp([`Enquiries cannot be kept in ${describeDatabase(settings.database)}: ${reasonOf(fault)}`]),
  );
  try {
    const live = openFirstPages(site, services, settings, surroundings);
    takeOverBuilds({ ...options, services });
    return { live, close: () => services.parts.close() };
  } catch (fault) {
    return giveUp([`The built site in dist/ does not start: ${reasonOf(fault)}`]);
  }
}
