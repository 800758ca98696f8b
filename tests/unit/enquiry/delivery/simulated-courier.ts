import { createCourier } from '../../../../src/enquiry/delivery/courier.ts';
import type { OperatorMailParts } from '../../../../src/enquiry/monitoring/operator-mail.ts';
import type { ClubFacts } from '../../../../src/enquiry/progress/club-facts.ts';
import type { Recipients } from '../../../../src/enquiry/recipients.ts';
import type { Opener } from '../../../../src/enquiry/sealing.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import type { Mail } from '../../../../src/mail/mail.ts';
import type { SendResult } from '../../../../src/mail/verdict.ts';
import type { Timer } from '../../../../src/timer.ts';
import { plMail } from '../../../../src/words/pl-mail.ts';
import { afterTheMail, handClock, keepingLog, openEnvelopes } from '../samples.ts';

export type Send = (mail: Mail, signal: AbortSignal) => Promise<SendResult>;

export const accepted: SendResult = { kind: 'accepted' };
export const failed = (code: number, stage: 'message' | 'login' = 'message'): SendResult => ({
  kind: 'failed',
  stage,
  errorCode: String(code),
  replyCode: code,
});
export const noConnection: SendResult = { kind: 'failed', stage: 'route', errorCode: 'ECONNREFUSED' };

export const recipients: Recipients = { to: 'klub@kis.example', byTopic: new Map() };

/** Waits until everything that needs no timer is done. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A store as one process sees it: once that process is dead, its calls do nothing and never return. */
function storeOfLife(store: EnquiryStore, life: { dead: boolean }): EnquiryStore {
  return new Proxy(store, {
    get(target, name: keyof EnquiryStore) {
      const method = target[name] as (...rest: unknown[]) => unknown;
      return (...rest: unknown[]) => (life.dead ? new Promise(() => {}) : method.apply(target, rest));
    },
  });
}

export interface HarnessOptions {
  readonly send?: Send;
  readonly recipients?: Recipients;
  readonly store?: EnquiryStore;
  readonly opener?: Opener;
  readonly operatorMail?: OperatorMailParts;
  readonly start?: Date;
  readonly soleOwner?: string;
  readonly facts?: () => ClubFacts;
}

/** A courier whose time passes only in `pass`. */
export function harness(options: HarnessOptions = {}) {
  const store = options.store ?? openSqliteStore({ file: ':memory:' });
  const { clock, advance } = handClock(options.start);
  const { log, lines } = keepingLog();
  let timers: { due: number; run: () => void }[] = [];
  const timer: Timer = (milliseconds, run) => {
    const entry = { due: clock().getTime() + milliseconds, run };
    timers.push(entry);
    return () => {
      timers = timers.filter((each) => each !== entry);
    };
  };
  const sent: Mail[] = [];
  const behaviour = { send: options.send ?? (async () => accepted) };
  const mailer = {
    send: (mail: Mail, signal: AbortSignal) => {
      sent.push(mail);
      return behaviour.send(mail, signal);
    },
    close() {},
  };
  const parts = {
    mailer,
    opener: options.opener ?? openEnvelopes,
    recipients: options.recipients ?? recipients,
    ...afterTheMail,
    ...(options.facts === undefined ? {} : { facts: options.facts }),
    mailFrom: 'form@kis.example',
    words: plMail,
    ...(options.operatorMail === undefined ? {} : { operatorMail: options.operatorMail }),
    ...(options.soleOwner === undefined ? {} : { soleOwner: options.soleOwner }),
  };
  const random = (bytes: number) => new Uint8Array(bytes);
  let life = { dead: false };
  const make = () => {
    life = { dead: false };
    return createCourier({
      ...parts,
      store: storeOfLife(store, life),
      clock,
      random,
      log,
      timer,
    });
  };
  /** Passes time, firing each timer at its time; stops early when `until` returns true. */
  const pass = async (milliseconds: number, until: () => boolean = () => false) => {
    const end = clock().getTime() + milliseconds;
    await settle();
    while (!until()) {
      const next = timers.toSorted((a, b) => a.due - b.due)[0];
      if (next === undefined || next.due > end) {
        advance(Math.max(0, end - clock().getTime()));
        return;
      }
      advance(Math.max(0, next.due - clock().getTime()));
      timers = timers.filter((each) => each !== next);
      next.run();
      await settle();
    }
  };
  /** Passes a long time in one step, as when the machine slept: all timers that came due fire then. */
  const sleepUntil = async (time: Date) => {
    advance(time.getTime() - clock().getTime());
    await pass(0);
  };
  /** Passes days in steps of ten minutes, as on a slow machine: all timers that came due fire. */
  const passDays = async (milliseconds: number) => {
    const end = clock().getTime() + milliseconds;
    while (clock().getTime() < end)
      await sleepUntil(new Date(Math.min(end, clock().getTime() + 10 * 60_000)));
  };
  /** Sets the clock forward or back; timers do not follow the clock and keep their remaining time. */
  const jump = async (milliseconds: number) => {
    advance(milliseconds);
    for (const timer of timers) timer.due += milliseconds;
    await pass(0);
  };
  const state = async (number = 1) => (await store.find(`KIS-${number}`))?.state;
  /** Like `kill -9`: no timer fires any more, and nothing in progress reaches the store. */
  const kill = () => {
    life.dead = true;
    timers = [];
  };
  const courier = make();
  return {
    store,
    kill,
    courier,
    make,
    clock,
    advance,
    sleepUntil,
    passDays,
    jump,
    pass,
    timer,
    sent,
    lines,
    state,
    behaviour,
    timers: () => timers,
  };
}
