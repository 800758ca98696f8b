/** The parts of a request that its sender controls. */
export interface Input {
  /** Its name in the table. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Texts that are costly for normalisation, escaping, regular expressions, parsers, compression and line wrapping. */
const kinds = {
  letters: ['a', 'ą', 'Ł', 'м', 'ع', '漢', 'ß', 'İ', '🙂'],
  marks: ['a', '\u0301', '\u0334', '\u0323', '\u0327', '\u05b0', '👩‍👩‍👧‍👦'],
  composed: ['\u0958', '\u1100\u1161\u11a8', 'ﷺ', 'á\u0334', '\u1fb7', '\ufb2c'],
  blanks: [' ', '\t', '\n', '\r\n', '\u00a0', '\u2028', '\u3000'],
  unseen: ['\u200b', '\u200d', '\u202e', '\ufeff', '\u00ad', '\u0000', '\u2066'],
  escapes: ['%', '%zz', '%C5', '%00', '%2F', '&amp;', '&', '<', '>', '"', "'", '=', '?', '+'],
  paths: ['/', '\\', '..', './', '//', '*', ';', ')', '.'],
  addresses: ['@', 'a@b.', 'x@', '.a', '-', 'https://', 'www.', '"a b"@'],
  numbers: ['0', '48 ', '(', ')', '+', '-', '600 ', ' wew. ', '/'],
  headers: ['q=0.5,', 'br;q=0.1,', 'bytes=0-1,', 'W/"a",', '10.0.0.1,', '::1,', 'a=b; ', ',', ':'],
} as const;
const units = Object.values(kinds);

const fieldNames = [
  ...['topic', 'forWhom', 'helper', 'knows', 'answerTo', 'name', 'channel', 'phone', 'email', 'via', 'when'],
  ...[
    'voicemail',
    'sayKis',
    'needs',
    'language',
    'languageName',
    'message',
    'to',
    'form',
    'website',
    'unknown',
  ],
] as const;
/** The fields that are processed most. */
const textNames = ['message', 'name', 'phone', 'email', 'via', 'helper', 'languageName'] as const;
const headerNames = [
  ...[
    'Accept-Encoding',
    'If-None-Match',
    'If-Modified-Since',
    'Range',
    'Cookie',
    'X-Forwarded-For',
    'Accept-Language',
  ],
  ...['Origin', 'Sec-Fetch-Site', 'Content-Type', 'X-Unknown', 'Accept', 'Expect', 'Via'],
] as const;

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** A text of up to this many bytes, made of a few repeated parts. */
function textOf(random: Random, bytes: number): { readonly text: string; readonly told: string } {
  const kind = pick(random, units);
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    pick<string>(random, random() < 0.8 ? kind : pick(random, units)),
  );
  const share = Math.max(0, bytes) / parts.length;
  const told = parts.map((part) => JSON.stringify(part)).join(' + ');
  const all = random() < 0.5;
  const text = all
    ? parts.map((part) => part.repeat(Math.floor(share / Buffer.byteLength(part)))).join('')
    : parts.join('').repeat(Math.floor(Math.max(0, bytes) / Buffer.byteLength(parts.join(''))));
  return { text, told: `${told}${all ? '' : ', together'} × ${Math.round(bytes / 1024)} KiB` };
}

const escapeAll = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const escapeFew = (text: string): string =>
  text.replace(/[^\x21-\x24\x27-\x2a\x2c-\x3c\x3e-\x7e]/g, (each) => escapeAll(each));

