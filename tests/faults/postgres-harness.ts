import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import { type Program, type ServerProcess, startProgram, startSafely } from './support/server-process.ts';

type Settings = Readonly<Record<string, string>>;

/** One of several processes on one database; its data directory survives its kills. */
export interface Member {
  /** The running process. */
  program(): Program | undefined;
  /** Starts it, and resolves when it is ready. @param settings override its usual ones */
  begin(settings?: Settings): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface Web extends Member {
  readonly dataDirectory: string;
  /** Its port; undefined while it does not run. */
  port(): number | undefined;
}

/** Web processes and couriers on one PostgreSQL. */
export interface Harness {
  readonly webs: readonly Web[];
  readonly couriers: readonly Member[];
  /** @returns the port of any running web process; undefined if none runs */
  anyPort(): number | undefined;
  /** @returns how many enquiries are in the spools */
  spooled(): Promise<number>;
  /** Kills the processes that still run. */
  clear(): Promise<void>;
}

const lookAgainMilliseconds = 25;
const startMilliseconds = 60_000;

/** @throws if the condition does not become true in time */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Not within ${milliseconds / 1000} s: ${what}.`);
    await pause(lookAgainMilliseconds);
  }
}

function createMember<P extends Program>(start: (settings: Settings) => Promise<P>) {
  let running: P | undefined;
  const end = async (how: 'kill' | 'stop') => {
    const program = running;
    running = undefined;
    await program?.[how]();
  };
  return {
    program: () => running,
    async begin(settings: Settings = {}) {
      running = await start(settings);
    },
    kill: () => end('kill'),
    stop: () => end('stop'),
  };
}

function createWeb(dataDirectory: string, common: Settings): Web {
  const member = createMember<ServerProcess>((settings) =>
    startSafely({ dataDirectory, settings: { ...common, COURIER: 'off', ...settings } }),
  );
  return { ...member, dataDirectory, port: () => member.program()?.port };
}

const clock = new URL('./support/later-clock.ts', import.meta.url);

const createCourier = (dataDirectory: string, common: Settings): Member =>
  createMember(async (settings) => {
    const program = startProgram('src/cli/courier.ts', [], {
      dataDirectory,
      preloads: [clock],
      settings: { ...common, ...settings },
    });
    await until(
      'a courier is ready',
      () => program.hasEnded() || program.output().includes('Enquiries: '),
      startMilliseconds,
    );
    if (program.hasEnded()) throw new Error(`A courier ended:\n${program.output()}`);
    return program;
  });

const spooledIn = async ({ dataDirectory }: Web): Promise<number> =>
  (await readdir(join(dataDirectory, 'spool'))).filter((name) => name.endsWith('.json')).length;

/**
 * Starts the processes; they share the database, the form's secret and the keys, as the operator's handbook says.
 *
 * @param parts.folder for their data directories
 */
export async function openHarness(parts: {
  folder: string;
  databaseUrl: string;
  smtpUrl: string;
  webs: number;
  couriers: number;
}): Promise<Harness> {
  const { identity, recipient } = await createKeyPair();
  const common: Settings = {
    DATABASE_URL: parts.databaseUrl,
    FORM_SECRET: randomBytes(24).toString('hex'),
    SEALING_RECIPIENTS: recipient,
    LOG_LEVEL: 'warn',
  };
  const mail: Settings = { SEALING_KEY: identity, SMTP_URL: parts.smtpUrl, ENQUIRY_TO: 'biuro@kis.example' };
  const each = <T>(count: number, make: (number: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, number) => make(number));
  const webs = each(parts.webs, (number) => createWeb(join(parts.folder, `web-${number}`), common));
  const couriers = each(parts.couriers, (number) =>
    createCourier(join(parts.folder, `courier-${number}`), { ...common, ...mail }),
  );
  const members = [...webs, ...couriers];
  const clear = async () => void (await Promise.all(members.map((member) => member.kill())));
  const starts = await Promise.allSettled(members.map((member) => member.begin()));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed !== undefined) {
    await clear();
    throw failed.reason;
  }
  return {
    webs,
    couriers,
    clear,
    anyPort() {
      const ports = webs.map((web) => web.port()).filter((port) => port !== undefined);
      return ports[Math.floor(Math.random() * ports.length)];
    },
    spooled: async () => (await Promise.all(webs.map(spooledIn))).reduce((sum, count) => sum + count, 0),
  };
}
