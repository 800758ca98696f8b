import { randomInt } from 'node:crypto';

/** Unique texts to enter, by kind. */
export interface Canaries {
  readonly texts: Readonly<Record<string, string>>;
  /** All encodings in which one of them could be stored. */
  readonly needles: readonly Needle[];
}

export interface Needle {
  /** For example `name as UTF-16`. */
  readonly what: string;
  readonly bytes: Buffer;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const pick = (from: string, count: number): string =>
  Array.from({ length: count }, () => from[randomInt(from.length)] ?? '').join('');

const everyByte = (bytes: Buffer, write: (hex: string) => string): string =>
  [...bytes].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('');

/**
 * Base64 differs at each of three offsets; the characters that neighbouring bytes change at both ends are left out.
 */
function base64(bytes: Buffer, encoding: 'base64' | 'base64url'): readonly string[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(encoding);
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
}

function spellings(text: string): ReadonlyMap<string, string | Buffer> {
  const bytes = Buffer.from(text);
  const utf16 = Buffer.from(text, 'utf16le');
  return new Map<string, string | Buffer>([
    ['UTF-8', text],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['percent-encoded', everyByte(bytes, (hex) => `%${hex.toUpperCase()}`)],
    ['percent-encoded in small letters', everyByte(bytes, (hex) => `%${hex}`)],
    [
      'JSON escapes',
      [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ],
    ['hexadecimal', bytes.toString('hex')],
    ['hexadecimal in capitals', bytes.toString('hex').toUpperCase()],
    ...base64(bytes, 'base64').map((each, shift) => [`base64, ${shift}`, each] as const),
    ...base64(bytes, 'base64url').map((each, shift) => [`base64url, ${shift}`, each] as const),
  ]);
}

const needlesFor = (what: string, text: string): readonly Needle[] =>
  [...spellings(text)].map(([spelling, written]) => ({
    what: `${what} as ${spelling}`,
    bytes: Buffer.from(written as string),
  }));

/**
 * @returns new canaries; the random part of each is plain ASCII, so that percent-encoding, JSON and quoted-printable
 *   leave it as it is, and the needles look for that part
 */
export function createCanaries(): Canaries {
  const names = ['name', 'via', 'message', 'website', 'unknown', 'choice', 'token'];
  const cores = Object.fromEntries(names.map((name) => [name, `kanarek${pick(letters, 16)}`]));
  const phone = `5${pick('123456789', 8)}`;
  const email = `kanarek${pick(letters, 16)}`;
  return {
    texts: {
      ...Object.fromEntries(names.map((name) => [name, `Żółty ${cores[name]} „ćwierka"`])),
      choice: cores['choice'] ?? '',
      token: cores['token'] ?? '',
      phone: phone.replace(/(...)(?=.)/g, '$1 '),
      email: `${email}@kanarek.example`,
    },
    needles: [
      ...Object.entries({ ...cores, email, phone }).flatMap(([what, text]) => needlesFor(what, text)),
      { what: 'phone in groups', bytes: Buffer.from(phone.replace(/(...)(?=.)/g, '$1 ')) },
    ],
  };
}

/** @returns the names of the needles found in these bytes */
export const findIn = (bytes: Buffer, needles: readonly Needle[]): readonly string[] =>
  needles.filter((needle) => bytes.includes(needle.bytes)).map(({ what }) => what);
