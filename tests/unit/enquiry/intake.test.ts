import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenLifetimeMilliseconds } from '../../../src/enquiry/form/form-token.ts';
import type { PageContext } from '../../../src/enquiry/form/outcome.ts';
import { deriveKey, keyedHash } from '../../../src/enquiry/form/signing.ts';
import { createIntake, type IntakeParts, suspectDelayMilliseconds } from '../../../src/enquiry/intake.ts';
import { decodePayload, fingerprint } from '../../../src/enquiry/payload.ts';
import { honeypotField, tokenField } from '../../../src/enquiry/schema.ts';
import { openSqliteStore } from '../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../../src/enquiry/store/store.ts';
import { clubFacts, form, handClock, keepingLog, openEnvelopes, random, secret } from './samples.ts';

const page: PageContext = {
  topicNames: { classes: 'Zajęcia', psu: 'PSU', advice: 'Porada', partner: 'Partner', other: 'Inne' },
  pageLanguage: 'uk',
};

function counter(changes: Partial<IntakeParts> & { store?: EnquiryStore } = {}) {
  const store = changes.store ?? openSqliteStore({ file: ':memory:' });
  const { clock, advance } = handClock();
  const { log, lines } = keepingLog();
  const parts = {
    store,
    sealer: openEnvelopes,
    secret,
    clock,
    random,
    log,
    messageIdDomain: 'kis.example',
    answerTime: () => clubFacts.time,
  };
  const intake = createIntake({ ...parts, ...changes });
  const send = (fields: Parameters<typeof form>[0] = {}, manner: 'as-usual' | 'suspect' = 'as-usual') =>
    intake.receive(form(fields), page, manner);
  return { store, intake, send, advance, lines };
}

