import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Clocked,
  judgeClock,
  type NoticeKind,
  noticeLimits,
} from '../../../../src/enquiry/progress/notices.ts';
import { type AnswerTime, createAnswerTime } from '../../../../src/enquiry/progress/promise.ts';
import { type StepEvent, stateOf } from '../../../../src/enquiry/progress/steps.ts';
import type { Schedule } from '../../../../src/hours/schedule.ts';

const hour = 3_600_000;
const span = (opens: number, closes: number) => [{ opens: opens * 60, closes: closes * 60 }];
const club: Schedule = {
  week: {
    1: span(7.5, 17),
    2: span(7.5, 15.5),
    3: span(7.5, 15.5),
    4: span(7.5, 15.5),
    5: span(7.5, 14),
    6: [],
    7: [],
  },
  exceptions: [
    { first: '2027-07-05', last: '2027-07-23', kind: 'closed', reason: {} },
    {
      first: '2027-02-10',
      last: '2027-02-10',
      kind: 'shortened',
      span: { opens: 600, closes: 660 },
      reason: {},
    },
    { first: '2027-05-07', last: '2027-05-07', kind: 'by-appointment', reason: {} },
  ],
};
const clubs: Readonly<Record<string, AnswerTime>> = {
  'nothing confirmed': createAnswerTime({ schedule: club, confirmed: false }),
  'confirmed hours, two days promised': createAnswerTime({
    schedule: club,
    confirmed: true,
    answerWithinWorkingDays: 2,
  }),
  'one day promised': createAnswerTime({ schedule: club, confirmed: true, answerWithinWorkingDays: 1 }),
};

interface Life {
  /** In hours after it was received; undefined: never. */
  readonly taken?: number;
  readonly contacted?: number;
  readonly withdrawn?: number;
  readonly undone?: number;
  readonly delivered?: number;
}

/** Lets the clock check an enquiry whenever it asks to, as the courier does, for 60 days. @returns its mails */
function live(reference: string, receivedAt: Date, time: AnswerTime, life: Life) {
  const after = (hours: number | undefined) =>
    hours === undefined ? undefined : new Date(receivedAt.getTime() + hours * hour);
  const changes = [life.taken, life.contacted, life.withdrawn, life.undone, life.delivered]
    .flatMap((hours) => after(hours) ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime());
  const noticed: NoticeKind[] = [];
  const mails: { kind: NoticeKind; at: Date; state: string }[] = [];
  const end = receivedAt.getTime() + 60 * 24 * hour;
  const promise = time.promiseAt(receivedAt);
  let now = receivedAt;
  let looks = 0;
  const enquiryAt = (moment: Date): Clocked => {
    const steps: readonly (readonly [StepEvent['step'], Date | undefined])[] = [
      ['taken', after(life.taken)],
      ['undo', after(life.undone)],
      ['contacted', after(life.contacted)],
    ];
    const events = steps.flatMap(([step, at]) =>
      at !== undefined && at <= moment ? [{ step, who: 'a', at }] : [],
    );
    const deliveredAt = after(life.delivered ?? 0);
    const withdrawnAt = after(life.withdrawn);
    return {
      reference,
      receivedAt,
      ...promise,
      visit: false,
      state: stateOf(events),
      events,
      noticed: [...noticed],
      ...(deliveredAt !== undefined && deliveredAt <= moment ? { deliveredAt } : {}),
      ...(withdrawnAt !== undefined && withdrawnAt <= moment ? { withdrawnAt } : {}),
    };
  };
  while (now.getTime() < end) {
    looks += 1;
    assert.ok(looks < 4_000, `${reference} is looked at without end`);
    const { due, lookAt } = judgeClock(enquiryAt(now), time, now);
    if (due !== undefined) {
      mails.push({ kind: due, at: now, state: enquiryAt(now).state });
      noticed.push(due);
    }
    const change = changes.find((each) => each > now);
    const next = [lookAt, change]
      .flatMap((each) => each ?? [])
      .toSorted((a, b) => a.getTime() - b.getTime())[0];
    if (next === undefined) break;
    // The courier checks at most once a minute.
    now = new Date(Math.max(next.getTime(), now.getTime() + 60_000));
  }
  return { mails, promise, looks };
}

/** The same choice for the same hour. */
function lifeOf(number: number): Life {
  const delays = [0, 1, 5, 20, 30, 49, 70, 100, 300];
  const pick = (divisor: number) => delays[Math.floor(number / divisor) % delays.length] ?? 0;
  switch (number % 7) {
    case 0:
      return {};
    case 1:
      return { taken: pick(7) };
    case 2:
      return { taken: pick(7), contacted: pick(7) + pick(63) };
    case 3:
      return { withdrawn: pick(7) };
    case 4:
      return { taken: pick(7), undone: pick(7) + pick(63) + 1 };
    case 5:
      return { delivered: pick(7) };
    default:
      return { taken: pick(7), withdrawn: pick(7) + pick(63) };
  }
}

