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

/** All that answers for one build. A request keeps to the edition that it began with. */
export interface Edition {
  /** Of its build. */
  readonly id: string;
  readonly manifest: BuildManifest;
  /** Those that are served. */
  readonly files: BuildFiles;
  readonly front: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;
  /** For what is no request. */
  readonly errorAnswer: (status: number) => Answer;
  /** On every answer. */
  readonly securityHeaders: Readonly<Record<string, string>>;
}

/** Makes editions for one server. */
export type CreateEdition = (
  site: BuiltSite,
  /** Those that are served, at least. */
  files: BuildFiles,
  /** Loaded while files are served already; what needs them waits. */
  live: Promise<LivePages>,
) => Edition;

/** @returns those of the files that lie in this folder, by their names there */
function filesIn(folder: string, files: BuildFiles): BuildFiles {
  const inside = [...files].filter(([name]) => name.startsWith(`${folder}/`));
  return new Map(inside.map(([name, file]) => [name.slice(folder.length + 1), file]));
}

/** @returns whether a file of a build goes out as it is */
export const isServed = (name: string): boolean =>
  name.startsWith(`${clientFolder}/`) || name.startsWith(`${keptFolder}/`);

/** @param parts.metrics undefined: nobody may see them */
export function createEditions(parts: {
  readonly settings: Settings;
  readonly log: Log;
  readonly metrics: Metrics | undefined;
  readonly clock: () => Date;
}): CreateEdition {
  const { settings, log, metrics, clock } = parts;
  const { siteUrl } = settings;
  const judgeHost = createHostCheck({ siteUrl });
  // What all editions together have not brought to its readers yet.
  const countUntaken = createUntaken();
  return (site, files, live) => {
    const { manifest, builtAt } = site;
    const shared = securityHeaders({
      https: siteUrl.protocol === 'https:',
      styleHashes: manifest.styleHashes,
    });
    const staticFiles = createStaticFiles(filesIn(clientFolder, files), builtAt);
    const front = createRouter({
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
      front,
      errorAnswer: (status) => answerError(status, staticFiles.errorPage('/', status), {}),
      securityHeaders: shared,
    };
  };
}