describe('the intake of enquiries', () => {
  it('stores a valid form and signs a confirmation', async () => {
    const { store, intake, send } = counter();
    const outcome = await send({ [tokenField]: intake.issueToken(), channel: 'sms', name: 'Anna' });
    assert.equal(outcome.kind, 'accepted');
    const stored = await store.find(outcome.reference);
    assert.ok(stored !== undefined);
    assert.match(stored.messageId, /^<[0-9a-f]{32}@kis\.example>$/);
    assert.deepEqual(stored.nextAttemptAt, stored.receivedAt);
    assert.deepEqual(decodePayload(stored.content), {
      enquiry: {
        topic: 'classes',
        forWhom: 'self',
        name: 'Anna',
        channel: 'sms',
        phone: '+48600100200',
        voicemail: false,
        sayKis: false,
        needs: [],
      },
      topicName: 'Zajęcia',
      pageLanguage: 'uk',
      reference: outcome.reference,
    });
    assert.deepEqual(intake.readConfirmation(outcome.confirmation), {
      reference: outcome.reference,
      receivedAt: stored.receivedAt,
      channel: 'sms',
    });
    assert.equal(encodeURIComponent(outcome.confirmation), outcome.confirmation);
  });

  it('gives 50 parallel sends of one form, and later ones, the same answer', async () => {
    const { store, intake, send, advance } = counter();
    const token = intake.issueToken();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => send({ [tokenField]: token })));
    advance(60_000);
    outcomes.push(await send({ [tokenField]: token }));
    for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0]);
    assert.equal((await store.list()).length, 1);
  });

  it('offers other content under a used form as a new enquiry', async () => {
    const { store, intake, send } = counter();
    const token = intake.issueToken();
    const stored = await send({ [tokenField]: token });
    const outcome = await send({ [tokenField]: token, message: 'Jeszcze jedno' });
    assert.ok(stored.kind === 'accepted' && outcome.kind === 'conflict');
    assert.equal(outcome.reference, stored.reference);
    assert.equal((await send({ [tokenField]: outcome.token, message: 'Jeszcze jedno' })).kind, 'accepted');
    assert.equal((await store.list()).length, 2);
  });

  // Mutations: the fingerprint is keyed by the form's secret alone, or by the hash that is stored; the block is not
  // padded.
  it('stores nothing beside the sealed content that is equal for equal content, or reveals its length', async () => {
    const { store, intake, send } = counter();
    for (const message of ['Dzień dobry', 'Dzień dobry', 'Dzień dobry, chcę zapytać o zajęcia.'])
      await send({ [tokenField]: intake.issueToken(), message });
    const records = await Array.fromAsync(store.records());
    assert.equal(records.length, 3);
    assert.equal(new Set(records.map(({ contentHash }) => Buffer.from(contentHash).toString('hex'))).size, 3);
    assert.equal(new Set(records.map(({ content }) => content.length)).size, 1);
    const { enquiry } = decodePayload(records[0]?.content ?? new Uint8Array());
    const used = deriveKey(secret, 'content-fingerprint');
    for (const { contentHash, keyHash } of records)
      for (const key of [secret, used, keyHash, keyedHash(used, Buffer.from(keyHash).toString('hex'))])
        assert.notDeepEqual(contentHash, fingerprint(key, enquiry));
  });

  it('reports invalid fields first and keeps a valid token through the correction', async () => {
    const { intake, send } = counter();
    const token = intake.issueToken();
    assert.deepEqual(await send({ [tokenField]: token, topic: '' }), {
      kind: 'invalid',
      errors: [{ field: 'topic', code: 'missing' }],
      token,
    });
    const withoutToken = await send({ topic: '' });
    assert.equal(withoutToken.kind, 'invalid');
    assert.equal((await send({ [tokenField]: withoutToken.token })).kind, 'accepted');
  });

  it('asks for one more press when the token is missing, broken or old', async () => {
    const { store, intake, send, advance } = counter();
    const old = intake.issueToken();
    advance(tokenLifetimeMilliseconds + 1);
    for (const token of [undefined, 'rubbish', old]) {
      const outcome = await send({ [tokenField]: token });
      assert.equal(outcome.kind, 'token-refused');
      assert.equal((await store.list()).length, 0);
      const pressed = await send({ [tokenField]: outcome.token });
      assert.equal(pressed.kind, 'accepted');
      await store.erase(pressed.reference);
    }
  });

  it('marks a form with a filled honeypot as suspect: stored, accepted, sent later', async () => {
    const { store, intake, send } = counter();
    const outcome = await send({ [tokenField]: intake.issueToken(), [honeypotField]: 'x' });
    assert.equal(outcome.kind, 'accepted');
    const stored = await store.find(outcome.reference);
    assert.equal(stored?.suspect, true);
    assert.equal(stored.nextAttemptAt.getTime() - stored.receivedAt.getTime(), suspectDelayMilliseconds);
  });

  it('chooses another reference when one is in use', async () => {
    const taken: string[] = [];
    const inner = openSqliteStore({ file: ':memory:' });
    const store: EnquiryStore = {
      ...inner,
      add: async (enquiry) => {
        if (taken.push(enquiry.reference) < 3) return { kind: 'reference-taken' };
        return inner.add(enquiry);
      },
    };
    const { intake, send } = counter({ store });
    const outcome = await send({ [tokenField]: intake.issueToken() });
    assert.equal(outcome.kind === 'accepted' && outcome.reference, taken[2]);
    const stored = await store.find(taken[2] ?? '');
    assert.equal(stored && decodePayload(stored.content).reference, taken[2]);
  });

  it('reports that nothing could be stored, keeps the form usable, and logs no content', async () => {
    const inner = openSqliteStore({ file: ':memory:' });
    const add = () =>
      Promise.reject(Object.assign(new Error('kanarek'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }));
    const { intake, send, lines } = counter({ store: { ...inner, add } });
    const token = intake.issueToken();
    assert.deepEqual(await send({ [tokenField]: token, name: 'kanarek' }), { kind: 'unavailable', token });
    assert.deepEqual(lines, [{ level: 'error', event: 'enquiry-not-stored', cause: 'SQLITE_13' }]);
  });

  it('refuses a confirmation that it did not sign', async () => {
    const { intake, send } = counter();
    const outcome = await send({ [tokenField]: intake.issueToken() });
    assert.ok(outcome.kind === 'accepted');
    const { confirmation } = outcome;
    for (let place = 0; place < confirmation.length; place += 1) {
      const other = confirmation[place] === '3' ? '4' : '3';
      const changed = confirmation.slice(0, place) + other + confirmation.slice(place + 1);
      assert.equal(intake.readConfirmation(changed), undefined);
    }
    for (const text of ['', '.', 'KIS-7MX-4PT.0.phone.', intake.issueToken(), '\ud800']) {
      assert.equal(intake.readConfirmation(text), undefined);
    }
  });
});
