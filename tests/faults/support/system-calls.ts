import { spawnSync } from 'node:child_process';

/** A successful call, in the order in which calls ended. */
export interface SystemCall {
  readonly name: string;
  /** The object of the call, as strace writes it: a path, `TCP:[…]`. */
  readonly target: string;
  /** The rest of the line: the data, and the result. */
  readonly rest: string;
}

/** The calls that show whether an answer was sent too early. */
const traced = 'write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync';

/** @returns the command to put before the server's, which stays our child process; its calls are written to `file` */
export const straceTo = (file: string): readonly string[] => [
  'strace',
  ...[
    '-D',
    '-f',
    '-yy',
    '--seccomp-bpf',
    '-s',
    '40',
    '-e',
    `trace=${traced}`,
    '-e',
    'signal=none',
    '-o',
    file,
  ],
];

/** @returns why calls cannot be traced here, or undefined if they can */
export function whyNoStrace(): string | undefined {
  const { error, status } = spawnSync('strace', [
    '-f',
    '--seccomp-bpf',
    '-o',
    '/dev/null',
    process.execPath,
    '--version',
  ]);
  if (error !== undefined) return 'strace is not installed';
  return status === 0 ? undefined : 'strace may not watch processes here';
}

const whole = /^(\d+) +(\w+)\(\d+<(.*?)>(?=[,)])(.*)$/;
const begun = /^(\d+) +(\w+)\(\d+<(.*?)>(.*) <unfinished \.\.\.>$/;
const resumed = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/;
const failed = /= -1 E/;

/** @param trace output of strace; a call that was interrupted by another thread counts where it ended */
export function readCalls(trace: string): readonly SystemCall[] {
  const open = new Map<string, { target: string; rest: string }>();
  const calls: SystemCall[] = [];
  for (const line of trace.split('\n')) {
    const [, startedBy, , target = '', rest = ''] = begun.exec(line) ?? [];
    if (startedBy !== undefined) {
      open.set(startedBy, { target, rest });
      continue;
    }
    const [, endedBy = '', endedName, ending = ''] = resumed.exec(line) ?? [];
    const beginning = open.get(endedBy);
    if (endedName !== undefined && beginning !== undefined) {
      if (!failed.test(ending))
        calls.push({ name: endedName, target: beginning.target, rest: beginning.rest + ending });
      continue;
    }
    const [, , name, place = '', more = ''] = whole.exec(line) ?? [];
    if (name !== undefined && !failed.test(more)) calls.push({ name, target: place, rest: more });
  }
  return calls;
}
