import type { Timer } from '../timer.ts';
import { createCircuit } from './circuit.ts';
import type { Mail } from './mail.ts';
import type { Mailer } from './mailer.ts';
import { judge, type SendResult, type Verdict } from './verdict.ts';

export const circuitBreakerLimits = {
  /** A send is broken off after this. */
  deadlineMilliseconds: 120_000,
  /** How long a mailer that was broken off may take to say so, before it is believed to hang. */
  graceMilliseconds: 5_000,
} as const;

export interface CircuitBreakerParts {
  readonly mailer: Mailer;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly timer: Timer;
  /** Told of each rest that begins, with the class of its cause. */
  readonly onOpen: (kind: 'route-down' | 'route-stopped', errorCode: string) => void;
}

/** A mail server with its circuit breaker: while it cannot be used it rests, then one send tries it. */
export interface CircuitBreaker {
  /**
   * Sends one mail, in bounded time; rejects only for a fault of the program.
   *
   * @param breakOff ends the send; the result is then `failed` unless it got through
   */
  send(mail: Mail, breakOff: AbortSignal): Promise<SendResult>;
  /** Judges a send, and begins or ends the rest by it. */
  settle(result: SendResult): Verdict;
  /** @returns milliseconds for which nothing is to be sent */
  openFor(): number;
  /** @returns whether the next send only tries whether the mail server is back */
  failing(): boolean;
  /** @returns whether the last thing known of the mail server is an answer */
  answered(): boolean;
}

/** The cause of a send that did not even end when it was broken off: a fault of the program. */
export const hangCode = 'EHANG';
const hung: SendResult = { kind: 'failed', stage: 'message', errorCode: hangCode };

const opensAfter = (verdict: Verdict): 'route-down' | 'route-stopped' | undefined => {
  if (verdict.kind === 'route-down' || verdict.kind === 'route-stopped') return verdict.kind;
  return verdict.kind === 'retry' && verdict.opensCircuit ? 'route-down' : undefined;
};

/** @returns the breaker that this mailer leads to; several may lead to one server, each resting on its own */
export function createCircuitBreaker({
  mailer,
  clock,
  random,
  timer,
  onOpen,
}: CircuitBreakerParts): CircuitBreaker {
  const rest = createCircuit();
  let answered = false;
  const now = () => clock().getTime();

  return {
    async send(mail, breakOff) {
      const end = new AbortController();
      const endNow = () => end.abort();
      let cancelGrace = () => {};
      const hangs = new Promise<SendResult>((resolve) => {
        end.signal.addEventListener('abort', () => {
          cancelGrace = timer(circuitBreakerLimits.graceMilliseconds, () => resolve(hung));
        });
      });
      // `AbortSignal.any` would keep something of every send for as long as `breakOff` lives.
      breakOff.addEventListener('abort', endNow);
      if (breakOff.aborted) endNow();
      const cancelDeadline = timer(circuitBreakerLimits.deadlineMilliseconds, endNow);
      try {
        // A mailer that does not even end when it is broken off is left behind.
        return await Promise.race([mailer.send(mail, end.signal), hangs]);
      } finally {
        breakOff.removeEventListener('abort', endNow);
        cancelDeadline();
        cancelGrace();
      }
    },
    settle(result) {
      const verdict = judge(result);
      const kind = opensAfter(verdict);
      answered = kind === undefined;
      if (kind === undefined) rest.over();
      else if (rest.begin(kind, now(), (random(1)[0] ?? 0) / 256))
        onOpen(kind, result.kind === 'failed' ? result.errorCode : '');
      return verdict;
    },
    openFor: () => rest.remaining(now()),
    failing: () => rest.failing(),
    answered: () => answered,
  };
}
