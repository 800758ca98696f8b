import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from './bare-environment.ts';
import { clubBuild } from './club.ts';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A site as a visitor meets it: what was built, served by the real server in a process of its own. */
export interface RunningSite {
  readonly url: string;
  readonly pid: number;
  readonly dataDirectory: string;
  /** Everything the server has printed so far. */
  output(): string;
  /** Asks it to stop and gives the exit code. */
  stop(): Promise<number | null>;
  /** Stops it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** @returns a TCP port on loopback that was free a moment ago. */
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
 * @param settings environment settings over the defaults of the tests (no rate limit, own data directory)
 * @param options `build`: the folder of a build that is served instead of the made-up club's; `dataDirectory`: kept between starts when given; `port`: instead of
 * any free one
 * @returns a site that answers
 * @throws when it does not answer within 20 s, with what it printed
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