const head = (method: string, target: string, headers: readonly string[]): string =>
  [`${method} ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n');

/** Leaves room below Node's limit for the head of a request. */
const mostHeadBytes = 15_000;
const mostBodyBytes = 64 * 1024 - 200;

function headersOf(random: Random): { readonly lines: readonly string[]; readonly told: string } {
  if (random() < 0.4) return { lines: [], told: '' };
  const name = pick(random, headerNames);
  const { text, told } = textOf(random, mostHeadBytes * random());
  const line = Buffer.from(text.replace(/[\0\r\n]/g, '')).toString('latin1');
  return { lines: [`${name}: ${line}`], told: `, ${name}: ${told}` };
}

/** @returns a GET below this path, with a long rest, query or header */
export function readingInput(random: Random, path: string, options: { rest: boolean; query: string }): Input {
  const { lines, told } = headersOf(random);
  const { text, told: toldText } = textOf(random, (mostHeadBytes - lines.join('').length) * random());
  const encoded = (random() < 0.5 ? escapeFew(text) : escapeAll(text)).slice(
    0,
    Math.max(0, mostHeadBytes - lines.join('').length),
  );
  const rest = options.rest || options.query !== '' ? encoded : '';
  return {
    name: `GET ${path}${options.query}${rest === '' ? '' : ` ${toldText}`}${told}`,
    bytes: Buffer.from(head('GET', `${path}${options.query}${rest}`, lines), 'latin1'),
  };
}

const formHeader = 'Content-Type: application/x-www-form-urlencoded';

function post(
  name: string,
  fields: Iterable<readonly [name: string, value: string]>,
  lines: readonly string[],
): Input {
  const body = Buffer.from([...fields].map((pair) => pair.join('=')).join('&')).subarray(0, mostBodyBytes);
  const start = head('POST', '/zgloszenie/', [...lines, `Content-Length: ${body.length}`]);
  return { name: `POST ${name}`, bytes: Buffer.concat([Buffer.from(start, 'latin1'), body]) };
}

/**
 * @returns POSTs in small chunks, and one for each two parts of one kind: the first repeated, then the second, as much
 * as a form may hold
 */
export function* fullForms(known: Readonly<Record<string, string>>): Generator<Input> {
  for (const length of [1, 2, 16, 63])
    yield {
      name: `POST in chunks of ${length}`,
      bytes: Buffer.from(
        head('POST', '/zgloszenie/', [formHeader, 'Transfer-Encoding: chunked']) +
          `${length.toString(16)}\r\n${'a'.repeat(length)}\r\n`.repeat(mostBodyBytes / length),
      ),
    };
  for (const kind of units)
    for (const [place, one] of kind.entries())
      for (const other of kind) {
        const field = textNames[place % textNames.length] as string;
        const [first = '', second = ''] = [one, other].map((part) => {
          const sent = /[&=+%]/.test(part) ? escapeAll(part) : part;
          return sent.repeat((mostBodyBytes - 300) / 2 / Buffer.byteLength(sent));
        });
        yield post(
          `${field}: ${JSON.stringify(one)} + ${JSON.stringify(other)} × 63 KiB`,
          [...Object.entries(known), [field, `a${first}${second}`]],
          [formHeader],
        );
      }
}

/** @returns a POST of the form in which one or many fields are filled to their limit */
export function formInput(random: Random, token: string, known: Readonly<Record<string, string>>): Input {
  const fields = new Map<string, string>(random() < 0.7 ? Object.entries({ ...known, form: token }) : []);
  const raw = random() < 0.4;
  const encode = (text: string) =>
    raw ? text.replace(/[&=+%]/g, '') : random() < 0.5 ? escapeFew(text) : escapeAll(text);
  let room = random() < 0.7 ? mostBodyBytes : mostBodyBytes * random();
  const told: string[] = [];
  for (let count = random() < 0.6 ? 1 : 1 + Math.floor(random() * 36); count > 0; count -= 1) {
    const name =
      random() < 0.6
        ? pick(random, textNames)
        : random() < 0.8
          ? pick(random, fieldNames)
          : textOf(random, 200).text;
    const made = textOf(random, (room / count) * (raw ? 1 : 1 / 3));
    room -= Buffer.byteLength(made.text) * (raw ? 1 : 3);
    fields.set(name, made.text);
    told.push(`${name.slice(0, 12)}: ${made.told}`);
  }
  const { lines, told: toldHeader } = headersOf(random);
  return post(
    `${told.slice(0, 2).join('; ')}${told.length > 2 ? ` and ${told.length - 2} more` : ''}${toldHeader}`,
    [...fields].map(([name, value]) => [encode(name), encode(value)] as const),
    lines[0]?.startsWith('Content-Type') ? lines : [...lines, formHeader],
  );
}
