import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type Fields, parseFields } from './urlencoded.ts';

/** How much of a body is read. */
export interface BodyLimits {
  /** Bytes that are read: past them nothing more than what had come with the last of them. */
  readonly bytes: number;
  /** The same of a body that says itself that it is too large. */
  readonly refusedBytes: number;
  /** How long what can be kept of a body that is refused is waited for. */
  readonly refusedMilliseconds: number;
}

export const formLimits: BodyLimits = {
  bytes: 64 * 1024,
  refusedBytes: 32 * 1024,
  refusedMilliseconds: 1_000,
};

export interface FormReading {
  readonly fields: Fields;
  /** With one, `fields` holds what could still be read. */
  readonly problem?: 'malformed' | 'too-large' | 'unsupported-type';
  /** False: part of the body is still on its way, so the connection has to end with the answer. */
  readonly whole: boolean;
}

interface Body {
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
  readonly whole: boolean;
}

type Request = Readable & { readonly headers: IncomingHttpHeaders };

/** @returns the body, or undefined when the client went away before its end */
function readBody(stream: Readable, limits: BodyLimits, refused: boolean): Promise<Body | undefined> {
  return new Promise((resolve) => {
    const kept: Buffer[] = [];
    let seen = 0;
    let timer: NodeJS.Timeout | undefined;

    function finish(body: Body | undefined): void {
      clearTimeout(timer);
      stream.off('data', take).off('end', end).off('close', leave);
      stream.pause();
      resolve(body);
    }
    const body = (whole: boolean): Body => ({
      bytes: Buffer.concat(kept),
      tooLarge: seen > limits.bytes,
      whole,
    });
    const end = () => finish(body(true));
    const leave = () => finish(undefined);
    function take(chunk: Buffer): void {
      const room = limits.bytes - seen;
      if (room > 0) kept.push(chunk.subarray(0, room));
      seen += chunk.length;
      if (seen > (refused ? limits.refusedBytes : limits.bytes)) finish(body(false));
    }

    // An error is always followed by `close`; without a listener it would end the process.
    stream.on('error', () => {});
    stream.on('data', take).on('end', end).on('close', leave);
    // So it is from the start where a request announces no body (`optimizeEmptyRequests`).
    if (stream.readableEnded) end();
    else if (refused) timer = setTimeout(() => finish(body(false)), limits.refusedMilliseconds);
  });
}

/** @returns whether the body is an HTML form's, in UTF-8 as the page asks for */
function isForm(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.map((each) => /^charset="?([^"]*)"?$/.exec(each)?.[1]).find(Boolean) ?? 'utf-8';
  return type === 'application/x-www-form-urlencoded' && charset === 'utf-8';
}

/**
 * Reads a POST of the form. Whatever is wrong with it is a value, and what could be read is kept.
 *
 * @param request headers as Node gives them, and the body as a stream
 * @param repeatable the fields that may come more than once
 * @returns undefined when the client went away before the end
 */
export async function readForm(
  request: Request,
  repeatable: readonly string[],
  limits: BodyLimits = formLimits,
): Promise<FormReading | undefined> {
  const { headers } = request;
  const declaredTooLarge = Number(headers['content-length'] ?? 0) > limits.bytes;
  // Compressed forms are sent by no browser.
  const supported = isForm(headers['content-type']) && headers['content-encoding'] === undefined;
  const body = await readBody(request, limits, declaredTooLarge || !supported);
  if (body === undefined) return undefined;
  const { whole } = body;
  if (!supported) return { fields: new Map(), problem: 'unsupported-type', whole };
  const { fields, sound } = parseFields(body.bytes, repeatable);
  if (declaredTooLarge || body.tooLarge) return { fields, problem: 'too-large', whole };
  return sound ? { fields, whole } : { fields, problem: 'malformed', whole };
}
