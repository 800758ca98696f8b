import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHostCheck } from '../../http/host.ts';
import { type Answer, createUntaken } from '../../http/response.ts';
import { securityHeaders } from '../../http/security-headers.ts';
import { answerError } from '../../http/serve-static.ts';
import { createStaticFiles } from '../../http/static-files.ts';
import type { Log } from '../../log.ts';
import type { Settings } from '../../settings/settings.ts';
import type { BuildFiles } from '../../web/build-files.ts';
import { type BuildManifest, type BuiltSite, clientFolder, keptFolder } from '../../web/build-manifest.ts';
import { createEnds } from '../../web/ends.ts';
import { createKeptFiles } from '../../web/kept-files.ts';
import type { LivePages } from '../../web/live-pages.ts';
import type { Metrics } from '../../web/metrics.ts';
import { createRouter } from '../../web/router.ts';

/** Everything that serves one build. A request stays with the edition that it began with. */
export interface Edition {
  /** The id of its build. */
  readonly id: string;
  readonly manifest: BuildManifest;
  /** The files that are served. */
  readonly files: BuildFiles;
  readonly handler: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  /** Gives the response to input that is not a valid request. */
  readonly errorAnswer: (status: number) => Answer;
  /** On every response. */
  readonly securityHeaders: Readonly<Record<string, string>>;
}

/** Makes editions for one server. */
export type CreateEdition = (
  site: BuiltSite,
  /** At least the files that are served. */
  files: BuildFiles,
  /** Resolves while static files are already served; dynamic requests wait for it. */
  live: Promise<LivePages>,
) => Edition;

/** @returns the files in this folder, by their names within it */
function filesIn(folder: string, files: BuildFiles): BuildFiles {
  const inside = [...files].filter(([name]) => name.startsWith(`${folder}/`));
  return new Map(inside.map(([name, file]) => [name.slice(folder.length + 1), file]));
}

/** @returns whether a file of a build is served as it is */
export const isServed = (name: string): boolean =>
  name.startsWith(`${clientFolder}/`) || name.startsWith(`${keptFolder}/`);

/** @param parts.metrics undefined: `/metrics` is off */
export function createEditions(parts: {
  readonly settings: Settings;
  readonly log: Log;
  readonly metrics: Metrics | undefined;
  readonly clock: () => Date;
}): CreateEdition {
  const { settings, log, metrics, clock } = parts;
  const { siteUrl } = settings;
  const judgeHost = createHostCheck({ siteUrl });
  // Bytes of responses of all editions that clients have not yet received.
  const countUntaken = createUntaken();
  return (site, files, live) => {
    const { manifest, builtAt } = site;
    const shared = securityHeaders({
      https: siteUrl.protocol === 'https:',
      styleHashes: manifest.styleHashes,
    });
    const staticFiles = createStaticFiles(filesIn(clientFolder, files), builtAt);
    const handler = createRouter({
      staticFiles,
      live,
      oldAddresses: manifest.oldAddresses,
      isGone: createEnds(manifest.newsEnds, clock),
      findKept: createKeptFiles(filesIn(keptFolder, files), manifest.kept, builtAt, clock),
      judgeHost,
      ...(metrics === undefined ? {} : { metrics: metrics.text }),
      securityHeaders: shared,
      countUntaken,
      log,
      now: () => performance.now(),
      clock,
    });
    return {
      id: site.id,
      manifest,
      files: new Map([...files].filter(([name]) => isServed(name))),
      handler,
      errorAnswer: (status) => answerError(status, staticFiles.errorPage('/', status), {}),
      securityHeaders: shared,
    };
  };
}
