import { createDelivery } from '../../../src/enquiry/delivery/attempt.ts';
import { createAlarms } from '../../../src/enquiry/monitoring/alarms.ts';
import { openSqliteStore } from '../../../src/enquiry/store/sqlite/driver.ts';
import { createCircuitBreaker } from '../../../src/mail/circuit-breaker.ts';
import { systemTimer as timer } from '../../../src/timer.ts';
import { plMail } from '../../../src/words/pl-mail.ts';
import { smtpMailerTo } from '../../support/smtp-mailer.ts';
import { afterTheMail, keepingLog, newEnquiry, openEnvelopes, random } from '../../unit/enquiry/samples.ts';
import { type Behaviour, behaviours } from './mail-behaviours.ts';
import { urlOf } from './mail-case.ts';
import type { Certificates } from './mail-certificates.ts';
import { mailbox, reference } from './mail-harness.ts';
import { startScriptedServer, type Tls } from './mail-script.ts';

/** The longest time of a whole send, whatever the mail server does. */
const longestMilliseconds = 130_000;

async function timeSend({ script = {} }: Behaviour, tls: Tls, { good }: Certificates): Promise<number> {
  const server = await startScriptedServer({ tls, context: good, script });
  const store = openSqliteStore({ file: ':memory:' });
  const clock = () => new Date();
  const { log } = keepingLog();
  const mailer = smtpMailerTo(urlOf(tls, server.port, undefined));
  const delivery = createDelivery({
    store,
    breaker: createCircuitBreaker({ mailer, clock, random, timer, onOpen() {} }),
    alarms: createAlarms({ store, log, clock }),
    opener: openEnvelopes,
    recipients: { to: mailbox, byTopic: new Map() },
    ...afterTheMail,
    mailFrom: 'formularz@kis.example',
    words: plMail,
    clock,
    random,
    log,
    owner: 'slow',
    timer,
  });
  try {
    await store.add(newEnquiry(1));
    const now = clock();
    const leaseUntil = new Date(now.getTime() + 2 * longestMilliseconds);
    const claim = {
      owner: 'slow',
      now,
      leaseUntil,
      limit: 1,
      kind: 'clean',
      except: [],
      exceptTopics: [],
    } as const;
    const [enquiry] = await store.claim({ ...claim, longestWaitMilliseconds: 2 * longestMilliseconds });
    if (enquiry === undefined) throw new Error(`${reference} could not be claimed`);
    const began = performance.now();
    await delivery.attempt(enquiry, new AbortController().signal);
    return performance.now() - began;
  } finally {
    await server.close();
    await store.close();
  }
}

/** Sends in real time to each mail server that hangs or trickles, all at once. */
export async function runSlowSends(certificates: Certificates) {
  const cases = behaviours
    .filter(({ hangs }) => hangs === true)
    .flatMap((behaviour) =>
      (behaviour.over ?? (['none', 'direct'] as const)).map((tls) => ({ behaviour, tls })),
    );
  const sends = cases.map(async ({ behaviour, tls }) => {
    const milliseconds = await timeSend(behaviour, tls, certificates);
    return { name: `${behaviour.name} (${tls})`, milliseconds };
  });
  const times = await Promise.all(sends);
  return {
    longestMilliseconds: Math.max(...times.map(({ milliseconds }) => milliseconds)),
    failures: times
      .filter(({ milliseconds }) => milliseconds > longestMilliseconds)
      .map(({ name, milliseconds }) => `${name}: the send took ${Math.round(milliseconds / 1_000)} s`),
  };
}
