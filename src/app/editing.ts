import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { hour } from '../durations.ts';
import { Html } from '../editing/html/html.ts';
import type { Assets } from '../editing/html/layout.ts';
import { failedBuildOf, openEditingRoutes } from '../editing/open-routes.ts';
import { createDoor } from '../editing/routes/door.ts';
import { createReplies, pagePolicy } from '../editing/routes/replies.ts';
import { linkPath, signInRoutes, triesOfClient } from '../editing/routes/sign-in-routes.ts';
import { createAttempts } from '../editing/sign-in/attempts.ts';
import { createCodes } from '../editing/sign-in/codes.ts';
import { createCookies } from '../editing/sign-in/cookies.ts';
import { keepJson } from '../editing/sign-in/kept-json.ts';
import { createSignInMails } from '../editing/sign-in/mails.ts';
import { createOneTimeLink } from '../editing/sign-in/one-time-link.ts';
import { createPeople, peopleSchema } from '../editing/sign-in/people.ts';
import { createSessions, localPerson, personOf, sessionsSchema } from '../editing/sign-in/sessions.ts';
import { createHostCheck } from '../http/host.ts';
import { bareError } from '../http/response.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { createHttpServer, serverLimits } from '../http/server.ts';
import { isLoopback } from '../loopback.ts';
import { createFileMailer, createSmtpMailer } from '../mail/mailer.ts';
import { projectRoot } from '../project-root.ts';
import type { Settings } from '../settings/settings.ts';
import type { Surroundings } from './surroundings.ts';

/** Mails that one address gets in an hour; a new one is possible when the hour is over. */
const mailsOfAddress = { limit: 3, windowMilliseconds: hour };
/** Uploads and long texts over a slow line need more time. */
const limits = {
  ...serverLimits,
  requestMilliseconds: 120_000,
  answerMilliseconds: 180_000,
  connections: 256,
};

/** The stylesheet, bundled from the site's own parts at each start, in some 50 ms. */
function readAssets(): Assets {
  const { outputFiles } = buildSync({
    entryPoints: [join(projectRoot, 'src', 'styles', 'editing.css')],
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'error',
  });
  return {
    style: new Html(outputFiles[0]?.text ?? ''),
    script: new Html(readFileSync(join(projectRoot, 'src', 'editing', 'html', 'page-script.js'), 'utf8')),
  };
}

/** The running editing pages. */
export interface RunningEditing {
  readonly port: number;
  /** Their public address. */
  readonly url: URL;
  /** A one-time link to sign in; undefined: they are reachable from other machines. */
  readonly link: string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts the editing pages: a separate HTTP server, which never opens an enquiry and writes nothing but content and
 * its own data directory.
 *
 * @throws when the port is not available
 */
export async function startEditing(settings: Settings, surroundings: Surroundings): Promise<RunningEditing> {
  const { editing, host } = settings;
  const { log, clock, random } = surroundings;
  const assets = readAssets();
  const url = editing.url ?? new URL(`http://localhost:${editing.port}`);
  const https = url.protocol === 'https:';
  const isLocal = isLoopback(url.hostname) && isLoopback(host);
  const places = { root: projectRoot, content: settings.contentDirectory, directory: editing.dataDirectory };
  const failedBuild = failedBuildOf(places);
  const replies = createReplies(assets, () => failedBuild()?.id);
  const cookies = createCookies(https);
  const editors = new Set(editing.editors.map(personOf));
  const sessions = createSessions({
    kept: keepJson(join(editing.dataDirectory, 'sessions.json'), sessionsSchema, []),
    mayEnter: (person) => (person === localPerson ? isLocal : editors.has(person)),
    clock,
    random,
  });
  const people = createPeople(keepJson(join(editing.dataDirectory, 'people.json'), peopleSchema, {}));
  const mailer =
    editing.smtpServer === undefined
      ? createFileMailer({ directory: editing.dataDirectory })
      : createSmtpMailer({ server: editing.smtpServer, name: settings.mailName });
  const link = isLocal ? createOneTimeLink({ clock, random }) : undefined;
  const shared = securityHeaders({ https, styleHashes: [] });
  const {
    'Content-Security-Policy': _policy,
    'Cross-Origin-Resource-Policy': _resource,
    ...withoutPolicy
  } = shared;
  const headers = {
    page: { ...shared, 'Content-Security-Policy': pagePolicy(assets) },
    // Its policy names the styles of each page, so the response brings its own (`staffFileHeaders`).
    'staff-file': { ...withoutPolicy, 'X-Frame-Options': 'SAMEORIGIN' },
  };
  const routes = [
    ...(await openEditingRoutes(
      {
        ...places,
        siteUrl: settings.siteUrl,
        failedBuild,
        clock,
        random,
      },
      replies,
    )),
    ...signInRoutes({
      replies,
      codes: createCodes({ clock, random }),
      sessions,
      people,
      cookies,
      mails: createSignInMails({ mailer, from: settings.mailFrom, url, log, clock, random }),
      link,
      editors: editing.editors,
      mayMail: createAttempts(mailsOfAddress, clock),
      mayTry: createAttempts(triesOfClient, clock),
      onSignedIn: () => log('info', 'editing-signed-in'),
    }),
  ];
  const door = createDoor({
    routes,
    replies,
    sessions,
    people,
    cookies,
    judgeHost: createHostCheck({ siteUrl: url }),
    trustedProxies: settings.trustedProxies,
    headers,
    log,
  });
  const httpServer = createHttpServer({
    handler: door,
    errorAnswer: bareError,
    securityHeaders: () => headers.page,
    clock,
    limits,
  });
  httpServer.server.listen({ host, port: editing.port });
  await once(httpServer.server, 'listening');
  const address = httpServer.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : editing.port;
  const reached = editing.url ?? new URL(`http://localhost:${port}`);
  return {
    port,
    url: reached,
    link: link && new URL(`${linkPath}${link.token}/`, reached).href,
    async stop() {
      await httpServer.stop();
      mailer.close();
    },
  };
}
