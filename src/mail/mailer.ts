import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { syncFolder, writeDurably } from '../durable-file.ts';
import { minute } from '../durations.ts';
import { errorCodeOf } from '../error-code.ts';
import type { Mail } from './mail.ts';
import { toMime } from './mime.ts';
import type { SmtpServer } from './smtp-url.ts';
import type { SendResult, SendStage } from './verdict.ts';

/** Delivers mail to a mail server, or to a file. */
export interface Mailer {
  /**
   * Sends one mail; of two recipients it is enough that one accepts it.
   *
   * @param signal ends the connection when it aborts; the result is then `failed` with the error code `EABORT`
   * @returns the result; rejects only for a fault of the program
   */
  send(mail: Mail, signal: AbortSignal): Promise<SendResult>;
  /** Releases resources; running sends are ended by their signals. */
  close(): void;
}

/** Timeouts in milliseconds for single steps; the caller's signal limits the whole send. */
const timeouts = {
  connectionTimeout: 20_000,
  greetingTimeout: 30_000,
  socketTimeout: minute,
  dnsTimeout: 15_000,
};
const largestReplyBytes = 64 * 1024;
/** How long the server may take to answer QUIT; the send does not wait for it. */
const goodbyeMilliseconds = 1_000;
const bareAddress = /<([^<>]*)>\s*$/;

interface SmtpFailure extends Error {
  readonly response?: string;
  readonly command?: string;
}

const outOfStep = () => Object.assign(new Error('the replies do not fit'), { code: 'EPROTOCOL' });

/**
 * Only a reply with a refusal (RFC 5321 4.2) has a code; anything else says nothing about the mail or the mailbox.
 */
function refusalCode(response: string | undefined): number | undefined {
  const code = /^[45]\d\d(?![^ \n-])/.exec(response ?? '')?.[0];
  return code === undefined ? undefined : Number(code);
}

function failure(error: SmtpFailure, stage: SendStage): SendResult {
  const { response, command } = error;
  const replyCode = refusalCode(response);
  const errorCode = response === undefined ? errorCodeOf(error) : String(replyCode ?? 'EPROTOCOL');
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1];
  return {
    kind: 'failed',
    stage: stage === 'message' && command === 'MAIL FROM' ? 'sender' : stage,
    errorCode,
    ...(replyCode === undefined ? {} : { replyCode }),
    ...(enhanced === undefined ? {} : { enhanced }),
  };
}

const openConnection = (server: SmtpServer, name: string): SMTPConnection =>
  new SMTPConnection({
    name,
    host: server.host,
    port: server.port,
    secure: server.tls === 'direct',
    requireTLS: server.tls === 'upgrade',
    ignoreTLS: server.tls === 'none',
    tls: { rejectUnauthorized: server.verify, minVersion: 'TLSv1.2' },
    ...timeouts,
    socketCloseTimeout: 1_000,
    maxResponseSize: largestReplyBytes,
    logger: false,
  });

/** Wraps a callback of nodemailer in a promise. */
const step = <T>(run: (done: (error?: Error | null, result?: T) => void) => void): Promise<T | undefined> =>
  new Promise((resolve, reject) => run((error, result) => (error ? reject(error) : resolve(result))));

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The bytes of the mail, for a server that asked for them (354, RFC 5321 4.1.1.4). A server that sends more replies
 * than commands is out of step: its apparent answer to the mail may belong to an earlier command, and the mail may be
 * refused. So the mail is delayed for a moment, in which such replies arrive.
 */
function createOffer(connection: SMTPConnection, content: Buffer) {
  let taken = false;
  async function* bytes() {
    await turn();
    await turn();
    if (!/^3/.test(connection.lastServerResponse || '')) throw outOfStep();
    taken = true;
    yield content;
  }
  return { stream: Readable.from(bytes()), wasTaken: () => taken };
}

/**
 * Sends QUIT without waiting for the answer: until a delivery is recorded, a crash would send the mail again.
 */
