import { ask, get, type Row } from './row.ts';

const accepting = (value: string, target = '/klub/') => get(target, `Accept-Encoding: ${value}\r\n`);
const coded = (coding: string | undefined) => ({ 'content-encoding': coding, vary: 'Accept-Encoding' });
const [br, gzip, plain] = [coded('br'), coded('gzip'), coded(undefined)];

const given = (...lines: readonly string[]) => get('/klub/', lines.map((line) => `${line}\r\n`).join(''));
const past = 'Thu, 01 Jan 2015 00:00:00 GMT';
const future = 'Fri, 01 Jan 2100 00:00:00 GMT';
const unchanged = {
  etag: /^"[\w-]{22}"$/,
  vary: 'Accept-Encoding',
  'content-length': undefined,
  'content-type': undefined,
};

const ranged = (range: string, ...lines: readonly string[]) => given(`Range: ${range}`, ...lines);
const part = (from: number, to: number) => ({
  'content-range': new RegExp(`^bytes ${from}-${to}/\\d+$`),
  'content-length': String(to - from + 1),
});
const whole = { 'content-range': undefined, 'accept-ranges': 'bytes' };
const noSuchPart = { 'content-range': /^bytes \*\/\d+$/, 'cache-control': 'no-store' };

/** RFC 9110 12.5.3: which compressed form of a page is sent. */
export const codings: readonly Row[] = [
  ['no preference', get('/klub/'), 200, 'kept', plain],
  ['an empty preference', accepting(''), 200, 'kept', plain],
  ['a browser', accepting('gzip, deflate, br, zstd'), 200, 'kept', br],
  ['brotli', accepting('br'), 200, 'kept', br],
  ['brotli in capitals', accepting('BR'), 200, 'kept', br],
  ['gzip', accepting('gzip'), 200, 'kept', gzip],
  ['gzip by its old name', accepting('x-gzip'), 200, 'kept', gzip],
  ['brotli with no weight', accepting('br;q=0'), 200, 'kept', plain],
  ['brotli with no weight in three digits', accepting('br;q=0.000, gzip'), 200, 'kept', gzip],
  ['brotli with no weight, and anything', accepting('br;q=0, *'), 200, 'kept', gzip],
  ['brotli below gzip', accepting('gzip;q=1.0, br;q=0.5'), 200, 'kept', gzip],
  ['gzip with the least weight', accepting('gzip;q=0.001'), 200, 'kept', gzip],
  ['gzip below what is plain', accepting('gzip;q=0.1, identity;q=0.5'), 200, 'kept', plain],
  ['spaces round a weight', accepting('gzip ; q=0.5 ,\tbr ; q=0.9'), 200, 'kept', br],
  ['a weight in capitals', accepting('br;Q=0, gzip;Q=1'), 200, 'kept', gzip],
  ['anything', accepting('*'), 200, 'kept', br],
  ['anything with little weight', accepting('*;q=0.1'), 200, 'kept', br],
  ['nothing plain', accepting('identity;q=0'), 406, 'kept', { vary: 'Accept-Encoding' }],
  ['nothing plain, but gzip', accepting('identity;q=0, gzip'), 200, 'kept', gzip],
  ['nothing at all', accepting('*;q=0'), 406, 'kept', { vary: 'Accept-Encoding' }],
  ['nothing but what is plain', accepting('*;q=0, identity'), 200, 'kept', plain],
  ['only what we do not have', accepting('zstd, compress, dcb'), 200, 'kept', plain],
  ['a weight above one', accepting('br;q=2, gzip'), 200, 'kept', gzip],
  ['a negative weight', accepting('br;q=-1, gzip'), 200, 'kept', gzip],
  ['a weight of four digits', accepting('br;q=0.0001, gzip'), 200, 'kept', gzip],
  ['a weight that is a word', accepting('br;q=high, gzip'), 200, 'kept', gzip],
  ['a second parameter', accepting('br;q=1;x=2, gzip'), 200, 'kept', gzip],
  ['commas', accepting(',,,'), 200, 'kept', plain],
  ['rubbish', accepting('"br", <gzip>'), 200, 'kept', plain],
  ['two lines', given('Accept-Encoding: gzip', 'Accept-Encoding: br'), 200, 'kept', br],
  ['an error in brotli', accepting('br', '/nic/'), 404, 'kept', br],
  ['an error to who takes nothing', accepting('*;q=0', '/nic/'), 404, 'kept', plain],
  ['the form in brotli', accepting('br', '/zgloszenie/'), 200, 'kept', br],
  ['the form to who refuses brotli', accepting('br;q=0, gzip', '/zgloszenie/'), 200, 'kept', gzip],
];

