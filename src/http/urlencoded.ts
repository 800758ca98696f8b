/** The fields of a form by name, each with its values in the order of the body. */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** Default for the largest number of fields in a form. */
export const mostFields = 40;

const plus = 0x2b;
const percent = 0x25;
const space = 0x20;

/** The value of a byte as a hexadecimal digit; 16 when it is not one. */
const digitValues = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return value < 0 ? 16 : value;
});

/**
 * @returns the byte that the two hexadecimal digits at this place stand for, or -1 when they are not digits
 */
function readHex(encoded: Uint8Array, place: number): number {
  const high = digitValues[encoded[place] ?? 0] ?? 16;
  const low = digitValues[encoded[place + 1] ?? 0] ?? 16;
  return high > 15 || low > 15 ? -1 : high * 16 + low;
}

interface Decoded {
  readonly text: string;
  readonly sound: boolean;
}

/** Reused: memory of buffers is free only after the next garbage collection. */
const scratch = new Uint8Array(64 * 1024);

/**
 * Decodes one name or value. When `sound` is false the encoding was broken, and `text` is the best reading of
 * it.
 */
function decode(encoded: Uint8Array): Decoded {
  const bytes = encoded.length <= scratch.length ? scratch : new Uint8Array(encoded.length);
  let length = 0;
  let sound = true;
  for (let place = 0; place < encoded.length; place += 1) {
    const byte = encoded[place] ?? 0;
    const written = byte === percent ? readHex(encoded, place + 1) : -1;
    if (written >= 0) {
      bytes[length] = written;
      place += 2;
    } else {
      sound &&= byte !== percent;
      bytes[length] = byte === plus ? space : byte;
    }
    length += 1;
  }
  const decoded = bytes.subarray(0, length);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decoded), sound };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(decoded), sound: false };
  }
}

function* split(body: Uint8Array, separator: string): Generator<Uint8Array> {
  const code = separator.charCodeAt(0);
  let start = 0;
  for (;;) {
    const end = body.indexOf(code, start);
    yield body.subarray(start, end < 0 ? undefined : end);
    if (end < 0) return;
    start = end + 1;
  }
}

/**
 * Reads `application/x-www-form-urlencoded` (WHATWG URL 5.1), more strictly than browsers would: UTF-8 without any
 * fault, no stray `%`, at most 40 fields or `most`, and only the fields of `repeatable` more than once.
 *
 * @param repeatable `any`: every field may come more than once
 * @returns the fields; with `sound` false, what could still be read of them
 */
export function parseFields(
  body: Uint8Array,
  repeatable: readonly string[] | 'any',
  most = mostFields,
): { readonly fields: Fields; readonly sound: boolean } {
  const fields = new Map<string, string[]>();
  let sound = true;
  let count = 0;
  for (const pair of split(body, '&')) {
    if (pair.length === 0) continue;
    count += 1;
    if (count > most) return { fields, sound: false };
    const equals = pair.indexOf('='.charCodeAt(0));
    const name = decode(equals < 0 ? pair : pair.subarray(0, equals));
    const value = decode(equals < 0 ? new Uint8Array(0) : pair.subarray(equals + 1));
    sound &&= name.sound && value.sound;
    if (!name.sound) continue;
    const before = fields.get(name.text);
    if (before === undefined) fields.set(name.text, [value.text]);
    else if (repeatable === 'any' || repeatable.includes(name.text)) before.push(value.text);
    else sound = false;
  }
  return { fields, sound };
}
