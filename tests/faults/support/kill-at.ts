/**
 * Preloaded: ends the program, as a power cut would, exactly at the step in `KILL_AT`, when it is reached for the
 * `KILL_AT_COUNT`th time. The program's own code does not know of this.
 */
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { DatabaseSync, StatementSync } from 'node:sqlite';

const wanted = process.env['KILL_AT'] ?? '';
let left = Number(process.env['KILL_AT_COUNT'] ?? 1);

function reach(step: string): void {
  if (step !== wanted) return;
  left -= 1;
  if (left <= 0) process.kill(process.pid, 'SIGKILL');
}

type Method = (this: unknown, ...args: never[]) => unknown;

/** Wraps a method with the steps before and after it; a promise counts as ended when it resolves. */
function watch<Name extends string>(
  owner: { [key in Name]: unknown },
  name: Name,
  stepOf: (self: unknown, args: readonly unknown[]) => string | undefined,
): void {
  const method = owner[name] as Method;
  owner[name] = function watched(this: unknown, ...args: never[]): unknown {
    const step = stepOf(this, args);
    if (step === undefined) return method.apply(this, args);
    reach(`before ${step}`);
    const result = method.apply(this, args);
    if (!(result instanceof Promise)) reach(`after ${step}`);
    return result instanceof Promise ? result.finally(() => reach(`after ${step}`)) : result;
  };
}

/** The steps of the store, by the beginning of their SQL statements. */
const statements: ReadonlyMap<RegExp, string> = new Map([
  [/^INSERT INTO enquiry\b.*\sSELECT[^;]*AS parent\b/s, 'storing an addition'],
  [/^INSERT INTO enquiry\b[^;]*\sSELECT\b/, 'storing the second mail'],
  [/^INSERT INTO enquiry\b/, 'insert'],
  [/^UPDATE enquiry\s+SET state = 'sending'/, 'claim'],
  [/^UPDATE enquiry\s+SET state = 'delivered'/, 'recording the delivery'],
  [/^UPDATE enquiry\s+SET state = 'waiting', lease_owner/, 'postponing'],
  [/^UPDATE enquiry\s+SET steps =/, 'noting a step'],
  [/^UPDATE enquiry\s+SET (?:\w+_at = \$3, |promised = [^,]+, )?look_at = CASE/, 'marking the enquiry'],
  [/^UPDATE enquiry\s+SET answer_by = .*noticed = \$8/s, 'noting a notice'],
  [/^UPDATE enquiry\s+SET noticed = trim/, 'giving a notice back'],
  [/^DELETE FROM enquiry WHERE kind = 'enquiry'/, 'erasing'],
  [/^DELETE FROM enquiry WHERE about/, 'erasing what follows'],
]);

/** Statements of a transaction whose end is a separate step, and the name of that step. */
const transactions: ReadonlyMap<string | undefined, string> = new Map([
  ['insert', 'commit'],
  ['storing an addition', 'commit of an addition'],
  ['storing the second mail', 'commit of the second mail'],
  ['erasing', 'commit of an erasure'],
]);

/** The name of the end of the current transaction, by its connection: in PostgreSQL several run at once. */
const open = new WeakMap<object, string>();
let erased = false;
/** @param values of the statement, of any kind */
function stepOfSql(connection: object, sql: string, values: unknown): string | undefined {
  if (sql === 'COMMIT') return open.get(connection);
  // SQLite's log is also emptied at each opening.
  if (/wal_checkpoint|^VACUUM/.test(sql)) return erased ? 'emptying the log' : undefined;
  if (/^INSERT INTO mark\b/.test(sql))
    return JSON.stringify(values).includes('"digest"') ? 'claiming the day of the digest' : undefined;
  const step = [...statements].find(([beginning]) => beginning.test(sql))?.[1];
  const end = transactions.get(step);
  if (end !== undefined) open.set(connection, end);
  erased ||= step === 'erasing';
  return step;
}

/** SQLite has only one connection. */
const sqlite = {};
const stepOfStatement = (self: unknown, values: readonly unknown[]) =>
  stepOfSql(sqlite, (self as StatementSync).sourceSQL, values);
watch(StatementSync.prototype, 'run', stepOfStatement);
watch(StatementSync.prototype, 'all', stepOfStatement);
watch(DatabaseSync.prototype, 'exec', (_, [sql]) => stepOfSql(sqlite, String(sql), []));
watch(DatabaseSync.prototype, 'close', () => 'closing the store');

/** pg calls a callback for its pool, and returns a promise to other callers. */
async function watchPostgres(): Promise<void> {
  const { Client } = await import('pg');
  const owner: { query: unknown } = Client.prototype;
  const query = owner.query as Method;
  owner.query = function watched(this: object, ...args: never[]): unknown {
    const [sql, values, callback] = args as readonly unknown[];
    const step = typeof sql === 'string' ? stepOfSql(this, sql, values) : undefined;
    if (step === undefined) return query.apply(this, args);
    reach(`before ${step}`);
    if (typeof callback !== 'function')
      return (query.apply(this, args) as Promise<unknown>).finally(() => reach(`after ${step}`));
    const answered = (...results: readonly unknown[]): unknown => {
      reach(`after ${step}`);
      return callback(...results);
    };
    return query.apply(this, [sql, values, answered] as never[]);
  };
}
if (process.env['DATABASE_URL']?.startsWith('postgres:')) await watchPostgres();

/** Forms: enquiries and presses of staff are answered with 303, a person's additions with the page itself. */
const isAcknowledgement = (self: unknown): boolean => {
  const { statusCode, req } = self as ServerResponse;
  return req.method === 'POST' && (statusCode === 303 || statusCode === 200);
};
watch(ServerResponse.prototype, 'end', (self) => {
  if (!isAcknowledgement(self)) return undefined;
  (self as ServerResponse).once('finish', () => reach('after answer'));
  return 'handing over the answer';
});

/** Distinguishes connections to the mail server from those to PostgreSQL. */
const mailPort = URL.parse(process.env['SMTP_URL'] ?? '')?.port;
watch(Socket.prototype, 'connect', (_, args) =>
  mailPort !== undefined && JSON.stringify(args).includes(mailPort)
    ? 'connecting to the mail server'
    : undefined,
);
/** RFC 5321 4.1.1.4: the line that ends a mail; nodemailer writes it separately. */
const finalDot = /^(?:\r\n)?\.\r\n$/;
const write: Method = Socket.prototype.write;
Socket.prototype.write = function watched(this: Socket, ...args: never[]): boolean {
  const [chunk] = args as readonly unknown[];
  const ends = chunk instanceof Uint8Array && finalDot.test(Buffer.from(chunk).toString('latin1'));
  if (!ends) return write.apply(this, args) as boolean;
  reach('before final dot');
  const sent = () => reach('after final dot');
  return write.apply(this, [...args, sent as never]) as boolean;
};

/** Files in the spool are named by our own code; drafts have a further extension. */
const spooled = (path: unknown): boolean => /\/spool\/[0-9a-f]+\.json$/.test(String(path));
watch(promises, 'link', (_, [, to]) => (spooled(to) ? 'linking into the spool' : undefined));
watch(promises, 'rm', (_, [path]) => (spooled(path) ? 'taking out of the spool' : undefined));
watch(fs, 'renameSync', (_, [from]) =>
  String(from).endsWith('.unfinished') ? 'naming a backup' : undefined,
);
watch(fs, 'linkSync', () => 'keeping a secret at the first start');
syncBuiltinESMExports();
