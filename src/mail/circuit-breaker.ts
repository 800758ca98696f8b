import type { Timer } from '../timer.ts';
import { createCircuit, type Outage } from './circuit.ts';
import type { Mail } from './mail.ts';
import type { Mailer } from './mailer.ts';
import { judge, type SendResult, type Verdict } from './verdict.ts';

export const circuitBreakerLimits = {
  /** A send is aborted after this time. */
  deadlineMilliseconds: 120_000,
  /** How long an aborted mailer may take to end, before it counts as hanging. */
  graceMilliseconds: 5_000,
} as const;

interface CircuitBreakerParts {
  readonly mailer: Mailer;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly timer: Timer;
  /** Called each time that the circuit opens. */
  readonly onOpen: (outage: Outage, errorCode: string) => void;
}

/**
 * A mail server behind a circuit breaker. When the server could not be used the circuit opens, and nothing is sent for
 * a while; then one send tests whether it works again.
 */
export interface CircuitBreaker {
  /**
   * Sends one mail, with a timeout; rejects only for a fault of the program.
   *
   * @param breakOff aborts the send; the result is then `failed` unless the mail was accepted
   */
  send(mail: Mail, breakOff: AbortSignal): Promise<SendResult>;
  /** Judges the result of a send, and opens or closes the circuit accordingly. */
  settle(result: SendResult): Verdict;
  /** @returns milliseconds for which nothing must be sent */
  openFor(): number;
  /** @returns whether the next send only tests whether the mail server works again */
  failing(): boolean;
  /** @returns whether the server answered in the last send */
  answered(): boolean;
}

/** The error code of a send that did not end even after it was aborted: a fault of the program. */
export const hangCode = 'EHANG';
const hung: SendResult = { kind: 'failed', stage: 'message', errorCode: hangCode };

const outageOf = (verdict: Verdict): Outage | undefined => {
  if (verdict.kind === 'route-down' || verdict.kind === 'route-stopped') return verdict.kind;
  return verdict.kind === 'retry' && verdict.opensCircuit ? 'route-down' : undefined;
};

/** Several breakers may use the same server, each with a separate circuit. */
export function createCircuitBreaker({
  mailer,
  clock,
  random,
  timer,
  onOpen,
}: CircuitBreakerParts): CircuitBreaker {
  const circuit = createCircuit();
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
      // `AbortSignal.any` would keep memory for every send as long as `breakOff` exists.
      breakOff.addEventListener('abort', endNow);
      if (breakOff.aborted) endNow();
      const cancelDeadline = timer(circuitBreakerLimits.deadlineMilliseconds, endNow);
      try {
        // A mailer that does not end even then is abandoned.
        return await Promise.race([mailer.send(mail, end.signal), hangs]);
      } finally {
        breakOff.removeEventListener('abort', endNow);
        cancelDeadline();
        cancelGrace();
      }
    },
    settle(result) {
      const verdict = judge(result);
      const outage = outageOf(verdict);
      answered = outage === undefined;
      if (outage === undefined) circuit.close();
      else if (circuit.open(outage, now(), (random(1)[0] ?? 0) / 256))
        onOpen(outage, result.kind === 'failed' ? result.errorCode : '');
      return verdict;
    },
    openFor: () => circuit.openFor(now()),
    failing: () => circuit.failing(),
    answered: () => answered,
  };
}
