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
  /** Pieces in which a body may come, chunks or packets: each costs as much as many bytes. */
  readonly pieces: number;
  /** Fields that a form may have; left out: 40. */
  readonly fields?: number;
}

export const formLimits: BodyLimits = {
  bytes: 64 * 1024,
  refusedBytes: 32 * 1024,
  refusedMilliseconds: 1_000,
  pieces: 1_024,
};

/** No form that can be accepted takes more: its texts have 2,500 characters, of at most twelve bytes each. */
export const ordinaryBytes = 16 * 1024;
/** Bodies over that size that come in at the same time. */
export const mostLargeBodies = 64;

/** What a large body is gathered in, and what ends the reading of that body. */
interface LargePlace {
  readonly bytes: Buffer;
  breakOff: () => void;
}

const takenPlaces = new Set<LargePlace>();
/** Buffers are used again and again: what is let go is free only when garbage is collected. */
const freePlaces: LargePlace[] = [];

/** Gives a body a place among the large ones; when all are taken, the oldest is read no further. */
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
  /** With one, `fields` holds what could still be read. */
  readonly problem?: 'malformed' | 'too-large' | 'unsupported-type';
  /** False: part of the body is still on its way, so the connection has to end with the answer. */
  readonly whole: boolean;
}

interface Body {
  /** Good only until the reader returns. */
  readonly bytes: Buffer;
  readonly tooLarge: boolean;
  readonly whole: boolean;
}

type Request = Readable & { readonly headers: IncomingHttpHeaders };

/**
 * @param read makes of a body what is wanted of it
 * @returns that, or undefined when the client went away before its end
 */
function readBody<Result>(
  stream: Readable,
  limits: BodyLimits,
  { refused, read }: { refused: boolean; read: (body: Body) => Result },
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    // One buffer: pieces that are kept as they came hold far more than their bytes.
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
      // What the parser has in its hands goes nowhere, and it reads no further.
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
    // So it is from the start where a request announces no body (`optimizeEmptyRequests`).
    if (stream.readableEnded) end();
    // Begun now, pieces are given one by one as they come; else those of the first packet would all be kept first.
    else stream.read(0);
    if (refused && !stream.readableEnded)
      timer = setTimeout(() => finish(body(false)), limits.refusedMilliseconds);
  });
}

/** @returns whether the body is an HTML form's, in UTF-8 as the page asks for */
function isForm(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.map((each) => /^charset="?([^"]*)"?$/.exec(each)?.[1]).find(Boolean) ?? 'utf-8';
  return type === 'application/x-www-form-urlencoded' && charset === 'utf-8';
}

/**
 * Reads a POST of the form, from the moment of the call. Whatever is wrong with it is a value, and what could be read
 * is kept.
 *
 * @param request headers as Node gives them, and the body as a stream
 * @param repeatable the fields that may come more than once; `any`: all of them
 * @returns undefined when the client went away before the end
 */
export async function readForm(
  request: Request,
  repeatable: readonly string[] | 'any',
  limits: BodyLimits = formLimits,
): Promise<FormReading | undefined> {
  const { headers } = request;
  const declaredTooLarge = Number(headers['content-length'] ?? 0) > limits.bytes;
  // Compressed forms are sent by no browser.
  const supported = isForm(headers['content-type']) && headers['content-encoding'] === undefined;
  function read({ bytes, tooLarge, whole }: Body): FormReading {
    if (!supported) return { fields: new Map(), problem: 'unsupported-type', whole };
    const { fields, sound } = parseFields(bytes, repeatable, limits.fields);
    if (declaredTooLarge || tooLarge) return { fields, problem: 'too-large', whole };
    return sound ? { fields, whole } : { fields, problem: 'malformed', whole };
  }
  return readBody(request, limits, { refused: declaredTooLarge || !supported, read });
}
