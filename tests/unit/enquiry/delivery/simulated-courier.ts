import { createCourier } from '../../../../src/enquiry/delivery/courier.ts';
import type { NoticeParts } from '../../../../src/enquiry/monitoring/notices.ts';
import type { Routes } from '../../../../src/enquiry/recipients.ts';
import type { Opener } from '../../../../src/enquiry/sealing.ts';
import { openSqliteStore } from '../../../../src/enquiry/store/sqlite/driver.ts';
import type { EnquiryStore } from '../../../../src/enquiry/store/store.ts';
import type { Mail } from '../../../../src/mail/mail.ts';
import type { SendResult } from '../../../../src/mail/verdict.ts';
import type { Later } from '../../../../src/timer.ts';
import { plMail } from '../../../../src/words/pl-mail.ts';
import { handClock, keepingLog, openEnvelopes } from '../samples.ts';

export type Send = (mail: Mail, signal: AbortSignal) => Promise<SendResult>;

export const accepted: SendResult = { kind: 'accepted' };
export const failed = (code: number, stage: 'message' | 'login' = 'message'): SendResult => ({
  kind: 'failed',
  stage,
  cause: String(code),
  code,
});
export const noConnection: SendResult = { kind: 'failed', stage: 'route', cause: 'ECONNREFUSED' };

export const routes: Routes = { to: 'klub@kis.example', byTopic: new Map() };

/** Lets everything that can go on without a timer go on. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A store as one process sees it: once that process is dead, none of its calls does or answers anything. */
function storeOfLife(store: EnquiryStore, life: { dead: boolean }): EnquiryStore {
  return new Proxy(store, {
    get(target, name: keyof EnquiryStore) {
      const method = target[name] as (...rest: unknown[]) => unknown;
      return (...rest: unknown[]) => (life.dead ? new Promise(() => {}) : method.apply(target, rest));
    },
  });
}

export interface HouseOptions {
  readonly send?: Send;
  readonly routes?: Routes;
  readonly store?: EnquiryStore;
  readonly opener?: Opener;
  readonly notices?: NoticeParts;
  readonly start?: Date;
  readonly soleOwner?: string;
}

/** A courier whose time passes only in `pass`. */
export function house(options: HouseOptions = {}) {
  const store = options.store ?? openSqliteStore({ file: ':memory:' });
  const { clock, advance } = handClock(options.start);
  const { log, lines } = keepingLog();
  let timers: { due: number; run: () => void }[] = [];
  const later: Later = (milliseconds, run) => {
    const timer = { due: clock().getTime() + milliseconds, run };
    timers.push(timer);
    return () => {
      timers = timers.filter((each) => each !== timer);
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
    routes: options.routes ?? routes,
    mailFrom: 'form@kis.example',
    words: plMail,
    ...(options.notices === undefined ? {} : { notices: options.notices }),
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
      retentionDays: 30,
      timers: { later },
    });
  };
  /** Lets time go by, each timer firing at its time; stops early when `until` says so. */
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
  /** Lets a long time go by at once, as when the machine slept: every timer that came due fires then. */
  const sleepUntil = async (time: Date) => {
    advance(time.getTime() - clock().getTime());
    await pass(0);
  };
  /** Sets the clock forward or back; timers, which do not go by it, keep the time that they have left. */
  const jump = async (milliseconds: number) => {
    advance(milliseconds);
    for (const timer of timers) timer.due += milliseconds;
    await pass(0);
  };
  const state = async (number = 1) => (await store.find(`KIS-${number}`))?.state;
  /** As `kill -9`: no timer ever fires, and nothing under way reaches the store any more. */
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
    jump,
    pass,
    later,
    sent,
    lines,
    state,
    behaviour,
    timers: () => timers,
  };
}
