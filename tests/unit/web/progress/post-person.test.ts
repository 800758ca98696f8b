import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import type { PersonAction, PersonProgress, PersonView } from '../../../../src/enquiry/person-progress.ts';
import type { PersonPage } from '../../../../src/enquiry/progress-pages.ts';
import type { FormReading } from '../../../../src/http/read-form.ts';
import { createSlowDown } from '../../../../src/http/slow-down.ts';
import { createPostPerson } from '../../../../src/web/progress/post-person.ts';

/*
 * Mutations, each seen to be caught: a successful try is counted; a reference is slowed down by its spelling; no
 * slow-down by reference; the client is not counted; a fault counts as a guess; the action is left out; blanks count as
 * an answer.
 */

const view: PersonView = {
  reference: 'KIS-4RJ-F93',
  receivedAt: new Date('2026-11-29T10:00:00Z'),
  triedAt: [],
  stuck: false,
  overdue: false,
};
const good = { reference: 'KIS-4RJ-F93', code: 'XT7-K4M' };
const origins = ['http://localhost:4321'];

function setUp(
  options: {
    fails?: boolean;
    spooled?: boolean;
    outcome?: 'added' | 'already' | 'too-many' | 'invalid';
  } = {},
) {
  let time = 0;
  const asked: string[] = [];
  const added: PersonAction[] = [];
  const isGood = (reference: string, code: string) => reference === good.reference && code === good.code;
  const progress: PersonProgress = {
    codeOf: () => good.code,
    issueToken: () => 'token',
    async read(reference, code) {
      asked.push(reference);
      if (options.fails) throw new Error('the store is away');
      return isGood(reference, code) ? view : undefined;
    },
    async add(reference, code, action) {
      asked.push(reference);
      if (!isGood(reference, code)) return undefined;
      added.push(action);
      const kind = options.outcome ?? 'added';
      return kind === 'invalid' ? { kind, error: 'too-short', view } : { kind, view };
    },
  };
  const slow = (pace: { free: number; everyMilliseconds: number }) =>
    createSlowDown({ pace, now: () => time, random: (bytes) => new Uint8Array(randomBytes(bytes)) });
  const postPerson = createPostPerson({
    progress,
    byReference: slow({ free: 10, everyMilliseconds: 30_000 }),
    byClient: slow({ free: 60, everyMilliseconds: 10_000 }),
    clientOf: ({ headers }) => String(headers['x-client'] ?? 'one'),
    waitBesideStore: () => options.spooled === true,
    log: () => {},
  });
  return {
    asked,
    added,
    pass(milliseconds: number) {
      time += milliseconds;
    },
    send(
      fields: Readonly<Record<string, string>>,
      headers: Readonly<Record<string, string>> = {},
      problem?: FormReading['problem'],
    ): Promise<PersonPage> {
      const reading: FormReading = {
        fields: new Map(Object.entries(fields).map(([name, value]) => [name, [value]])),
        whole: true,
        ...(problem === undefined ? {} : { problem }),
      };
      return postPerson.answer({ headers } as unknown as IncomingMessage, reading, origins);
    },
  };
}

