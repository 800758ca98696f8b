import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultReport } from './report.ts';
import { concurrently } from './support/concurrently.ts';
import { type ServerProcess, startSafely } from './support/server-process.ts';
import { readCalls, type SystemCall, straceTo, whyNoStrace } from './support/system-calls.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';
import { createVisitor, type Visitor } from './support/visitor.ts';

/** Seen to be caught, made in a copy of the project. */
export const mutations = [
  'synchronous = NORMAL',
  'the answer goes out before the commit',
  'a commit at the end of each turn, whoever else is on the way',
];

const short = { alone: 30, together: 256 };
const whole = { alone: 500, together: 6_400 };
const crowd = 64;
/** Syncs allowed for each enquiry. A single enquiry needs one; sometimes a checkpoint adds others. */
const most = { alone: 1.02, together: 0.1 };

const inStore = /\/kis\.db(?:-wal)?$/;
const writing = /^p?write(?:v|64)?$|^send(?:to|msg)$/;

const isRowWrite = ({ name, target }: SystemCall) => writing.test(name) && inStore.test(target);
const isSync = ({ name, target }: SystemCall) => /^f(?:data)?sync$/.test(name) && inStore.test(target);
const isAnswer = ({ name, target, rest }: SystemCall) =>
  writing.test(name) && target.startsWith('TCP') && rest.includes('HTTP/1.1 303');

interface Findings {
  readonly answers: number;
  /** Answers before which no row had been written since the previous answer. */
  readonly withoutWrite: number;
  /** Answers before which the row's last write had not been synced. */
  readonly withoutSync: number;
}

/**
 * @param calls of a server that received one enquiry at a time and sent no mail, so that every write belongs to that
 * enquiry
 */
function judgeOrder(calls: readonly SystemCall[]): Findings {
  let [answers, withoutWrite, withoutSync] = [0, 0, 0];
  let written = false;
  let synced = false;
  for (const call of calls) {
    if (isRowWrite(call)) [written, synced] = [true, false];
    if (isSync(call)) synced = written;
    if (!isAnswer(call)) continue;
    answers += 1;
    if (!written) withoutWrite += 1;
    if (!synced) withoutSync += 1;
    [written, synced] = [false, false];
  }
  return { answers, withoutWrite, withoutSync };
}

async function submitOne(visitor: Visitor): Promise<void> {
  await visitor.submit(await visitor.openForm(), { message: 'Zapis' });
}

/** The forms are opened beforehand, so that only the sending happens at the same time. */
async function submitTogether(visitor: Visitor, count: number): Promise<void> {
  const forms: string[] = [];
  for (let opened = 0; opened < count; opened += 1) forms.push(await visitor.openForm());
  await concurrently(forms, crowd, async (form) => {
    await visitor.submit(form, { message: 'Zapis' });
  });
}

/** @returns the system calls from a start in an empty folder to the end */
const watch = (act: (visitor: Visitor) => Promise<void>): Promise<readonly SystemCall[]> =>
  inTemporaryFolder(async (folder) => {
    const trace = join(folder, 'trace');
    const server: ServerProcess = await startSafely({
      dataDirectory: join(folder, 'data'),
      settings: { COURIER: 'off', LOG_LEVEL: 'error' },
      under: straceTo(trace),
    });
    const visitor = createVisitor(server.port);
    await act(visitor);
    visitor.leave();
    await server.stop();
    return readCalls(await readFile(trace, 'utf8'));
  });

/** Leaves out the creation of the store: all before the first answer except the last write and its syncs. */
const syncsAnAnswer = (calls: readonly SystemCall[]): number => {
  const first = calls.findIndex(isAnswer);
  const later = calls.slice(first + 1, calls.findLastIndex(isAnswer) + 1);
  return later.filter(isSync).length / Math.max(1, later.filter(isAnswer).length);
};

/**
 * Traces the server's system calls: the store's file has to be synced between the write of a row and the bytes of its
 * answer.
 *
 * @returns failures for answers sent too early, and if an enquiry needs too many syncs, alone or with 64
 */
export async function checkOrderOfWrites({ full }: { full: boolean }): Promise<FaultReport> {
  const name = 'order-of-writes';
  const hindrance = whyNoStrace();
  if (hindrance !== undefined) return { name, figures: { skipped: hindrance }, failures: [] };
  const size = full ? whole : short;
  const alone = await watch(async (visitor) => {
    for (let sent = 0; sent < size.alone; sent += 1) await submitOne(visitor);
  });
  const together = await watch((visitor) => submitTogether(visitor, size.together));
  const { answers, withoutWrite, withoutSync } = judgeOrder(alone);
  const cost = { alone: syncsAnAnswer(alone), together: syncsAnAnswer(together) };
  return {
    name,
    figures: {
      'submissions one at a time': answers,
      'answered before the sync': withoutSync,
      'syncs an enquiry, alone': cost.alone.toFixed(3),
      [`syncs an enquiry, ${crowd} submitters`]: cost.together.toFixed(3),
    },
    failures: [
      ...(answers === size.alone ? [] : [`only ${answers} of ${size.alone} answers were seen`]),
      ...(withoutWrite === 0 ? [] : [`${withoutWrite} answers without any write to the store`]),
      ...(cost.alone <= most.alone ? [] : ['an enquiry alone costs more than one sync']),
      ...(cost.together <= most.together ? [] : [`${crowd} submitters do not share their syncs`]),
      ...(withoutSync === 0 ? [] : [`${withoutSync} answers before the row was on the disk`]),
    ],
  };
}
