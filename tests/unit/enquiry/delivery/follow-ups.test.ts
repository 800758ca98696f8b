import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { encodePayload } from '../../../../src/enquiry/payload.ts';
import { createPersonProgress } from '../../../../src/enquiry/person-progress.ts';
import { createStaffLinks } from '../../../../src/enquiry/progress/staff-link.ts';
import type { Channel } from '../../../../src/enquiry/schema.ts';
import { createStaffProgress } from '../../../../src/enquiry/staff-progress.ts';
import type { Mail } from '../../../../src/mail/mail.ts';
import { toMime } from '../../../../src/mail/mime.ts';
import { keepingLog, newEnquiry, openEnvelopes, random, sampleEnquiry, secret } from '../samples.ts';
import { answered, mailPrograms } from './mail-programs.ts';
import { accepted, failed, harness } from './simulated-courier.ts';

const day = 24 * 3_600_000;
const monday = new Date('2026-11-30T08:00:00Z');
const reference = 'KIS-4RJ-F93';
const linkPattern = /^https:\/\/kis\.example\/odbior\/[a-z0-9]{32}\/$/;
const canary = 'kanarek-4417';

function enquiryBy(channel: Channel) {
  const { phone: _, ...rest } = sampleEnquiry;
  const ways = {
    phone: { phone: '+48600100200' },
    sms: { phone: '+48600100200' },
    email: { email: `${canary}@poczta.example` },
    visit: {},
    via: { via: canary },
  };
  return newEnquiry(1, {
    reference,
    receivedAt: monday,
    firstAttemptAt: monday,
    content: encodePayload({
      enquiry: { ...rest, ...ways[channel], channel, message: canary },
      topicName: 'Zajęcia w klubie',
      pageLanguage: 'pl',
      reference,
    }),
  });
}

function open(options: Parameters<typeof harness>[0] = {}) {
  const rooms = harness({
    operatorMail: {},
    recipients: { to: 'klub@kis.example', byTopic: new Map(), fallback: 'dyzur@kis.example' },
    start: monday,
    ...options,
  });
  const { log } = keepingLog();
  const { store, clock } = rooms;
  const links = createStaffLinks(secret);
  return {
    ...rooms,
    staff: createStaffProgress({ store, links, clock, log }),
    person: createPersonProgress({
      codeLabels: ['Kod:', 'Code:', 'Код:'],
      store,
      sealer: openEnvelopes,
      secret,
      clock,
      random,
      log,
      messageIdDomain: 'kis.example',
    }),
    mailOf: (name: string) => rooms.sent.findLast((mail) => mail.reference === name) ?? assert.fail(name),
  };
}

const lastLine = ({ text }: Mail) => text.trimEnd().split('\n').at(-1) ?? '';
const tokenIn = (mail: Mail) => /odbior\/([^/]+)\//.exec(mail.text)?.[1] ?? assert.fail('no link');