describe('a person’s question about their enquiry', () => {
  it('is answered with how far it is, for reference and code', async () => {
    const { send } = setUp();
    assert.deepEqual(await send({ reference: ` ${good.reference} `, code: good.code }), {
      kind: 'found',
      view,
      ...good,
      token: 'token',
    });
  });

  // Mutation seen caught: refused even to the person who has just sent it.
  it('cannot be looked for while accepted ones wait beside the store, for everybody alike', async () => {
    const { send } = setUp({ spooled: true });
    assert.deepEqual(await send(good), { kind: 'found', view, ...good, token: 'token' });
    for (const other of [
      { ...good, code: 'AAA-BBB' },
      { ...good, reference: 'KIS-XXX-XXX' },
    ])
      assert.deepEqual(await send(other), { kind: 'unavailable', kept: Object.entries(other) });
  });

  it('is answered alike for a wrong code and an unknown reference, with nothing that was typed', async () => {
    const { send } = setUp();
    for (const wrong of [{ code: 'XT7-K4N' }, { reference: 'KIS-777-777' }, { reference: '?', code: '?' }])
      assert.deepEqual(await send({ ...good, ...wrong }), { kind: 'not-found' });
    assert.deepEqual(await send({ ...good, code: 'x', action: 'withdraw' }), { kind: 'not-found' });
  });

  it('needs both, and says which one is missing', async () => {
    const { send, asked } = setUp();
    assert.deepEqual(await send({}), { kind: 'empty', missing: ['reference', 'code'], reference: '' });
    assert.deepEqual(await send({ reference: 'kis', code: '  ' }), {
      kind: 'empty',
      missing: ['code'],
      reference: 'kis',
    });
    assert.deepEqual(asked, []);
  });

  it('is refused when far too much was typed, the body is broken or it comes from another site', async () => {
    const { send, asked } = setUp();
    assert.deepEqual(await send({ ...good, code: 'x'.repeat(201) }), { kind: 'empty', problem: 'too-large' });
    assert.deepEqual(await send(good, {}, 'malformed'), { kind: 'empty', problem: 'malformed' });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      assert.deepEqual(await send(good, headers), { kind: 'empty', problem: 'cross-site' });
    assert.deepEqual(asked, []);
  });

  it('is answered to browsers that say where a form comes from, hide it, or say nothing', async () => {
    const { send } = setUp();
    for (const headers of [
      { origin: 'http://localhost:4321', 'sec-fetch-site': 'same-origin' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
      { origin: 'null' },
      {},
    ])
      assert.equal((await send(good, headers)).kind, 'found', JSON.stringify(headers));
  });
});

describe('an addition by a person', () => {
  it('is of one of three kinds, and its result is shown', async () => {
    const { send, added } = setUp();
    const phone = await send({ ...good, action: 'phone', phone: '600 100 200', form: 'one press' });
    assert.deepEqual(phone.kind === 'found' && phone.done, { kind: 'phone', outcome: 'added' });
    await send({ ...good, action: 'phone', phone: '600' });
    await send({ ...good, action: 'withdraw' });
    await send({ ...good, action: 'nobody-called' });
    assert.deepEqual(added, [
      { kind: 'phone', phone: '600 100 200', token: 'one press' },
      { kind: 'phone', phone: '600' },
      { kind: 'withdraw' },
      { kind: 'nobody-called' },
    ]);
  });

  it('shows how far the enquiry is when it is no such thing', async () => {
    const { send, added } = setUp();
    const page = await send({ ...good, action: 'erase' });
    assert.equal(page.kind === 'found' && page.done === undefined, true);
    assert.deepEqual(added, []);
  });

  it('keeps a number that needs mending, and the token of its form', async () => {
    const { send } = setUp({ outcome: 'invalid' });
    const page = await send({ ...good, action: 'phone', phone: '12', form: 'one press' });
    assert.deepEqual(page.kind === 'found' && [page.token, page.done], [
      'one press',
      { kind: 'phone', outcome: 'invalid', error: 'too-short', typed: '12' },
    ]);
  });
});

describe('guesses at a code', () => {
  it('go on ten times and then once in 30 s, whether the reference exists or not, however it is written', async () => {
    for (const reference of [good.reference, 'KIS-777-777', 'rubbish']) {
      const { send, asked, pass } = setUp();
      const spellings = [reference, reference.toLowerCase(), reference.replaceAll('-', ' '), `${reference}.`];
      const answers: PersonPage[] = [];
      for (let guess = 0; guess < 25; guess += 1)
        answers.push(await send({ reference: spellings[guess % 4] ?? '', code: `X${guess}` }));
      assert.equal(asked.length, 10, reference);
      assert.deepEqual(answers[10], {
        kind: 'slow',
        seconds: 30,
        kept: [
          ['reference', spellings[2]],
          ['code', 'X10'],
        ],
      });
      pass(30_000);
      for (let guess = 0; guess < 5; guess += 1) await send({ reference, code: `Y${guess}` });
      assert.equal(asked.length, 11, reference);
    }
  });

  it('of many clients at one reference are slowed down together, and keep all that was typed', async () => {
    const { send, asked } = setUp();
    for (let guess = 0; guess < 25; guess += 1)
      await send({ ...good, code: 'x' }, { 'x-client': `${guess}` });
    assert.equal(asked.length, 10);
    const page = await send({ ...good, action: 'phone', phone: '600 100 200', form: 't' });
    assert.deepEqual(page.kind === 'slow' && page.kept, [
      ['reference', good.reference],
      ['code', good.code],
      ['action', 'phone'],
      ['phone', '600 100 200'],
      ['form', 't'],
    ]);
  });

  it('of one client at many references are slowed down, and use nothing up for others', async () => {
    const { send, asked } = setUp();
    for (let guess = 0; guess < 100; guess += 1) await send({ reference: `R${guess}`, code: 'x' });
    assert.equal(asked.length, 60);
    for (let guess = 0; guess < 10; guess += 1) await send({ ...good, code: 'x' });
    assert.equal((await send(good, { 'x-client': 'another' })).kind, 'found');
  });

  it('do not include repeated requests for one’s own enquiry', async () => {
    const { send } = setUp();
    for (let look = 0; look < 200; look += 1) assert.equal((await send(good)).kind, 'found');
  });

  it('are not counted while the store is unavailable, and the typed values are kept', async () => {
    const { send } = setUp({ fails: true });
    for (let look = 0; look < 100; look += 1)
      assert.deepEqual(await send(good), {
        kind: 'unavailable',
        kept: [
          ['reference', good.reference],
          ['code', good.code],
        ],
      });
  });
});
