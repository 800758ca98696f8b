import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { formLimits, mostLargeBodies, ordinaryBytes, readForm } from '../../../src/http/read-form.ts';
import { mostFields } from '../../../src/http/urlencoded.ts';

const limits = { bytes: 100, refusedBytes: 50, refusedMilliseconds: 5, pieces: 8 };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

function request(chunks: Iterable<string | Buffer>, headers: IncomingHttpHeaders = form) {
  const bytes = (function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  return Object.assign(Readable.from(bytes, { objectMode: false }), { headers });
}

const read = (body: string | Buffer, headers?: IncomingHttpHeaders) =>
  readForm(request([body], headers), ['needs']);

const plain = (fields: ReadonlyMap<string, readonly string[]> | undefined) =>
  Object.fromEntries(fields ?? []);

describe('reading a form', () => {
  it('keeps every value, in any script', async () => {
    const reading = await read(
      'name=Za%C5%BC%C3%B3%C5%82%C4%87+g&message=%F0%9F%99%82&empty=&needs=a&needs=b',
    );
    assert.equal(reading?.problem, undefined);
    assert.deepEqual(plain(reading?.fields), {
      name: ['Zażółć g'],
      message: ['🙂'],
      empty: [''],
      needs: ['a', 'b'],
    });
    assert.equal(reading?.whole, true);
  });

  it('keeps a byte order mark and raw UTF-8 as they came', async () => {
    const reading = await read(Buffer.from('a=\ufeffż'));
    assert.deepEqual(plain(reading?.fields), { a: ['\ufeffż'] });
  });

  const malformed: Readonly<Record<string, string | Buffer>> = {
    'an overlong sequence': 'name=Ewa&a=%C0%AF',
    'a truncated sequence': 'name=Ewa&a=%C5',
    'a surrogate': 'name=Ewa&a=%ED%A0%80',
    'a raw byte that is no UTF-8': Buffer.from([...Buffer.from('name=Ewa&a='), 0xff]),
    'a stray percent sign': 'name=Ewa&a=100%',
    'a percent sign before no digits': 'name=Ewa&a=%zz',
    'a field twice that is not repeatable': 'name=Ewa&name=Ola',
    'a name that is no UTF-8': 'name=Ewa&%FF=1',
  };
  for (const [what, body] of Object.entries(malformed)) {
    it(`calls ${what} malformed and keeps the rest`, async () => {
      const reading = await read(body);
      assert.equal(reading?.problem, 'malformed');
      assert.deepEqual(reading?.fields.get('name'), ['Ewa']);
    });
  }

  it('takes 40 fields and no more', async () => {
    const fields = (count: number) => Array.from({ length: count }, (_, place) => `f${place}=1`).join('&');
    assert.equal((await read(fields(mostFields)))?.problem, undefined);
    const over = await read(fields(mostFields + 1));
    assert.equal(over?.problem, 'malformed');
    assert.equal(over?.fields.size, mostFields);
  });

  for (const type of [
    undefined,
    'multipart/form-data; boundary=x',
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded; charset=iso-8859-2',
  ]) {
    it(`does not take ${type ?? 'a body without a type'}`, async () => {
      const reading = await read('a=1', type === undefined ? {} : { 'content-type': type });
      assert.equal(reading?.problem, 'unsupported-type');
      assert.equal(reading?.fields.size, 0);
    });
  }

  it('does not take a compressed form', async () => {
    assert.equal((await read('a=1', { ...form, 'content-encoding': 'gzip' }))?.problem, 'unsupported-type');
  });

  it('takes the type in any case and with the charset it has', async () => {
    const reading = await read('a=1', {
      'content-type': 'Application/X-WWW-Form-Urlencoded; Charset="UTF-8"',
    });
    assert.equal(reading?.problem, undefined);
  });
});

describe('the size of a form', () => {
  it('takes 64 KiB and not a byte more', async () => {
    const value = (length: number) => `a=${'x'.repeat(length - 2)}`;
    assert.equal((await read(value(formLimits.bytes)))?.problem, undefined);
    const over = await read(value(formLimits.bytes + 1));
    assert.equal(over?.problem, 'too-large');
    assert.equal(over?.fields.get('a')?.[0]?.length, formLimits.bytes - 2);
  });

  it('stops an endless body at the limit', async () => {
    let given = 0;
    const endless = (function* () {
      for (;;) {
        given += 50;
        yield 'x'.repeat(50);
      }
    })();
    const reading = await readForm(request(endless), [], { ...limits, refusedMilliseconds: 60_000 });
    assert.deepEqual([reading?.problem, reading?.whole], ['too-large', false]);
    // The stream buffers up to its own high-water mark.
    assert.ok(given <= limits.bytes + 2 * 64 * 1024, `${given} bytes were read`);
  });

  it('answers a declared length over the limit even when nothing follows', async () => {
    const silent = Object.assign(new Readable({ read() {} }), {
      headers: { ...form, 'content-length': '101' },
    });
    const reading = await readForm(silent, [], limits);
    assert.deepEqual([reading?.problem, reading?.whole], ['too-large', false]);
  });

  // Mutations: chunks are not counted; data after the last chunk stays in the stream.
  it('takes so many pieces and no more', async () => {
    const pieces = (count: number) => readForm(request(Array<string>(count).fill('x')), [], limits);
    assert.equal((await pieces(limits.pieces))?.problem, undefined);
    // It keeps sending, as a client would: a stream that has ended accepts nothing more anyway.
    const over = Object.assign(new Readable({ read() {} }), { headers: form });
    const coming = readForm(over, [], limits);
    for (let piece = 0; piece <= limits.pieces; piece += 1) {
      over.push('x');
      await new Promise(setImmediate);
    }
    const reading = await coming;
    assert.deepEqual([reading?.problem, reading?.whole], ['too-large', false]);
    assert.equal(over.push('x'), false);
    assert.equal(over.readableLength, 0);
  });

  // Mutations: no limit of bodies; the newest body is aborted.
  it('breaks off the oldest large body when all their places are taken', async () => {
    const large = () => {
      const stream = Object.assign(new Readable({ read() {} }), { headers: form });
      const reading = readForm(stream, []);
      stream.push(`message=${'x'.repeat(ordinaryBytes)}`);
      return { stream, reading };
    };
    const first = large();
    const others = Array.from({ length: mostLargeBodies }, large);
    const broken = await first.reading;
    assert.deepEqual([broken?.problem, broken?.whole], ['too-large', false]);
    assert.equal(broken?.fields.get('message')?.[0]?.length, ordinaryBytes);
    for (const { stream } of others) stream.push(null);
    for (const { reading } of others) assert.equal((await reading)?.problem, undefined);
  });

  it('gives up when the client goes away', async () => {
    const leaving = Object.assign(new Readable({ read() {} }), { headers: form });
    const reading = readForm(leaving, [], limits);
    leaving.push('a=1');
    leaving.destroy(new Error('gone'));
    assert.equal(await reading, undefined);
  });
});
