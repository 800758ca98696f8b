import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AstroIntegration } from 'astro';
import { createLog } from '../log.ts';
import { formPath, languagePrefix } from '../paths.ts';
import type { Settings } from '../settings/settings.ts';
import type { LivePages } from '../web/live-pages.ts';
import { readEnquiryForm } from '../web/post-enquiry.ts';

const formRoute = /^(?:\/[a-z]{2})?\/zgloszenie\/(?:przyjete\/)?(?:\?|$)/;
/** The property from which Astro's dev server takes `Astro.locals`. */
const localsKey = Symbol.for('astro.locals');

const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

async function settingsOrThrow(): Promise<Settings> {
  const { readSettings } = await import('../settings/settings.ts');
  const reading = readSettings(process.env);
  if (reading.kind === 'valid') return reading.settings;
  throw new Error(`The settings need mending:\n${reading.faults.join('\n')}`);
}

/** @returns the locals of the requested page; undefined: the request was answered, or the client disconnected */
async function drawnFrom(
  request: IncomingMessage,
  response: ServerResponse,
  { postEnquiry, readConfirmation }: Pick<LivePages, 'postEnquiry' | 'readConfirmation'>,
): Promise<App.Locals | undefined> {
  const now = clock();
  const address = new URL(request.url ?? '/', 'http://localhost');
  const confirmation = readConfirmation(address.search);
  if (request.method !== 'POST')
    return { now, form: postEnquiry.emptyForm(), ...(confirmation === undefined ? {} : { confirmation }) };
  const prefix = address.pathname.slice(0, -formPath.length);
  const reading = await readEnquiryForm(request);
  if (reading === undefined) return undefined;
  const origins = [`http://${request.headers.host}`];
  const result = await postEnquiry.take(request, reading, { origins, prefix });
  if (result.kind !== 'accepted') {
    if (result.kind === 'to-language') request.url = `${languagePrefix(result.to)}${formPath}`;
    // Astro would wait for the body, which was already read; the page gets it by its locals.
    request.method = 'GET';
    return { now, form: result.form };
  }
  response.writeHead(303, { Location: result.location }).end();
  return undefined;
}

/** Makes the form work in `npm run dev`, with the same parts as in the real server. */
export function devForm(): AstroIntegration {
  return {
    name: 'dev-form',
    hooks: {
      'astro:server:setup': async ({ server }) => {
        // Modules needed only in `npm run dev` are loaded here: a build starts sooner.
        const { openPostEnquiry } = await import('../app/post-enquiry.ts');
        const { createParts } = await import('../app/parts.ts');
        const { openProgressPages } = await import('../app/progress-pages.ts');
        const { createReadConfirmation } = await import('../web/progress/confirmation.ts');
        const { drawProgressFrom, isProgressRoute } = await import('./dev-progress.ts');
        const { readStaffRoles, readTopicNames } = await import('../manifest/enquiry-facts.ts');
        const settings = await settingsOrThrow();
        const log = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
        const parts = await createParts(settings, { log, clock, random }, 'dist');
        server.httpServer?.once('close', () => void parts.close());
        // The content may change while the dev server runs, so the names are read for each enquiry.
        const topicNames = () => readTopicNames(settings.contentDirectory);
        const surroundings = { log, clock, random };
        const postEnquiry = openPostEnquiry(parts.intake, settings, surroundings)(topicNames);
        const roles = () => readStaffRoles(settings.contentDirectory).map(({ key }) => key);
        const progress = {
          person: parts.personProgress,
          staff: parts.staffProgress,
          waitBesideStore: () => parts.store.condition().spooled > 0,
        };
        const progressPages = openProgressPages(progress, roles, settings, surroundings);
        const { intake, personProgress } = parts;
        const readConfirmation = createReadConfirmation({ intake, progress: personProgress, clock });
        server.middlewares.use((request: IncomingMessage, response: ServerResponse, next) => {
          const url = request.url ?? '';
          const ofProgress = isProgressRoute(url);
          if (!ofProgress && !formRoute.test(url)) return next();
          const drawn = ofProgress
            ? drawProgressFrom(request, response, progressPages, clock())
            : drawnFrom(request, response, { postEnquiry, readConfirmation });
          drawn.then((locals) => {
            if (locals === undefined) return;
            Reflect.set(request, localsKey, locals);
            next();
          }, next);
        });
      },
    },
  };
}
