import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createKeyPair } from '../../src/enquiry/sealing.ts';
import { clubBuild } from '../support/club.ts';
import { freePort, projectRoot } from '../support/site.ts';
import { fillIn, readConfiguration } from './configuration.ts';
import { tokenOn } from './visitor.ts';

const group = 61_000;
const web = 61_001;
const courier = 61_002;
const identityOf = (user: number) => [`--reuid=${user}`, `--regid=${user}`, `--groups=${group}`];
const missing = process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).error !== undefined;
const skip = missing && 'NOT RUN: needs root and setpriv, to become two other users';
if (skip) process.stderr.write(`tests/production/two-users: ${skip}\n`);

// Mutations: every file 0600; folders 0700; the web part makes the key pair; the private key is readable by the
// group.
describe('the web part and the courier as two users with one group', { skip }, () => {
  let dataDirectory: string;
  let port: number;
  const running: ChildProcess[] = [];

  function startAs(user: number, program: readonly string[], settings: Record<string, string> = {}) {
    const child = spawn('setpriv', [...identityOf(user), process.execPath, ...program], {
      cwd: projectRoot,
      env: {
        PATH: process.env['PATH'],
        DATA_DIR: dataDirectory,
        SITE_URL: `http://localhost:${port}`,
        PORT: String(port),
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    return child;
  }
  const startWeb = () => startAs(web, [join(clubBuild, 'server.mjs')], { COURIER: 'off' });
  const startCourier = () => startAs(courier, ['src/cli/courier.ts']);

  /** The handbook's commands for an installation that runs as one user, without those that need systemd. */
  function moveAsTheHandbookSays(): void {
    const text = readConfiguration('README.md').split('runs as one user**')[1]?.split('```')[1] ?? '';
    const lines = text.split('\n').filter((line) => line !== 'sh' && !line.includes('system'));
    const changes = [
      ['/var/lib/kis', dataDirectory],
      ['kis-courier:kis', `${courier}:${group}`],
      ['root:kis', `root:${group}`],
    ] as const;
    execFileSync('sh', ['-euc', fillIn(lines.join('\n'), changes)]);
  }

  async function until<Value>(look: () => Value | undefined): Promise<Value> {
    // A separate courier polls every 30 s.
    for (let tries = 0; tries < 1_000; tries++) {
      const found = look();
      if (found !== undefined) return found;
      await pause(50);
    }
    throw new Error(`never seen; in the folder: ${readdirSync(dataDirectory).join(', ')}`);
  }
  beforeEach(async () => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'kis-two-'));
    chownSync(dataDirectory, 0, group);
    chmodSync(dataDirectory, 0o2770);
    port = await freePort();
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  it('the web part alone makes no keys and says who does', async () => {
    const alone = startWeb();
    const [said] = await Promise.all([text(alone.stderr as Readable), once(alone, 'exit')]);
    assert.equal(alone.exitCode, 2);
    assert.match(said, /start the courier first, which makes its keys/);
  });

  async function send(message: string): Promise<void> {
    const url = `http://localhost:${port}/zgloszenie/`;
    let page: Response | undefined;
    for (let tries = 0; tries < 100 && !page?.ok; tries++) {
      page = await fetch(url).catch(() => undefined);
      if (!page?.ok) await pause(100);
    }
    const form = tokenOn(Buffer.from(await (page as Response).arrayBuffer()));
    const body = new URLSearchParams({ form, topic: 'other', forWhom: 'self', channel: 'visit', message });
    const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    assert.equal(answer.status, 303);
  }

  function mailWith(message: string): string | undefined {
    const mails = join(dataDirectory, 'mail');
    if (!existsSync(mails)) return undefined;
    return readdirSync(mails).find(
      (name) => name.endsWith('.eml') && readFileSync(join(mails, name), 'utf8').includes(message),
    );
  }

  function assertModes(): void {
    const modeOf = (name: string) => (statSync(join(dataDirectory, name)).mode & 0o777).toString(8);
    for (const name of ['kis.db', 'kis.db-wal', 'form-secret', 'sealing-recipients'])
      assert.equal(modeOf(name), '660', name);
    assert.equal(modeOf('sealing-key'), '600');
    assert.equal(modeOf('mail'), '700');
  }

  const canRead = (user: number, name: string): boolean =>
    spawnSync('setpriv', [...identityOf(user), 'cat', join(dataDirectory, name)]).status === 0;

  it('the courier mails what the web part stores, and only the courier can read its key and the mail', async () => {
    startCourier();
    await until(() => existsSync(join(dataDirectory, 'sealing-recipients')) || undefined);
    startWeb();
    await send('Dwoje');
    const mail = await until(() => mailWith('Dwoje'));
    assertModes();
    for (const name of ['sealing-key', join('mail', mail)])
      assert.deepEqual([canRead(courier, name), canRead(web, name)], [true, false], name);
  });

  // Mutations: the script without the keys; without the secret.
  it('the operator’s command opens what the courier can, copies the store, and makes no keys', async () => {
    const secrets = mkdtempSync(join(tmpdir(), 'kis-etc-'));
    try {
      const { identity, recipient } = await createKeyPair();
      const formSecret = 'a secret of the operator, of more than thirty-two characters';
      writeFileSync(join(secrets, 'sealing-key'), `${identity}\n`, { mode: 0o600 });
      writeFileSync(join(secrets, 'form-secret'), `${formSecret}\n`, { mode: 0o600 });
      writeFileSync(
        join(secrets, 'environment'),
        `# of the test\nSITE_URL=http://localhost:${port}\nSEALING_RECIPIENTS=${recipient}\nMAIL_FROM=kis@kis.example\n`,
      );
      const settings = { SEALING_RECIPIENTS: recipient, FORM_SECRET: formSecret };
      startAs(courier, ['src/cli/courier.ts'], { ...settings, SEALING_KEY: identity });
      startAs(web, [join(clubBuild, 'server.mjs')], { COURIER: 'off', ...settings });
      await send('Dla operatora');
      await until(() => mailWith('Dla operatora'));
      const script = fillIn(readConfiguration('systemd/kis-enquiries'), [
        ['/etc/kis', secrets],
        ['/var/lib/kis', dataDirectory],
        ['/srv/kis', projectRoot],
        [
          'runuser -u kis-courier -- /usr/bin/node',
          `setpriv ${identityOf(courier).join(' ')} ${process.execPath}`,
        ],
      ]);
      const operate = (...args: readonly string[]) =>
        execFileSync('sh', ['-c', script, 'kis-enquiries', ...args], {
          encoding: 'utf8',
          env: { PATH: process.env['PATH'] },
        });
      const [reference = ''] = /KIS-\S+/.exec(operate('list')) ?? [];
      assert.match(operate('show', reference), /\| Dla operatora/);
      assert.match(operate('keys'), /A probe was sealed and opened/);
      const copy = join(dataDirectory, 'copy.db');
      assert.match(operate('backup', copy), /the store is copied/);
      assert.equal(existsSync(join(dataDirectory, 'sealing-key')), false);
    } finally {
      rmSync(secrets, { recursive: true });
    }
  });

  it('an installation that ran as one user goes on as two by the lines of the handbook', async () => {
    chownSync(dataDirectory, web, web);
    chmodSync(dataDirectory, 0o700);
    const before = startAs(web, [join(clubBuild, 'server.mjs')]);
    await send('Przedtem');
    await until(() => mailWith('Przedtem'));
    before.kill('SIGTERM');
    await once(before, 'exit');
    moveAsTheHandbookSays();
    startCourier();
    startWeb();
    await send('Potem');
    await until(() => mailWith('Potem'));
    assertModes();
    assert.equal(canRead(web, 'sealing-key'), false);
  });
});
