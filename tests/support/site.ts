import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from './bare-environment.ts';
import { clubBuild } from './club.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A built site, served by the real server in a separate process. */
export interface RunningSite {
  readonly url: string;
  readonly pid: number;
  readonly dataDirectory: string;
  /** The server's whole output so far. */
  output(): string;
  /** Asks it to stop and returns the exit code. */
  stop(): Promise<number | null>;
  /** Stops it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** @returns a free TCP port on loopback */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const exited = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/**
 * @param settings environment settings that override the defaults of the tests (no rate limit, a new data directory)
 * @param options `build`: the folder of a build that is served instead of the made-up club's; `dataDirectory`: kept
 * between starts if given; `port`: instead of any free one
 * @returns a site that answers
 * @throws with its output if it does not answer within 20 s
 */
export async function startSite(
  settings: Readonly<Record<string, string>> = {},
  options: { build?: string; dataDirectory?: string; port?: number } = {},
): Promise<RunningSite> {
  const port = options.port ?? (await freePort());
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'kis-')));
  const url = `http://localhost:${port}`;
  const program = join(options.build ?? clubBuild, 'server.mjs');
  const child = spawn(process.execPath, [program], {
    cwd: projectRoot,
    env: {
      ...bareEnvironment,
      PORT: String(port),
      SITE_URL: url,
      DATA_DIR: dataDirectory,
      ENQUIRY_RATE: 'off',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const deadline = Date.now() + 20_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The site stopped with ${child.exitCode}:\n${printed}`);
    if (Date.now() > deadline) throw new Error(`The site does not answer:\n${printed}`);
    const alive = await fetch(`${url}/livez`).then(
      (response) => response.ok,
      () => false,
    );
    if (alive) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const tidy = () =>
    options.dataDirectory ? Promise.resolve() : rm(dataDirectory, { recursive: true, force: true });
  return {
    url,
    pid: child.pid ?? 0,
    dataDirectory,
    output: () => printed,
    async stop() {
      child.kill('SIGTERM');
      const code = await exited(child);
      await tidy();
      return code;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited(child);
    },
  };
}
