import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../support/site.ts';

const run = promisify(execFile);

/** `nobody`, the owner of the mailbox. */
const mailboxUser = 65_534;
const services = [
  'cleanup',
  'qmgr',
  'rewrite',
  'virtual',
  'error',
  'retry',
  'bounce',
  'defer',
  'trace',
  'proxymap',
  'anvil',
];
const commands: Readonly<Record<string, string>> = {
  rewrite: 'trivial-rewrite',
  retry: 'error',
  defer: 'bounce',
  trace: 'bounce',
};

/** Columns of `master(5)`: private, unprivileged, chroot, wake-up, most processes. */
const exceptions: Readonly<Record<string, string>> = {
  cleanup: 'n - n - 0',
  qmgr: 'n - n - 1',
  virtual: '- n n - -',
  bounce: '- - n - 0',
  defer: '- - n - 0',
  trace: '- - n - 0',
};

/** A separate mail server, with every mail to `kis.example` in one Maildir. */
export interface MailServer {
  readonly url: string;
  readonly version: string;
  /** The folder of new mails, one file each. */
  readonly newMail: string;
  stop(): Promise<void>;
}

/** @returns why Postfix cannot run here, or undefined */
export async function whyNoPostfix(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'Postfix starts as root only';
  return run('postconf', ['-d', 'mail_version']).then(
    () => undefined,
    () => 'no Postfix; on Debian: apt-get install postfix',
  );
}

const ask = async (name: string): Promise<string> =>
  (await run('postconf', ['-d', '-h', name])).stdout.trim();

async function writeConfiguration(folder: string, port: number): Promise<void> {
  const settings: Readonly<Record<string, string>> = {
    compatibility_level: '3.6',
    queue_directory: join(folder, 'queue'),
    data_directory: join(folder, 'data'),
    maillog_file: join(folder, 'log'),
    maillog_file_prefixes: folder,
    myhostname: 'mail.test',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    // Mail to other addresses would stay here.
    default_transport: 'error:nothing leaves this test',
    virtual_mailbox_domains: 'kis.example',
    virtual_mailbox_base: join(folder, 'mail'),
    virtual_mailbox_maps: 'static:klub/',
    virtual_uid_maps: `static:${mailboxUser}`,
    virtual_gid_maps: `static:${mailboxUser}`,
    in_flow_delay: '0',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  await writeFile(join(folder, 'main.cf'), lines.join(''));
  const master = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'postlog unix-dgram n - n - 1 postlogd',
    ...services.map((name) => `${name} unix ${exceptions[name] ?? '- - n - -'} ${commands[name] ?? name}`),
  ];
  await writeFile(join(folder, 'master.cf'), `${master.join('\n')}\n`);
}

async function makeMaildir(folder: string): Promise<string> {
  const maildir = join(folder, 'mail', 'klub');
  for (const name of ['new', 'cur', 'tmp']) {
    await mkdir(join(maildir, name), { recursive: true });
    await chown(join(maildir, name), mailboxUser, mailboxUser);
  }
  await chown(maildir, mailboxUser, mailboxUser);
  return join(maildir, 'new');
}

async function answers(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`Postfix ended with ${server.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const greeted = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (greeted) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Postfix does not answer');
}

/**
 * Starts Postfix with a separate configuration, queue and mailbox in a temporary folder, on a free port of loopback.
 * The system's Postfix is not changed.
 *
 * @throws if it does not answer
 */
export async function startPostfix(): Promise<MailServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kis-postfix-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const newMail = await makeMaildir(folder);
  await mkdir(join(folder, 'queue'));
  await writeConfiguration(folder, port);
  const { stdout } = await run('id', ['-u', await ask('mail_owner')]);
  await mkdir(join(folder, 'data'));
  await chown(join(folder, 'data'), Number(stdout), Number(stdout));
  await run('postfix', ['-c', folder, 'check']);
  // In a separate process group, because Postfix kills its whole group when it ends.
  const server = spawn(join(await ask('daemon_directory'), 'master'), ['-c', folder, '-d'], {
    detached: true,
    stdio: 'ignore',
  });
  async function stop(): Promise<void> {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  }
  try {
    await answers(port, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `smtp://127.0.0.1:${port}`, version: await ask('mail_version'), newMail, stop };
}
