import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/site.ts';
import type { Usage } from './usage.ts';

/** A measured server in a separate process. */
export interface Contender {
  readonly port: number;
  /** From its start to the first byte of its first answer: elapsed time, and its own CPU time. */
  readonly start: { readonly milliseconds: number; readonly cpuMilliseconds: number };
  usage(): Promise<Usage>;
  /** Asks it to stop and waits until it has ended. */
  stop(): Promise<void>;
}

export interface ContenderOptions {
  /** Options of Node. */
  readonly flags?: readonly string[];
  readonly script: string;
  readonly args?: readonly string[];
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** A command and its arguments before Node's own, for example `strace`. */
  readonly under?: readonly string[];
  /** The path that is requested until an answer arrives. */
  readonly path: string;
}

const meter = fileURLToPath(new URL('meter.mjs', import.meta.url));
const startMilliseconds = 30_000;
const betweenTriesMilliseconds = 2;

/** @returns whether the server sent a byte */
function answers(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    );
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  child.send('usage');
  const [usage] = await once(child, 'message');
  return usage;
}

/**
 * Starts a server that takes `HOST` and `PORT` from its environment.
 *
 * @throws with its output if it does not answer
 */
export async function startContender(options: ContenderOptions): Promise<Contender> {
  const port = await freePort();
  const began = performance.now();
  const [command = '', ...rest] = [
    ...(options.under ?? []),
    process.execPath,
    `--import=${meter}`,
    ...(options.flags ?? []),
    options.script,
    ...(options.args ?? []),
  ];
  const child = spawn(command, rest, {
    cwd: options.directory,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-4_000);
    });
  }
  const ended = once(child, 'exit');
  while (!(await answers(port, options.path))) {
    const late = performance.now() - began > startMilliseconds;
    if (late) child.kill('SIGKILL');
    if (late || child.exitCode !== null) throw new Error(`${options.script} does not answer:\n${printed}`);
    await pause(betweenTriesMilliseconds);
  }
  const milliseconds = performance.now() - began;
  const { cpuMicroseconds } = await usageOf(child);
  return {
    port,
    start: { milliseconds, cpuMilliseconds: cpuMicroseconds / 1_000 },
    usage: () => usageOf(child),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
