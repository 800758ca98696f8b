import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Answer } from '../http/response.ts';

/** The export of the built site: `handler` of `dist/server/entry.mjs`. */
export type AstroHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: undefined,
  locals: App.Locals,
) => Promise<void>;

/**
 * Renders a page of the site.
 *
 * @param address path and query within the site
 * @returns the page, with its own status; undefined when it could not be rendered
 */
export type RenderPage = (address: string, locals: App.Locals) => Promise<Answer | undefined>;

/** Records the response instead of sending it. */
class RecordedResponse extends ServerResponse {
  readonly #chunks: Uint8Array[] = [];
  readonly #headers = new Map<string, string>();
  #broken = false;

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.find((each) => typeof each === 'object' && each !== null) ?? {};
    for (const [name, value] of Object.entries(headers)) this.#headers.set(name.toLowerCase(), String(value));
    return this;
  }

  override write(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
    // Astro writes each chunk once and does not reuse it.
    this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    const done = rest.find((each) => typeof each === 'function');
    done?.();
    return true;
  }

  override end(...rest: unknown[]): this {
    const [chunk] = rest;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
    // Astro releases the request's data only after this event; without it the page would stay in memory for
    // ever.
    this.emit('finish');
    return this;
  }

  override destroy(): this {
    this.#broken = true;
    return this;
  }

  /** @returns the recorded response with the headers that a page may set; undefined after a fault */
  result(): Answer | undefined {
    if (this.#broken || this.statusCode === 500) return undefined;
    const headers: Record<string, string> = {
      'Cache-Control': this.#headers.get('cache-control') ?? 'no-store',
    };
    const type = this.#headers.get('content-type');
    const location = this.#headers.get('location');
    // Astro leaves the charset out when the page names it in its `<head>`.
    if (type !== undefined) headers['Content-Type'] = type === 'text/html' ? `${type}; charset=utf-8` : type;
    if (location !== undefined) headers['Location'] = location;
    return { status: this.statusCode, headers, body: Buffer.concat(this.#chunks) };
  }
}

/**
 * The request that Astro gets is made by us: with the site's host, none of the visitor's headers, and always GET,
 * because posted values reach the page through `Astro.locals`.
 */
function requestFor(address: string, siteUrl: URL): IncomingMessage {
  const encrypted = siteUrl.protocol === 'https:';
  const request = new IncomingMessage(Object.assign(new Socket(), { encrypted }));
  request.method = 'GET';
  request.url = address;
  request.headers = { host: siteUrl.host };
  return request;
}

/**
 * @param options.handler the export of the built site
 * @param options.siteUrl the base of `Astro.url`
 */
export function createPageRenderer(options: { handler: AstroHandler; siteUrl: URL }): RenderPage {
  return async (address, locals) => {
    const request = requestFor(address, options.siteUrl);
    const response = new RecordedResponse(request);
    await options.handler(request, response, undefined, locals);
    return response.result();
  };
}