function sayGoodbye(connection: SMTPConnection): void {
  connection.quit();
  setTimeout(() => connection.close(), goodbyeMilliseconds).unref();
}

/**
 * One SMTP session: greeting, TLS, login, one mail. nodemailer's connection is used directly instead of its
 * transport, because only so it is known at which stage a connection ended without a reply.
 */
async function converse(
  connection: SMTPConnection,
  server: SmtpServer,
  mail: Mail,
  content: Buffer,
  reach: (stage: SendStage) => void,
): Promise<void> {
  await step((done) => connection.connect(done));
  const { login } = server;
  if (login !== undefined) {
    reach('login');
    if (!connection.allowsAuth) throw Object.assign(new Error('no login offered'), { code: 'ENOAUTH' });
    await step((done) => connection.login({ user: login.user, pass: login.password }, done));
  }
  reach('message');
  const from = bareAddress.exec(mail.from)?.[1] ?? mail.from;
  const to = mail.copyTo === undefined ? [mail.to] : [mail.to, mail.copyTo];
  const envelope = { from, to, size: content.length };
  const offer = createOffer(connection, content);
  const taken = await step<{ response: string }>((done) => connection.send(envelope, offer.stream, done));
  if (!offer.wasTaken() || !/^2\d\d(?![^ \n-])/.test(taken?.response ?? '')) throw outOfStep();
}

function deliver(
  server: SmtpServer,
  name: string,
  mail: Mail,
  content: Buffer,
  signal: AbortSignal,
): Promise<SendResult> {
  return new Promise((resolve) => {
    let stage: SendStage = 'route';
    const connection = openConnection(server, name);
    const finish = (result: SendResult) => {
      signal.removeEventListener('abort', abort);
      if (result.kind === 'accepted') sayGoodbye(connection);
      else connection.close();
      resolve(result);
    };
    const fail = (error: Error) => finish(failure(error, stage));
    const abort = () => fail(Object.assign(new Error('aborted'), { code: 'EABORT' }));
    connection.on('error', fail);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    converse(connection, server, mail, content, (reached) => {
      stage = reached;
    }).then(() => finish({ kind: 'accepted' }), fail);
  });
}

/**
 * Mail by SMTP. TLS is required and its certificate verified, unless the server is on localhost.
 *
 * @param options.name the host name for EHLO (RFC 5321 4.1.1.1), fully qualified. Strict servers refuse an address in
 * brackets, which nodemailer would use when the machine's name has no dot
 */
export function createSmtpMailer(options: { server: SmtpServer; name: string }): Mailer {
  return {
    send: async (mail, signal) => deliver(options.server, options.name, mail, await toMime(mail), signal),
    close() {},
  };
}

/** @returns the path of an enquiry's mail for a file mailer */
const mailFile = (directory: string, reference: string): string => join(directory, `${reference}.eml`);

/** Erases the mail files of an enquiry, of later mails in its thread, and of notices about it. */
export function eraseMailFiles(directory: string, reference: string): void {
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory))
    if (name.endsWith('.eml') && (name.startsWith(`${reference}.`) || name.endsWith(`-${reference}.eml`)))
      rmSync(join(directory, name), { force: true });
}

/**
 * Mail as files, while there is no mail server: `REFERENCE.eml`, readable by mail programs. A second delivery of the
 * same enquiry overwrites the first, and also a file that a crash left incomplete.
 *
 * @param options.directory created with mode 0700 when it is missing
 */
export function createFileMailer(options: { directory: string }): Mailer {
  const { directory } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return {
    async send(mail) {
      const file = mailFile(directory, mail.reference);
      const content = await toMime(mail);
      try {
        await writeDurably(`${file}.part`, content);
        await rename(`${file}.part`, file);
        await syncFolder(directory);
        return { kind: 'accepted' };
      } catch (error) {
        return { kind: 'failed', stage: 'route', errorCode: errorCodeOf(error) };
      }
    },
    close() {},
  };
}
