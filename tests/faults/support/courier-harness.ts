import { join } from 'node:path';
import { createCourier } from '../../../src/enquiry/delivery/courier.ts';
import { raiseStoreDamaged } from '../../../src/enquiry/monitoring/alarms.ts';
import { createOpener, createSealer, type KeyPair } from '../../../src/enquiry/sealing.ts';
import { createDriver } from '../../../src/enquiry/store/driver.ts';
import { openFailoverStore } from '../../../src/enquiry/store/failover-store.ts';
import { createSpool } from '../../../src/enquiry/store/spool.ts';
import type { SendResult } from '../../../src/mail/verdict.ts';
import { plMail } from '../../../src/words/pl-mail.ts';
import { afterTheMail, keepingLog, newEnquiry, random } from '../../unit/enquiry/samples.ts';
import { createHandTimers } from './hand-timers.ts';

/** The time at which the sample enquiries are received, in milliseconds since 1970. */
export const start = newEnquiry(1).receivedAt.getTime();

/** @returns the sample enquiry with that number, sealed to the key pair */
export async function sealedEnquiry(number: number, pair: KeyPair) {
  const { content } = newEnquiry(number);
  return newEnquiry(number, {
    keyHash: Buffer.from(`key ${number}`),
    content: await createSealer([pair.recipient]).seal(content),
  });
}

/** The parts of one process, with a real folder; time passes only in `pass`. */
export async function courierHarness(folder: string, pair: KeyPair, send: () => SendResult) {
  const timers = createHandTimers(start);
  const { log, lines } = keepingLog();
  const sent: string[] = [];
  const file = join(folder, 'kis.db');
  const driver = await createDriver(
    { kind: 'sqlite', file },
    {
      clock: timers.clock,
      onStepsBegin() {},
      onMended: (mended, count) => raiseStoreDamaged({ store: mended, log, clock: timers.clock }, count),
    },
  );
  const spool = createSpool({ directory: join(folder, 'spool'), random, log });
  const store = await openFailoverStore({
    driver,
    spool,
    space: { hasSpace: () => true, hasSuspectSpace: () => true },
    log,
    timer: timers.timer,
  });
  const courier = createCourier({
    store,
    opener: createOpener([pair.identity]),
    mailer: {
      async send({ reference }) {
        const result = send();
        if (result.kind === 'accepted') sent.push(reference);
        return result;
      },
      close() {},
    },
    recipients: { to: 'klub@kis.example', byTopic: new Map() },
    ...afterTheMail,
    mailFrom: 'form@kis.example',
    words: plMail,
    clock: timers.clock,
    random,
    log,
    timer: timers.timer,
  });
  store.subscribe(() => courier.wake());
  courier.start();
  const close = async () => {
    await courier.stop();
    await store.close();
  };
  return { store, sent, lines, timers, close };
}
