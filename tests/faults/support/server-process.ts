import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { bareEnvironment } from '../../support/bare-environment.ts';
import { clubBuild } from '../../support/club.ts';
import { projectRoot } from '../../support/site.ts';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A real program of the project in a separate process. */
export interface Program {
  readonly pid: number;
  /** Its whole output so far, stderr last. */
  output(): string;
  readonly ended: Promise<Ending>;
  hasEnded(): boolean;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<Ending>;
  /** Asks it to end. */
  stop(): Promise<Ending>;
}

export interface ServerProcess extends Program {
  readonly port: number;
}

export interface ProgramOptions {
  readonly dataDirectory: string;
  /** Environment settings that override the defaults here: no rate limit, any free port. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Modules preloaded into the program, which change its environment. */
  readonly preloads?: readonly URL[];
  /** Options of Node. */
  readonly flags?: readonly string[];
  /** A command and its arguments before the program's own, for example `strace`. */
  readonly under?: readonly string[];
}

/** Killed if a check is aborted. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function follow(child: ChildProcess): Program {
  running.add(child);
  const printed = { out: '', error: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed.error += text;
  });
  let over = false;
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      over = true;
      running.delete(child);
      resolve({ code, signal });
    });
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    pid: child.pid ?? 0,
    output: () => printed.out + printed.error,
    ended,
    hasEnded: () => over,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

function launch(script: string, args: readonly string[], options: ProgramOptions): ChildProcess {
  const imports = (options.preloads ?? []).map((url) => `--import=${url.href}`);
  const [command = '', ...rest] = [
    ...(options.under ?? []),
    process.execPath,
    ...(options.flags ?? []),
    ...imports,
    script,
    ...args,
  ];
  return spawn(command, rest, {
    cwd: projectRoot,
    env: {
      ...bareEnvironment,
      HOST: '127.0.0.1',
      PORT: '0',
      SITE_URL: 'http://localhost',
      ENQUIRY_RATE: 'off',
      DATA_DIR: options.dataDirectory,
      ...options.settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts a command of the project, for example `src/cli/enquiries.ts`, and does not wait for it. */
export const startProgram = (script: string, args: readonly string[], options: ProgramOptions): Program =>
  follow(launch(script, args, options));

/**
 * Starts the made-up club's last build, with its server.
 *
 * @returns the server once it listens; undefined if it was killed before
 * @throws with its output if it gave up
 */
export async function startServer(options: ProgramOptions): Promise<ServerProcess | undefined> {
  const child = launch(join(clubBuild, 'server.mjs'), [], options);
  const program = follow(child);
  const listening = new Promise<number>((resolve) => {
    child.stdout?.on('data', () => {
      const port = /^Listening on http:\/\/[^:]+:(\d+)/m.exec(program.output())?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
  const first = await Promise.race([listening, program.ended]);
  if (typeof first === 'number') return { ...program, port: first };
  if (first.signal === 'SIGKILL') return undefined;
  throw new Error(`The server ended with ${first.code}:\n${program.output()}`);
}

/** Like `startServer`, for a start that is not killed. */
export async function startSafely(options: ProgramOptions): Promise<ServerProcess> {
  const server = await startServer(options);
  if (server === undefined) throw new Error('The server was killed while it started.');
  return server;
}
