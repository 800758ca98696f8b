/**
 * Loaded before the program: ends it, as a power cut would, exactly at the step that `KILL_AT` names, the
 * `KILL_AT_COUNT`th time it comes there. The program itself knows nothing of this.
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

/** Replaces a method by itself with the steps before and after it; a promise counts as ended when it resolves. */
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

/** The steps of the store, by how their statements begin. */
const statements: ReadonlyMap<RegExp, string> = new Map([
  [/^INSERT INTO enquiry\b/, 'insert'],
  [/^UPDATE enquiry\s+SET state = 'sending'/, 'claim'],
  [/^UPDATE enquiry\s+SET state = 'delivered'/, 'recording the delivery'],
  [/^UPDATE enquiry\s+SET state = 'waiting', lease_owner/, 'postponing'],
  [/^DELETE FROM enquiry WHERE kind = 'enquiry'/, 'erasing'],
]);

const stepOfSql = (sql: string): string | undefined =>
  [...statements].find(([beginning]) => beginning.test(sql))?.[1];

let inserted = false;
const stepOfStatement = (self: unknown): string | undefined => {
  const step = stepOfSql((self as StatementSync).sourceSQL);
  inserted ||= step === 'insert';
  return step;
};
watch(StatementSync.prototype, 'run', stepOfStatement);
watch(StatementSync.prototype, 'all', stepOfStatement);
watch(DatabaseSync.prototype, 'exec', (_, [sql]) => {
  if (sql === 'COMMIT' && inserted) return 'commit';
  return /wal_checkpoint/.test(String(sql)) ? 'emptying the log' : undefined;
});
watch(DatabaseSync.prototype, 'close', () => 'closing the store');

const isAcknowledgement = (self: unknown) => (self as ServerResponse).statusCode === 303;
watch(ServerResponse.prototype, 'end', (self) => {
  if (!isAcknowledgement(self)) return undefined;
  (self as ServerResponse).once('finish', () => reach('after answer'));
  return 'handing over the answer';
});

watch(Socket.prototype, 'connect', () => 'connecting to the mail server');
/** RFC 5321 4.1.1.4: the line that ends a mail; nodemailer writes it apart. */
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

/** Names in the spool are those of our own folder; drafts have a further ending. */
const spooled = (path: unknown): boolean => /\/spool\/[0-9a-f]+\.json$/.test(String(path));
watch(promises, 'link', (_, [, to]) => (spooled(to) ? 'linking into the spool' : undefined));
watch(promises, 'rm', (_, [path]) => (spooled(path) ? 'taking out of the spool' : undefined));
watch(fs, 'renameSync', (_, [from]) =>
  String(from).endsWith('.unfinished') ? 'naming a backup' : undefined,
);
watch(fs, 'linkSync', () => 'keeping a secret at the first start');
syncBuiltinESMExports();
