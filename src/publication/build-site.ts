import { rmSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { CheckResult } from '../content-check/check-files.ts';
import { warsawTime } from '../hours/warsaw-time.ts';
import { writeManifest } from '../manifest/write-manifest.ts';
import type { PageSettings } from '../settings/settings.ts';
import { findBuiltSite } from '../web/build-manifest.ts';
import { keepFiles } from './keep-files.ts';
import type { BuildStep } from './outcomes.ts';
import { publishedAddresses } from './published-addresses.ts';
import { type BuildPlaces, buildPlaces, replaceBuild, restoreBuild, syncBuild } from './replace-build.ts';

/** The result of a build. Unless it is `published`, the site has not changed. */
export type BuildResult =
  | { readonly kind: 'published' }
  /** The content has errors, which were passed to `checked`. */
  | { readonly kind: 'content-errors' }
  /** An exception of Astro or of the file system. */
  | { readonly kind: 'failed'; readonly fault: unknown };

const isError = ({ severity }: { readonly severity: string }): boolean => severity === 'error';

/**
 * Checks the content and builds the site in a separate folder; when it is complete, it replaces the previous build. A
 * process can build only once, because Astro caches what it read. The caller holds the build lock.
 *
 * @param options.root the project's folder
 * @param options.finished the folder of the finished build
 * @param options.keepsNothing whether removed files are no longer served at once
 * @param options.checked called with the result of the check
 * @param options.began called at the start of each step
 */
export async function buildSite(options: {
  readonly root: string;
  readonly finished: string;
  readonly settings: PageSettings;
  readonly keepsNothing?: boolean;
  readonly checked: (result: CheckResult) => void;
  readonly began: (step: BuildStep) => void;
}): Promise<BuildResult> {
  const { root, settings, checked, began } = options;
  const places = buildPlaces(root, options.finished);
  try {
    restoreBuild(places);
    began('checking');
    // Modules needed only for a build are loaded here, and their compiled code is cached for the next one.
    enableCompileCache(join(root, '.astro', 'compiled'));
    const { checkContent } = await import('../content-check/check-content.ts');
    const result = await checkContent(
      settings.contentDirectory,
      warsawTime(new Date()).day,
      join(root, 'public'),
      publishedAddresses(root, settings.contentDirectory),
    );
    checked(result);
    if (result.findings.some(isError)) return { kind: 'content-errors' };
    began('building');
    await buildDraft(root, places.draft);
    began('publishing');
    await publish(places, options.keepsNothing === true);
    return { kind: 'published' };
  } catch (fault) {
    return { kind: 'failed', fault };
  }
}

async function buildDraft(root: string, draft: string): Promise<void> {
  rmSync(draft, { recursive: true, force: true });
  // Astro caches content by the hashes of its files, and would not notice a changed schema.
  rmSync(join(root, '.astro', 'cache', 'data-store.json'), { force: true });
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const { build } = await import('astro');
  // Astro's warnings are for developers, for example that there is no news yet. The warnings of our check are shown,
  // in Polish.
  await build({ root, outDir: draft, logLevel: 'error' });
}

async function publish(places: BuildPlaces, keepsNothing: boolean): Promise<void> {
  const draft = findBuiltSite(places.draft);
  if (draft === undefined) throw new Error('the build has written no manifest');
  const before = findBuiltSite(places.finished);
  const kept = before === undefined || keepsNothing ? {} : keepFiles(before, draft, new Date());
  if (Object.keys(kept).length > 0) await writeManifest(places.draft, { ...draft.manifest, kept });
  await syncBuild(places.draft);
  replaceBuild(places);
}
