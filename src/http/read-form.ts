import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type Fields, parseFields } from './urlencoded.ts';

/** How much of a request body is read. */
export interface BodyLimits {
  /** Largest body in bytes; reading stops with the chunk that exceeds it. */
  readonly bytes: number;
  /** The same for a body whose Content-Length is already too large. */
  readonly refusedBytes: number;
  /** How long a refused body is read, so that its typed values can be kept. */
  readonly refusedMilliseconds: number;
  /** Largest number of chunks or packets: each one costs memory and time, however small it is. */
  readonly pieces: number;
  /** Largest number of fields in the form; default: 40. */
  readonly fields?: number;
}

export const formLimits: BodyLimits = {
  bytes: 64 * 1024,
  refusedBytes: 32 * 1024,
  refusedMilliseconds: 1_000,
  pieces: 1_024,
};

/**
 * In bytes. An acceptable form is never larger: its texts have 2,500 characters, each of at most twelve bytes
 * when encoded.
 */
export const ordinaryBytes = 16 * 1024;
/** Bodies above that size that are received at the same time. */
export const mostLargeBodies = 64;

/** The buffer of one large body, and a function that stops reading that body. */
interface LargePlace {
  readonly bytes: Buffer;
  breakOff: () => void;
}

const takenPlaces = new Set<LargePlace>();
/** Buffers are reused, because released memory is free only after the next garbage collection. */
const freePlaces: LargePlace[] = [];

/** Reserves a buffer for a large body; when all are in use, the oldest body is not read any further. */
function takeLargePlace(bytes: number, breakOff: () => void): LargePlace {
  const [oldest] = takenPlaces;
  if (takenPlaces.size >= mostLargeBodies) oldest?.breakOff();
  const found = freePlaces.findIndex((place) => place.bytes.length >= bytes);
  const [place = { bytes: Buffer.allocUnsafeSlow(bytes), breakOff }] =
    found < 0 ? [] : freePlaces.splice(found, 1);
  place.breakOff = breakOff;
  takenPlaces.add(place);
  return place;
}

function leaveLargePlace(place: LargePlace): void {
  takenPlaces.delete(place);
  if (freePlaces.length < mostLargeBodies) freePlaces.push(place);
}

export interface FormReading {
  readonly fields: Fields;
  /** When set, `fields` holds what could still be read. */
  readonly problem?: 'malformed' | 'too-large' | 'unsupported-type';
  /** False: part of the body has not arrived yet, so the connection has to be closed after the response. */
  readonly whole: boolean;
}

interface Body {
  /** Valid only until `read` returns: the buffer is reused. */
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
  readonly whole: boolean;
}

type Request = Readable & { readonly headers: IncomingHttpHeaders };

/**
 * @param read makes the result from the body
 * @returns that result, or undefined when the client disconnected before the end of the body
 */
function readBody<Result>(
  stream: Readable,
  limits: BodyLimits,
  { refused, read }: { refused: boolean; read: (body: Body) => Result },
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    // Everything is copied into one buffer: kept chunks would hold far more memory than their bytes.
    let kept: Buffer = Buffer.allocUnsafe(0);
    let place: LargePlace | undefined;
    let length = 0;
    let pieces = 0;
    let seen = 0;
    let timer: NodeJS.Timeout | undefined;

    function finish(body: Body | undefined): void {
      clearTimeout(timer);
      stream.off('data', take).off('end', end).off('close', leave);
      stream.pause();
      // Bytes that are already in the HTTP parser are dropped, and the parser reads nothing more.
      if (body?.whole === false) stream.push = () => false;
      try {
        resolve(body && read(body));
      } catch (fault) {
        reject(fault);
      }
      if (place !== undefined) leaveLargePlace(place);
    }
    const body = (whole: boolean, tooLarge = seen > limits.bytes): Body => ({
      bytes: kept.subarray(0, length),
      tooLarge,
      whole,
    });
    const end = () => finish(body(true));
    const leave = () => finish(undefined);
    const breakOff = () => finish(body(false, true));
    function makeRoom(wanted: number): void {
      if (wanted <= kept.length) return;
      if (wanted > ordinaryBytes) place = takeLargePlace(limits.bytes, breakOff);
      const larger =
        place?.bytes ?? Buffer.allocUnsafe(Math.min(ordinaryBytes, Math.max(wanted, kept.length * 2)));
      kept.copy(larger, 0, 0, length);
      kept = larger;
    }
    function take(chunk: Buffer): void {
      const room = Math.max(0, limits.bytes - seen);
      seen += chunk.length;
      pieces += 1;
      const wanted = chunk.subarray(0, room);
      makeRoom(length + wanted.length);
      length += wanted.copy(kept, length);
      if (pieces > limits.pieces) breakOff();
      else if (seen > (refused ? limits.refusedBytes : limits.bytes)) finish(body(false));
    }

    // An error is always followed by `close`; without a listener it would end the process.
    stream.on('error', () => {});
    stream.on('data', take).on('end', end).on('close', leave);
    // A request that announces no body has already ended (`optimizeEmptyRequests`).
    if (stream.readableEnded) end();
    // Starting to read now gives chunks as they come; later, all chunks of the first packet would be buffered.
    else stream.read(0);
    if (refused && !stream.readableEnded)
      timer = setTimeout(() => finish(body(false)), limits.refusedMilliseconds);
  });
}

/** @returns whether the body is that of an HTML form, in UTF-8 as the page asks for */
function isForm(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.map((each) => /^charset="?([^"]*)"?$/.exec(each)?.[1]).find(Boolean) ?? 'utf-8';
  return type === 'application/x-www-form-urlencoded' && charset === 'utf-8';
}

/**
 * Reads the POST of a form, starting at once. Every fault of the form is returned as a value, with the fields that
 * could be read.
 *
 * @param request headers as Node gives them, and the body as a stream
 * @param repeatable the fields that may come more than once; `any`: all of them
 * @returns undefined when the client disconnected before the end of the body
 */
export async function readForm(
  request: Request,
  repeatable: readonly string[] | 'any',
  limits: BodyLimits = formLimits,
): Promise<FormReading | undefined> {
  const { headers } = request;
  const declaredTooLarge = Number(headers['content-length'] ?? 0) > limits.bytes;
  // No browser sends compressed forms.
  const supported = isForm(headers['content-type']) && headers['content-encoding'] === undefined;
  function read({ bytes, tooLarge, whole }: Body): FormReading {
    if (!supported) return { fields: new Map(), problem: 'unsupported-type', whole };
    const { fields, sound } = parseFields(bytes, repeatable, limits.fields);
    if (declaredTooLarge || tooLarge) return { fields, problem: 'too-large', whole };
    return sound ? { fields, whole } : { fields, problem: 'malformed', whole };
  }
  return readBody(request, limits, { refused: declaredTooLarge || !supported, read });
}
