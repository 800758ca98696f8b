import { errorCodeOf } from '../error-code.ts';
import type { Log } from '../log.ts';

const quiet = ['debug', 'log', 'info', 'warn'] as const;

/** What libraries print with. */
type Printing = Record<(typeof quiet)[number] | 'error', (...said: readonly unknown[]) => void>;

/**
 * Libraries print their faults with what they were asked: Astro the address of a page that it could not render, and
 * so what somebody searched for. Of all that only its class goes on, into our log.
 */
export function takeConsole(log: Log, printing: Printing): void {
  for (const method of quiet) printing[method] = () => log('debug', 'library-said', { state: method });
  printing.error = (...said) => {
    const fault = said.find((each) => each instanceof Error);
    log('error', 'library-failed', fault === undefined ? {} : { cause: errorCodeOf(fault) });
  };
}

/** Of a process. */
interface Faults {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (fault: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * What nobody caught. Node would print it with its message, which may quote a visitor. A promise that nobody waited
 * for harms nobody else, so the rest goes on, as Astro has it too; after anything thrown past everyone the process
 * ends with 1, and whoever supervises it starts it again.
 */
export function takeFaults(log: Log, process: Faults): void {
  process.on('unhandledRejection', (fault) => log('error', 'promise-left', { cause: errorCodeOf(fault) }));
  process.on('uncaughtException', (fault) => {
    log('error', 'server-failed', { cause: errorCodeOf(fault) });
    process.exit(1);
  });
}
