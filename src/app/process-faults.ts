import { errorCodeOf } from '../error-code.ts';
import type { Log } from '../log.ts';

const quiet = ['debug', 'log', 'info', 'warn'] as const;

/** The methods that libraries print with. */
type Printing = Record<(typeof quiet)[number] | 'error', (...said: readonly unknown[]) => void>;

/**
 * Libraries print their faults with the request: Astro prints the address of a page that it could not render, and
 * so what somebody searched for. Only the class of the fault goes into our log.
 */
export function takeConsole(log: Log, printing: Printing): void {
  for (const method of quiet) printing[method] = () => log('debug', 'library-said', { state: method });
  printing.error = (...said) => {
    const fault = said.find((each) => each instanceof Error);
    log('error', 'library-failed', fault === undefined ? {} : { cause: errorCodeOf(fault) });
  };
}

/** The part of `process` that is used here. */
interface Faults {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (fault: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * Handles faults that nobody caught. Node would print their message, which may quote a visitor. After a rejected
 * promise the process goes on, as Astro does it too; after an uncaught exception it exits with 1, and its
 * supervisor starts it again.
 */
export function takeFaults(log: Log, process: Faults): void {
  process.on('unhandledRejection', (fault) => log('error', 'promise-left', { cause: errorCodeOf(fault) }));
  process.on('uncaughtException', (fault) => {
    log('error', 'server-failed', { cause: errorCodeOf(fault) });
    process.exit(1);
  });
}
