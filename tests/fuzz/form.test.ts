import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import fc from 'fast-check';
import { parseEnquiry } from '../../src/enquiry/form/parse.ts';
import { createIntake } from '../../src/enquiry/intake.ts';
import { tokenField } from '../../src/enquiry/schema.ts';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import { formLimits, readForm } from '../../src/http/read-form.ts';
import { parseFields } from '../../src/http/urlencoded.ts';
import {
  clubFacts,
  form,
  handClock,
  keepingLog,
  openEnvelopes,
  random,
  secret,
} from '../unit/enquiry/samples.ts';
import { options } from './options.ts';
import { nastyText } from './texts.ts';

const fieldName = fc.constantFrom(
  'name',
  'phone',
  'email',
  'via',
  'message',
  'helper',
  'languageName',
  'needs',
  'when',
  'x',
);
const fields = fc.dictionary(fieldName, nastyText, { maxKeys: 6 });
/**
 * Stream-Safe text (Unicode Standard Annex 15, D3) has at most 30 marks in a row; normalising longer rows takes
 * quadratic time.
 */
const longRow = /\p{M}{31}/u;

/** @returns all texts that are normalised while the test runs */
function watchNormalForms(context: TestContext): readonly string[] {
  const seen: string[] = [];
  const { normalize } = String.prototype;
  context.mock.method(String.prototype, 'normalize', function (this: string, kind?: string) {
    seen.push(String(this));
    return normalize.call(this, kind);
  });
  return seen;
}

describe('whatever a form holds', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fields, (sent) => {
        const read = parseFields(Buffer.from(String(new URLSearchParams(sent))), []);
        assert.equal(read.sound, true);
        for (const [name, value] of Object.entries(sent))
          assert.deepEqual(read.fields.get(name), [value.toWellFormed()]);
      }),
      options,
    );
  });

  it('is never read with a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), nastyText, (bytes, text) => {
        for (const body of [bytes, Buffer.from(text), Buffer.concat([bytes, Buffer.from(`&${text}=%`)])])
          assert.ok(parseFields(body, ['needs']).fields.size <= 40);
      }),
      options,
    );
  });

  // Found in an earlier version: normalising a row of 15,900 marks took quadratic time.
  it('is put into a normal form only in rows of marks that cost little', (context) => {
    const seen = watchNormalForms(context);
    fc.assert(
      fc.property(fields, (sent) => {
        parseEnquiry(form(sent));
      }),
      options,
    );
    assert.ok(seen.length > 0);
    assert.deepEqual(
      seen.filter((text) => longRow.test(text)).map(({ length }) => length),
      [],
    );
  });

  it('leaves no control characters for direction, terminals or mail headers in accepted text', () => {
    fc.assert(
      fc.property(fields, (sent) => {
        const parsed = parseEnquiry(form(sent));
        if (parsed.kind !== 'valid') return;
        const { message: _, ...lines } = parsed.enquiry;
        assert.doesNotMatch(
          JSON.stringify(parsed.enquiry),
          /\\u00(?!09)[01]|\\r|[\u202a-\u202e\u2066-\u2069]/u,
        );
        assert.ok(
          Object.values(parsed.enquiry).every((value) => typeof value !== 'string' || value.isWellFormed()),
        );
        assert.doesNotMatch(JSON.stringify(lines), /\\n|\\t/);
      }),
      options,
    );
  });

  // Found in an earlier version: 64 KiB in chunks of one byte used 26 MB.
  it('is kept in one piece, in whatever pieces it comes', async (context) => {
    const concat = context.mock.method(Buffer, 'concat');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: formLimits.bytes }),
        async (piece, bytes) => {
          const body = Buffer.alloc(bytes, 'a');
          const pieces = (function* () {
            for (let start = 0; start < bytes; start += piece) yield body.subarray(start, start + piece);
          })();
          const headers = { 'content-type': 'application/x-www-form-urlencoded' };
          const reading = await readForm(
            Object.assign(Readable.from(pieces, { objectMode: false }), { headers }),
            [],
          );
          if (Math.ceil(bytes / piece) <= formLimits.pieces) assert.equal(reading?.problem, undefined);
          else assert.equal(reading?.problem, 'too-large');
        },
      ),
      { ...options, numRuns: Math.ceil(options.numRuns / 10) },
    );
    const most = Math.max(0, ...concat.mock.calls.map(({ arguments: [list] }) => list.length));
    assert.ok(most <= formLimits.pieces, `${most} pieces were kept`);
  });

  // Found in an earlier version: a value stored beside the sealed content was derived from the content alone.
  it('leaves nothing beside the sealed content that is the same when it is sent in another form', async () => {
    const store = openSqliteStore({ file: ':memory:' });
    const intake = createIntake({
      store,
      sealer: openEnvelopes,
      secret,
      clock: handClock().clock,
      random,
      log: keepingLog().log,
      messageIdDomain: 'kis.example',
      answerTime: () => clubFacts.time,
    });
    const page = {
      topicNames: { classes: '', psu: '', advice: '', partner: '', other: '' },
      pageLanguage: 'pl',
    };
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 40 }), async (message) => {
        for (const _ of [1, 2])
          await intake.receive(form({ message, [tokenField]: intake.issueToken() }), page, 'as-usual');
      }),
      options,
    );
    const records = await Array.fromAsync(store.records());
    assert.ok(records.length > options.numRuns);
    for (const kind of ['contentHash', 'keyHash'] as const)
      assert.equal(
        new Set(records.map((record) => Buffer.from(record[kind]).toString('hex'))).size,
        records.length,
      );
    assert.equal(new Set(records.map(({ content }) => content.length)).size, 1);
    await store.close();
  });
});