/** RFC 9110 13: whether a page is sent again. */
export const conditions: readonly Row[] = [
  ['the tag', given('If-None-Match: <etag>'), 304, 'kept', unchanged],
  [
    'the tag of what is asked for',
    given('If-None-Match: <br>', 'Accept-Encoding: br'),
    304,
    'kept',
    unchanged,
  ],
  ['the tag of another form', given('If-None-Match: <br>', 'Accept-Encoding: gzip'), 200, 'kept', gzip],
  [
    'the tags of all forms',
    given('If-None-Match: <etag>, <br>, <gzip>', 'Accept-Encoding: gzip'),
    304,
    'kept',
    unchanged,
  ],
  ['the tag in a list', given('If-None-Match: "a", <etag>'), 304, 'kept', unchanged],
  ['the tag in a list without spaces', given('If-None-Match: "a",<etag>,"b"'), 304, 'kept', unchanged],
  ['the tag, weak', given('If-None-Match: W/<etag>'), 304, 'kept', unchanged],
  ['any tag', given('If-None-Match: *'), 304, 'kept', unchanged],
  ['two lines of tags', given('If-None-Match: "a"', 'If-None-Match: <etag>'), 304, 'kept', unchanged],
  ['another tag', given('If-None-Match: "a"'), 200, 'kept'],
  ['a tag with a comma in it', given('If-None-Match: "a,b"'), 200, 'kept'],
  ['no tag', given('If-None-Match: '), 200, 'kept'],
  ['a tag without its quotes', given('If-None-Match: abc'), 200, 'kept'],
  ['the time', given('If-Modified-Since: <modified>'), 304, 'kept', unchanged],
  ['a time to come', given(`If-Modified-Since: ${future}`), 200, 'kept'],
  ['a time in other words', given('If-Modified-Since: 2030-01-01'), 200, 'kept'],
  ['an earlier time', given(`If-Modified-Since: ${past}`), 200, 'kept'],
  ['no time', given('If-Modified-Since: yesterday'), 200, 'kept'],
  ['another tag and the time', given('If-None-Match: "a"', 'If-Modified-Since: <modified>'), 200, 'kept'],
  [
    'the tag and an earlier time',
    given('If-None-Match: <etag>', `If-Modified-Since: ${past}`),
    304,
    'kept',
    unchanged,
  ],
  ['the tag, of HEAD', ask('HEAD', '/klub/', 'If-None-Match: <etag>\r\n'), 304, 'kept', unchanged],
  ['the tag, of an error', get('/nic/', 'If-None-Match: *\r\n'), 404, 'kept'],
  ['the tag, of the form', get('/zgloszenie/', 'If-None-Match: *\r\n'), 200, 'kept'],
];

/** RFC 9110 14: ranges of a page. */
export const ranges: readonly Row[] = [
  ['the first byte', ranged('bytes=0-0'), 206, 'kept', part(0, 0)],
  ['ten bytes', ranged('bytes=10-19'), 206, 'kept', part(10, 19)],
  ['a unit in capitals', ranged('Bytes=10-19'), 206, 'kept', part(10, 19)],
  [
    'the last byte',
    ranged('bytes=-1'),
    206,
    'kept',
    { 'content-length': '1', 'content-range': /^bytes (\d+)-\1\/\d+$/ },
  ],
  ['from the second on', ranged('bytes=1-'), 206, 'kept', { 'content-range': /^bytes 1-/ }],
  ['more than there is', ranged('bytes=0-99999999'), 206, 'kept', { 'content-range': /^bytes 0-/ }],
  ['more of the end than there is', ranged('bytes=-99999999'), 206, 'kept', { 'content-range': /^bytes 0-/ }],
  [
    'a part of brotli',
    ranged('bytes=0-9', 'Accept-Encoding: br'),
    206,
    'kept',
    { ...part(0, 9), 'content-encoding': 'br' },
  ],
  ['a part, if still the same', ranged('bytes=0-9', 'If-Range: <etag>'), 206, 'kept', part(0, 9)],
  ['a part, if not changed since', ranged('bytes=0-9', 'If-Range: <modified>'), 206, 'kept', part(0, 9)],
  ['a part, if still another', ranged('bytes=0-9', 'If-Range: "a"'), 200, 'kept', whole],
  ['a part, if the same weakly', ranged('bytes=0-9', 'If-Range: W/<etag>'), 200, 'kept', whole],
  ['a part, if the same in another form', ranged('bytes=0-9', 'If-Range: <br>'), 200, 'kept', whole],
  ['a part, if not changed since long', ranged('bytes=0-9', `If-Range: ${past}`), 200, 'kept', whole],
  ['a part of what is known', ranged('bytes=0-9', 'If-None-Match: <etag>'), 304, 'kept', unchanged],
  ['a part, of HEAD', ask('HEAD', '/klub/', 'Range: bytes=0-9\r\n'), 200, 'kept', whole],
  ['a part of nothing', get('/nic/', 'Range: bytes=0-9\r\n'), 404, 'kept', { 'content-range': undefined }],
  ['two parts', ranged('bytes=0-0,2-2'), 200, 'kept', whole],
  ['a thousand parts', ranged(`bytes=${'0-,'.repeat(1_000)}0-`), 200, 'kept', whole],
  ['two lines of parts', ranged('bytes=0-0', 'Range: bytes=2-2'), 200, 'kept', whole],
  ['a part backwards', ranged('bytes=2-1'), 200, 'kept', whole],
  ['no part', ranged('bytes=-'), 200, 'kept', whole],
  ['another unit', ranged('lines=0-1'), 200, 'kept', whole],
  ['a part in letters', ranged('bytes=a-b'), 200, 'kept', whole],
  ['a part in numbers too long', ranged(`bytes=0-${'9'.repeat(400)}`), 200, 'kept', whole],
  ['beyond the end', ranged('bytes=99999999-'), 416, 'kept', noSuchPart],
  ['nothing of the end', ranged('bytes=-0'), 416, 'kept', noSuchPart],
];
