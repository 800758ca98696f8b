import { setTimeout as pause } from 'node:timers/promises';
import { createAlarms } from '../../enquiry/monitoring/alarms.ts';
import { errorCodeOf } from '../../error-code.ts';
import type { Settings } from '../../settings/settings.ts';
import { readFiles } from '../../web/build-files.ts';
import { type BuiltSite, pagesFile } from '../../web/build-manifest.ts';
import { evaluatePages, unrenderedPages } from '../../web/rendered-pages.ts';
import type { Services, Stage } from '../services.ts';
import type { Surroundings } from '../surroundings.ts';
import { createLook, lookForBuilds, type Refusal } from './build-look.ts';
import { createGarbageCollection } from './collect-garbage.ts';
import { type CreateEdition, isServed } from './edition.ts';

/** After this time most requests to the previous edition are finished, so it can be freed. */
const freedAfterMilliseconds = 50;

/** Hashes of the server program in a build; a running server goes on with its own program. */
const programOf = ({ manifest }: Pick<BuiltSite, 'manifest'>): string =>
  Object.entries(manifest.files)
    .filter(([name]) => name === 'server.mjs' || name.startsWith('server-parts/'))
    .map(([name, { hash }]) => `${name} ${hash}`)
    .join('\n');

/** From now on takes over each new build in the folder of this one. */
export function takeOverBuilds(options: {
  readonly site: BuiltSite;
  readonly services: Services;
  readonly createEdition: CreateEdition;
  readonly stage: Stage;
  readonly settings: Settings;
  readonly surroundings: Surroundings;
}): void {
  const { site: first, services, createEdition, stage, settings, surroundings } = options;
  const { clock, log } = surroundings;
  const alarms = createAlarms({ store: services.parts.store, log, clock });
  const program = programOf(first);
  const collectGarbage = createGarbageCollection();
  let raised: boolean | undefined;

  async function open(site: BuiltSite): Promise<Refusal | undefined> {
    const wanted = (name: string) => isServed(name) || name === pagesFile;
    const reading = await readFiles(site, wanted, stage.current().files);
    if (reading.kind === 'damaged') return { cause: 'damaged', state: reading.name };
    const script = reading.files.get(pagesFile);
    if (script === undefined) return { cause: 'damaged', state: pagesFile };
    const live = services.livePages(site, evaluatePages(script.content, site.directory, settings.siteUrl));
    const locals = { now: clock(), form: live.postEnquiry.emptyForm() };
    const [failed] = await unrenderedPages(live.renderPage, locals);
    if (failed !== undefined) return { cause: 'not-rendered', state: failed };
    stage.show(createEdition(site, reading.files, Promise.resolve(live)));
    // Requests that waited meanwhile are answered first.
    await pause(freedAfterMilliseconds);
    collectGarbage();
    if (programOf(site) !== program) log('warn', 'program-outdated');
    return undefined;
  }

  const look = createLook(
    first.directory,
    {
      currentId: () => stage.current().id,
      take: (site) =>
        services.load
          .apart(() => open(site))
          .catch((fault: unknown) => ({ cause: 'not-started', state: errorCodeOf(fault) }) as const),
      refused(refusal) {
        raised = true;
        alarms.raise('build-refused', refusal);
      },
      settled() {
        if (raised !== false) alarms.clear('build-refused');
        raised = false;
      },
    },
    { log, now: () => performance.now() },
  );
  void lookForBuilds(look);
}
