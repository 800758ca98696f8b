import type { Settings } from '../settings/settings.ts';
import { readFilesNow } from '../web/build-files.ts';
import { type BuiltSite, pagesFile } from '../web/build-manifest.ts';
import type { LivePages } from '../web/live-pages.ts';
import { evaluatePages, unrenderedPages } from '../web/rendered-pages.ts';
import type { Services } from './services.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Loads the pages of the build that the server started with; each is rendered once, so that the first visitor does not
 * wait for its code to load.
 *
 * @throws when the script of the pages does not match the manifest, or cannot be run
 */
export function openFirstPages(
  site: BuiltSite,
  services: Services,
  settings: Settings,
  { clock, log }: Surroundings,
): LivePages {
  const reading = readFilesNow(site, (name) => name === pagesFile);
  const script = reading.kind === 'whole' ? reading.files.get(pagesFile) : undefined;
  if (script === undefined) throw new Error(`${pagesFile} is damaged; run: npm run build`);
  const live = services.livePages(site, evaluatePages(script.content, site.directory, settings.siteUrl));
  const locals = { now: clock(), form: live.postEnquiry.emptyForm() };
  void unrenderedPages(live.renderPage, locals).then((failed) => {
    for (const _ of failed) log('error', 'page-not-rendered', { route: 'form' });
    log('debug', 'pages-loaded', { count: failed.length });
  });
  return live;
}
