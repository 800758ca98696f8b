import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AstroIntegration } from 'astro';
import { createLog } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { FormDesk } from '../web/post-enquiry.ts';

const formRoute = /^(?:\/[a-z]{2})?\/zgloszenie\/(?:przyjete\/)?(?:\?|$)/;
/** Where Astro's live preview looks for what a page gets by `Astro.locals`. */
const localsKey = Symbol.for('astro.locals');

const clock = () => new Date();
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));

async function settingsOrThrow(): Promise<Settings> {
  const { readSettings } = await import('../settings.ts');
  const reading = readSettings(process.env);
  if (reading.kind === 'valid') return reading.settings;
  throw new Error(`The settings need mending:\n${reading.faults.join('\n')}`);
}

/** Hands a request on to Astro with what the page needs. */
async function prepare(request: IncomingMessage, desk: FormDesk): Promise<void> {
  if (request.method !== 'POST') {
    Reflect.set(request, localsKey, desk.open());
    return;
  }
  const taken = await desk.take(request, [`http://${request.headers.host}`]);
  Reflect.set(request, localsKey, taken?.locals ?? desk.open());
  // Astro would wait for the body, which has been read; the page goes by its locals.
  request.method = 'GET';
}

/** Makes the form work in the live preview, with the same parts as in the real server. */
export function devForm(): AstroIntegration {
  return {
    name: 'dev-form',
    hooks: {
      'astro:server:setup': async ({ server }) => {
        // What only the live preview needs is loaded only there: a build starts sooner.
        const { createFormDesk } = await import('../web/post-enquiry.ts');
        const { createParts } = await import('../app/parts.ts');
        const { createRateLimit } = await import('../http/rate-limit.ts');
        const settings = await settingsOrThrow();
        const log = createLog(settings.logLevel, (line) => process.stderr.write(line), clock);
        const parts = await createParts(settings, { log, clock, random });
        server.httpServer?.once('close', () => void parts.close());
        const desk = createFormDesk({
          reception: parts.reception,
          rateLimit: createRateLimit({ rate: settings.enquiryRate, clock, random, wait: pause }),
          trustedProxies: settings.trustedProxies,
          clock,
        });
        server.middlewares.use((request: IncomingMessage, _response: ServerResponse, next) => {
          if (formRoute.test(request.url ?? '')) prepare(request, desk).then(() => next(), next);
          else next();
        });
      },
    },
  };
}
