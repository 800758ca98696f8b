import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Topic } from '../../../../src/enquiry/schema.ts';
import type { Mail } from '../../../../src/mail/mail.ts';
import { clubFacts, newEnquiry } from '../samples.ts';
import { accepted, harness, noConnection } from './simulated-courier.ts';

const hour = 3_600_000;
const day = 24 * hour;
const { time } = clubFacts;
const start = new Date('2026-11-30T05:00:00Z');
const monthDays = 30;
const enquiries = 200;

/** Four mailboxes; nobody reads that of `psu`; the reader of `advice` is on sick leave from the second week on. */
const mailboxes: Readonly<Record<Topic, string>> = {
  classes: 'zajecia@kis.example',
  psu: 'psu@kis.example',
  advice: 'porady@kis.example',
  partner: 'biuro@kis.example',
  other: 'biuro@kis.example',
};
const fallback = 'kierownik@kis.example';
const topics = Object.keys(mailboxes) as readonly Topic[];

/** @returns whether the mail server is down at this hour of the month */
const isDown = (moment: Date): boolean => {
  const passed = (moment.getTime() - start.getTime()) / day;
  return passed >= 8 && passed < 9;
};
const readsMail = (mailbox: string, moment: Date): boolean => {
  if (mailbox === mailboxes.psu) return false;
  return mailbox !== mailboxes.advice || moment.getTime() < start.getTime() + 7 * day;
};

interface Waiting {
  readonly answerBy: Date;
  readonly receivedAt: Date;
  seenAt?: Date;
}

/**
 * Staff read their mailbox each working hour and do what they find; the recipient of the digest handles what is late
 * or listed there. @param withProgress whether reminders and the digest's lines are read; otherwise only the mail is
 */
async function liveMonth(withProgress: boolean) {
  const byTopic = new Map(Object.entries(mailboxes) as [Topic, string][]);
  const rooms = harness({
    operatorMail: {},
    start,
    recipients: { to: fallback, byTopic, fallback },
    send: async () => (isDown(rooms.clock()) ? noConnection : accepted),
  });
  const { store, courier, sent, clock, sleepUntil } = rooms;
  await store.setFlag('digest', '2026-11-27');
  const waiting = new Map<string, Waiting>();
  let read = 0;
  let coming = 0;

  async function see(reference: string, who: string): Promise<void> {
    const one = waiting.get(reference);
    if (one === undefined || one.seenAt !== undefined) return;
    one.seenAt = clock();
    await store.press(reference, { step: 'taken', who, at: clock() });
    await store.press(reference, { step: 'contacted', who, at: clock() });
    await store.press(reference, { step: 'closed', who, at: clock() });
  }

  const readsDigest = ({ reference, to }: Mail): boolean =>
    withProgress &&
    (to === fallback || readsMail(to, clock())) &&
    /^(digest|escalation|silence|reminder)-/.test(reference);

  async function readMailboxes(): Promise<void> {
    for (; read < sent.length; read += 1) {
      const mail = sent[read];
      if (mail === undefined || isDown(mail.date)) continue;
      if (mail.reference.startsWith('KIS-')) {
        if (readsMail(mail.to, clock())) await see(mail.reference, 'pracownik');
        continue;
      }
      if (!readsDigest(mail)) continue;
      const late = mail.text.split(/Czekają na odpowiedź:|Do zamknięcia:/)[0] ?? '';
      for (const [reference] of late.matchAll(/KIS-\d+/g)) await see(reference, 'kierownik');
    }
  }

  courier.start();
  for (let step = 0; step < (monthDays + 14) * 24 * 2; step += 1) {
    await sleepUntil(new Date(start.getTime() + step * 30 * 60_000));
    while (
      coming < enquiries &&
      clock().getTime() >= start.getTime() + (coming * monthDays * day) / enquiries
    ) {
      coming += 1;
      const topic = topics[coming % topics.length] ?? 'other';
      const receivedAt = clock();
      const promise = time.promiseAt(receivedAt);
      await store.add(
        newEnquiry(coming, {
          keyHash: new Uint8Array([coming >> 8, coming & 255, 1]),
          topic,
          receivedAt,
          firstAttemptAt: receivedAt,
          promise: { ...promise, visit: false, lookAt: receivedAt },
        }),
      );
      waiting.set(`KIS-${coming}`, { ...promise, receivedAt });
      courier.wake();
    }
    if (time.isWorking(clock())) await readMailboxes();
  }
  await courier.stop();
  const unseen = [...waiting].flatMap(([reference, { answerBy, seenAt }]) => {
    const next = time.after(answerBy, hour);
    return next === undefined || (seenAt !== undefined && seenAt <= next) ? [] : [reference];
  });
  /** Days for which each was unseen after the end of its time; up to the last day if nobody ever saw it. */
  const daysLate = unseen.map((reference) => {
    const { answerBy = start, seenAt = clock() } = waiting.get(reference) ?? {};
    return (seenAt.getTime() - answerBy.getTime()) / day;
  });
  const notices = sent.filter(({ reference }) => /^(reminder|escalation|silence)-/.test(reference));
  return { unseen, daysLate, notices, all: waiting.size };
}

describe('a month in a club with a mailbox that nobody reads, one of somebody sick, and a day without mail', () => {
  it('leaves nobody unseen past the next working morning, where before many were', async (context) => {
    const before = await liveMonth(false);
    const after = await liveMonth(true);
    context.diagnostic(
      `of ${after.all} unseen past the next working morning: ${before.unseen.length} before, up to ${Math.max(...before.daysLate).toFixed(0)} days; ${after.unseen.length} after; ${after.notices.length} notices`,
    );
    assert.ok(before.unseen.length > 40, `${before.unseen.length} before`);
    assert.deepEqual(after.unseen, []);
    for (const { date } of after.notices) assert.ok(time.isWorking(date));
  });
});
