import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import {
  judgePress,
  type StepEvent,
  standingSteps,
  stateOf,
} from '../../../../src/enquiry/progress/steps.ts';
import type { StaffProgress, StaffView } from '../../../../src/enquiry/staff-progress.ts';
import type { FormReading } from '../../../../src/http/read-form.ts';
import { createSlowDown } from '../../../../src/http/slow-down.ts';
import { createPostStaff } from '../../../../src/web/progress/post-staff.ts';

/*
 * Mutations, each seen to be caught: a press without a choice is recorded for the first role; an unknown role is
 * accepted; any step is accepted; a cross-site press is recorded; Origin: null is refused to an old browser; the state
 * that the page showed is not passed on; an invalid token is looked up before the press is read.
 */

const origins = ['http://localhost:4321'];
const chosen = { who: 'pracownik', step: 'taken' };

/** One enquiry in memory, judged by the rules of the store. */
function setUp() {
  const events: StepEvent[] = [];
  const seen: (number | undefined)[] = [];
  const look = (): StaffView => ({
    reference: 'KIS-4RJ-F93',
    topic: 'other',
    receivedAt: new Date('2026-11-29T10:00:00Z'),
    state: stateOf(events),
    steps: standingSteps(events),
    seen: events.length,
    visit: false,
    promised: true,
  });
  const progress: StaffProgress = {
    isGenuine: (token) => token === 'good',
    read: async (token) => (token === 'good' ? look() : undefined),
    async press(token, press) {
      if (token !== 'good') return undefined;
      seen.push(press.seen);
      const event = { ...press, at: new Date('2026-11-29T11:00:00Z') };
      const result = judgePress(events, event);
      if (result === 'changed') events.push(event);
      return { result, view: look() };
    },
  };
  const postStaff = createPostStaff({
    progress,
    roles: () => ['pracownik', 'kierownik'],
    byClient: createSlowDown({
      pace: { free: 3, everyMilliseconds: 1_000 },
      now: () => 0,
      random: (bytes) => new Uint8Array(randomBytes(bytes)),
    }),
    clientOf: () => 'one',
  });
  const request = (headers: Readonly<Record<string, string>>) => ({ headers }) as unknown as IncomingMessage;
  return {
    ...postStaff,
    events,
    seen,
    request: request({}),
    send(
      fields: Readonly<Record<string, string>>,
      {
        token = 'good',
        headers = {},
        problem,
      }: { token?: string; headers?: Record<string, string>; problem?: FormReading['problem'] } = {},
    ) {
      const reading: FormReading = {
        fields: new Map(Object.entries(fields).map(([name, value]) => [name, [value]])),
        whole: true,
        ...(problem === undefined ? {} : { problem }),
      };
      return postStaff.press(token, request(headers), reading, origins);
    },
  };
}

describe('a press of staff', () => {
  it('is recorded with person and step', async () => {
    const { send, events } = setUp();
    assert.deepEqual(await send(chosen), { kind: 'noted' });
    assert.deepEqual(
      events.map(({ who, step }) => [who, step]),
      [['pracownik', 'taken']],
    );
  });

  it('changes nothing without a choice of who, with an unknown one, or with no step of ours', async () => {
    const { send, events } = setUp();
    const wrong = [
      [{ step: 'taken' }, 'missing-who'],
      [{ who: '', step: 'taken' }, 'missing-who'],
      [{ who: 'dyrektor', step: 'taken' }, 'unknown-who'],
      [{ who: 'pracownik' }, 'unknown-step'],
      [{ who: 'pracownik', step: 'erased' }, 'unknown-step'],
    ] as const;
    for (const [fields, problem] of wrong) {
      const result = await send(fields);
      assert.equal(result.kind === 'not-noted' && result.page.problem, problem, JSON.stringify(fields));
    }
    assert.deepEqual(events, []);
  });

  it('that is repeated shows who did it first and when, and changes nothing', async () => {
    const { send, events } = setUp();
    await send(chosen);
    const again = await send({ ...chosen, who: 'kierownik' });
    assert.equal(again.kind, 'not-noted');
    if (again.kind !== 'not-noted') return;
    assert.equal(again.page.result, 'already');
    assert.deepEqual(
      again.page.view.steps.map(({ who }) => who),
      ['pracownik'],
    );
    assert.equal(events.length, 1);
  });

  it('passes on the state that its page showed, if that is a number', async () => {
    const { send, seen } = setUp();
    for (const typed of ['0', '12', '', 'x', '-1', '1e9', '99999']) await send({ ...chosen, seen: typed });
    assert.deepEqual(seen, [0, 12, undefined, undefined, undefined, undefined, undefined]);
  });

  it('is refused from another site, and accepted from browsers that hide or omit the origin', async () => {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const { send, events } = setUp();
      const result = await send(chosen, { headers });
      assert.equal(result.kind === 'not-noted' && result.page.problem, 'cross-site', JSON.stringify(headers));
      assert.deepEqual(events, []);
    }
    for (const headers of [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, { origin: 'null' }, {}])
      assert.equal((await setUp().send(chosen, { headers })).kind, 'noted', JSON.stringify(headers));
  });

  it('changes nothing if it cannot be read or has an invalid token', async () => {
    const { send, events } = setUp();
    for (const [problem, status] of [
      ['malformed', 400],
      ['too-large', 413],
      ['unsupported-type', 415],
    ] as const)
      assert.deepEqual(await send(chosen, { problem }), { kind: 'unreadable', status });
    assert.deepEqual(await send(chosen, { token: 'bad' }), { kind: 'unknown' });
    assert.deepEqual(await send({}, { token: 'bad', problem: 'malformed' }), { kind: 'unknown' });
    assert.deepEqual(events, []);
  });
});

describe('invalid tokens', () => {
  // Mutation seen caught: a valid token has to wait because of someone who guesses.
  it('are slowed down by client; a valid token is never delayed', () => {
    const { tryToken, request } = setUp();
    for (let count = 0; count < 10; count += 1) assert.equal(tryToken(request, 'good'), 0);
    assert.deepEqual(
      ['bad', undefined, 'bad', 'bad'].map((token) => tryToken(request, token) > 0),
      [false, false, false, true],
    );
    assert.equal(tryToken(request, 'good'), 0);
  });
});