describe('the link for staff', () => {
  // Mutations seen caught: a full stop after the link; the link in the mail that staff answer; no second mail.
  it('stands alone on the last line of the mail, but for e-mail', async () => {
    for (const channel of ['phone', 'sms', 'visit', 'via'] as const) {
      const { store, courier, pass, sent, mailOf, staff } = open();
      await store.add(enquiryBy(channel));
      courier.start();
      await pass(60_000);
      assert.equal(sent.length, 1, channel);
      assert.match(lastLine(mailOf(reference)), linkPattern);
      const parsed = await simpleParser(await toMime(mailOf(reference)));
      assert.match(parsed.text?.trimEnd().split('\n').at(-1) ?? '', linkPattern);
      assert.equal((await staff.read(tokenIn(mailOf(reference))))?.reference, reference);
      await courier.stop();
    }
  });

  it('comes in a second mail of the thread for e-mail, without anything typed and without Reply-To', async () => {
    const { store, courier, pass, sent, mailOf, staff } = open();
    await store.add(enquiryBy('email'));
    courier.start();
    await pass(60_000);
    assert.equal(sent.length, 2);
    const [first, second] = [mailOf(reference), mailOf(`${reference}.link`)];
    assert.ok(first.replyTo !== undefined);
    assert.doesNotMatch(first.text, /odbior/);
    assert.match(lastLine(second), linkPattern);
    const mime = String(await toMime(second));
    assert.doesNotMatch(mime, /^reply-to:/im);
    assert.doesNotMatch(mime, new RegExp(`${canary}|Anna`));
    const parsed = await simpleParser(mime);
    assert.equal(parsed.inReplyTo, first.messageId);
    assert.deepEqual([parsed.references].flat(), [first.messageId]);
    assert.equal((await staff.read(tokenIn(second)))?.reference, reference);
    await courier.stop();
  });

  it('is good after the mailbox refused, in the mail that went to the fallback', async () => {
    const { store, courier, pass, sent, staff } = open({
      send: async ({ to }) => (to === 'klub@kis.example' ? failed(550) : accepted),
    });
    await store.add(enquiryBy('phone'));
    courier.start();
    await pass(60_000);
    const mails = sent.filter((mail) => mail.reference === reference);
    const tokens = mails.map(tokenIn);
    assert.deepEqual(
      mails.map(({ to }) => to),
      ['klub@kis.example', 'dyzur@kis.example'],
    );
    assert.notEqual(tokens[0], tokens[1]);
    for (const token of tokens) assert.equal((await staff.read(token))?.reference, reference);
    await store.erase(reference);
    for (const token of tokens) assert.equal(await staff.read(token), undefined);
    await courier.stop();
  });

  // Mutations seen caught: the link in the mail that staff answer; a reply to the second mail goes to the person.
  it('is in no reply to the person, whichever mail program quotes it, and from whichever mail of the two', async () => {
    const { store, courier, pass, mailOf } = open();
    await store.add(enquiryBy('email'));
    courier.start();
    await pass(60_000);
    const [first, second] = await Promise.all(
      [reference, `${reference}.link`].map(async (name) => simpleParser(await toMime(mailOf(name)))),
    );
    assert.ok(first && second);
    const person = `${canary}@poczta.example`;
    assert.deepEqual(answered(first).reply, [person]);
    for (const address of answered(second).all) assert.notEqual(address, person);
    for (const { name, reply } of mailPrograms) {
      const toPerson = reply(first);
      assert.match(toPerson, new RegExp(canary), name);
      assert.doesNotMatch(toPerson.replaceAll(/[\s>]|<[^>]*>/g, ''), /odbior\/|[a-z2-7]{26}/, name);
      // A reply to the second mail goes to the site's own address, and contains nothing that was typed.
      const astray = reply(second);
      assert.match(astray.replaceAll(/[\s>]/g, ''), /odbior\/[a-z0-9]{32}\//, name);
      assert.doesNotMatch(astray, new RegExp(`${canary}|Anna`), name);
    }
    await courier.stop();
  });
});

describe('additions by a person', () => {
  // Mutations seen caught: no thread; the fallback is told before the end.
  it('is mailed to the same mailbox in the same thread, at any hour, and counts as no reminder', async () => {
    const { store, courier, pass, passDays, mailOf, person, advance, clock } = open();
    await store.add(enquiryBy('phone'));
    courier.start();
    await pass(60_000);
    const code = person.codeOf({ reference, receivedAt: monday });
    advance(14 * 3_600_000);
    const added = await person.add(reference, code, { kind: 'phone', phone: '32 281 01 85' });
    assert.equal(added?.kind, 'added');
    assert.equal((await person.add(reference, code, { kind: 'nobody-called' }))?.kind, 'added');
    assert.equal((await person.add(reference, code, { kind: 'withdraw' }))?.kind, 'added');
    courier.wake();
    await pass(60_000);
    const phone = (await store.followUps(reference)).find(({ followUp }) => followUp?.kind === 'phone');
    const mails = [
      mailOf(phone?.reference ?? ''),
      mailOf(`${reference}.nobody-called`),
      mailOf(`${reference}.withdraw`),
    ];
    for (const mail of mails) {
      assert.equal(mail.to, 'klub@kis.example');
      assert.equal(mail.copyTo, undefined);
      assert.equal(mail.inReplyTo, mailOf(reference).messageId);
      assert.equal(mail.subject, `Re: ${mailOf(reference).subject}`);
      assert.equal(mail.replyTo, undefined);
      assert.ok(Math.abs(mail.date.getTime() - clock().getTime()) < 120_000);
    }
    assert.match(mails[0]?.text ?? '', /niesprawdzony\):\n {2}\| \+48 32 281 01 85/);
    await passDays(14 * day);
    assert.deepEqual((await store.list()).length, 1);
    await courier.stop();
  });

  it('goes to the fallback as well when nobody has called until the promised end', async () => {
    const { store, courier, pass, passDays, mailOf, person } = open();
    await store.add(enquiryBy('phone'));
    courier.start();
    await passDays(5 * day);
    const code = person.codeOf({ reference, receivedAt: monday });
    await person.add(reference, code, { kind: 'nobody-called' });
    await pass(60_000);
    const mail = mailOf(`${reference}.nobody-called`);
    assert.deepEqual([mail.to, mail.copyTo], ['klub@kis.example', 'dyzur@kis.example']);
    assert.match(String(await toMime(mail)), /^Cc: dyzur@kis\.example\r$/m);
    assert.equal((await person.add(reference, code, { kind: 'nobody-called' }))?.kind, 'already');
    await courier.stop();
  });
});

describe('canaries', () => {
  it('typed in the form or added later stand in no reminder, digest, log, address or view', async () => {
    const { store, courier, pass, passDays, sent, lines, person, staff, mailOf } = open();
    await store.setFlag('digest', '2026-11-27');
    await store.add(enquiryBy('via'));
    courier.start();
    await pass(60_000);
    const code = person.codeOf({ reference, receivedAt: monday });
    await person.add(reference, code, { kind: 'phone', phone: '600 123 987' });
    const token = tokenIn(mailOf(reference));
    await staff.press(token, { step: 'taken', who: 'pracownik' });
    await passDays(20 * day);
    const others = sent.filter((mail) => !mail.reference.startsWith(reference));
    assert.ok(others.some(({ reference: name }) => name.startsWith('silence')));
    assert.ok(others.some(({ reference: name }) => name.startsWith('digest')));
    const seen = JSON.stringify([
      others,
      lines,
      await staff.read(token),
      await person.read(reference, code),
      await store.progress(reference),
      [...(await store.flags())],
    ]);
    assert.doesNotMatch(seen, /kanarek|Anna|600.?123.?987|600.?100.?200|Zajęcia/);
    assert.doesNotMatch(JSON.stringify(lines), new RegExp(token));
    await courier.stop();
  });
});