describe('the clock over every hour of two years', () => {
  const first = Date.UTC(2026, 10, 1);
  const hours = 2 * 365 * 24;

  for (const [name, time] of Object.entries(clubs)) {
    // Mutations seen caught: mails at night; a taken enquiry counts as not taken.
    it(`mails in working time only, nobody who has taken it, at most three times: ${name}`, () => {
      const counts = { reminder: 0, escalation: 0, silence: 0 };
      for (let number = 0; number < hours; number += 1) {
        const receivedAt = new Date(first + number * hour);
        const reference = `KIS-${number}`;
        const life = lifeOf(number);
        const { mails, promise } = live(reference, receivedAt, time, life);
        assert.ok(mails.length <= 3, `${reference}: ${mails.length} mails`);
        assert.equal(new Set(mails.map(({ kind }) => kind)).size, mails.length, reference);
        for (const { kind, at, state } of mails) {
          counts[kind] += 1;
          assert.ok(time.isWorking(at), `${reference}: ${kind} at ${at.toISOString()}`);
          assert.equal(state === 'none', kind !== 'silence', `${reference}: ${kind} while ${state}`);
          if (kind === 'silence') assert.ok(at >= promise.answerBy, reference);
        }
      }
      for (const [kind, count] of Object.entries(counts)) assert.ok(count > 500, `${kind}: ${count}`);
    });

    // Mutations seen caught: an escalation at the end; the half computed in days of 24 hours.
    it(`reminds at half of the time and tells of the end two working hours before, each within an hour: ${name}`, () => {
      for (let number = 0; number < hours; number += 1) {
        const receivedAt = new Date(first + number * hour);
        const { mails, promise } = live(`KIS-${number}`, receivedAt, time, {});
        assert.deepEqual(
          mails.map(({ kind }) => kind).filter((kind) => kind !== 'reminder'),
          ['escalation'],
        );
        const whole = time.between(receivedAt, promise.answerBy);
        for (const { kind, at } of mails) {
          const due = kind === 'reminder' ? whole / 2 : whole - noticeLimits.escalationMilliseconds;
          const late = time.between(receivedAt, at) - Math.max(0, due);
          // The last minute of a day and the first of the next are the same moment of working time.
          assert.ok(late >= 0 && late <= noticeLimits.jitterMilliseconds + 60_000, `${kind}: ${late / hour}`);
          if (whole >= 4 * hour) assert.ok(at < promise.answerBy, `${kind} after the end`);
        }
        // A short promise has a reminder only if there is time before the end.
        if (whole > 6 * hour) assert.equal(mails.length, 2, `KIS-${number}`);
      }
    });
  }

  it('keeps the promised time when days or hours change later', () => {
    const receivedAt = new Date('2026-11-30T09:00:00Z');
    const frozen = { answerBy: new Date('2026-12-03T14:00:00Z'), promised: true };
    const later = createAnswerTime({ schedule: club, confirmed: true, answerWithinWorkingDays: 10 });
    const enquiry = {
      reference: 'KIS-1',
      receivedAt,
      ...frozen,
      visit: false,
      state: 'none',
      events: [],
      noticed: [],
    } as const;
    assert.deepEqual(judgeClock(enquiry, later, receivedAt).promise, frozen);
  });

  // Mutation seen caught: a visit is treated like any other enquiry.
  it('mails nobody about a visit that was taken: nobody is to contact its person', () => {
    const time = clubs['nothing confirmed'];
    assert.ok(time);
    const receivedAt = new Date('2026-11-30T09:00:00Z');
    const late = new Date('2026-12-08T10:00:00Z');
    const dueOf = (visit: boolean, state: 'none' | 'taken') =>
      judgeClock(
        {
          ...{ reference: 'KIS-1', receivedAt, deliveredAt: receivedAt, ...time.promiseAt(receivedAt) },
          ...{ visit, state, noticed: [] },
          events: state === 'none' ? [] : [{ step: state, who: 'a', at: receivedAt }],
        },
        time,
        late,
      ).due;
    assert.equal(dueOf(false, 'taken'), 'silence');
    assert.equal(dueOf(true, 'taken'), undefined);
    assert.equal(dueOf(true, 'none'), 'escalation');
  });

  it('delays a reminder until the mail itself is delivered, but not notices to others', () => {
    const time = clubs['nothing confirmed'];
    assert.ok(time);
    const { mails } = live('KIS-1', new Date('2026-11-30T09:00:00Z'), time, { delivered: 24 * 40 });
    assert.deepEqual(
      mails.map(({ kind }) => kind),
      ['escalation'],
    );
  });
});
