import { spawn } from 'node:child_process';

/** What a heavy check found; it passed when `failures` is empty. */
export interface CheckReport {
  /** What was counted, by name. `skipped`: why the check cannot run here. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** One sentence a failure. */
  readonly failures: readonly string[];
}

/** A module with a check: `mutations` names the faults that it was seen to catch. */
export interface CheckEntry {
  readonly name: string;
  readonly file: string;
  /** The function it exports, from `{ full: boolean }` to a report. */
  readonly run: string;
  /** A long series: with `--full` and by its name alone. */
  readonly isSeries?: true;
}

type Check = (options: { full: boolean }) => Promise<CheckReport>;
type Result = 'passed' | 'failed' | 'skipped';

const print = (line: string) => process.stdout.write(`${line}\n`);

function show({ figures, failures }: CheckReport, mutations: readonly string[]): Result {
  const width = Math.max(0, ...Object.keys(figures).map((name) => name.length));
  for (const [name, figure] of Object.entries(figures)) print(`  ${name.padEnd(width)}  ${figure}`);
  print(`  was seen to catch: ${mutations.join('; ') || 'NOT SAID'}`);
  for (const failure of failures) print(`  ! ${failure}`);
  if (failures.length > 0) return 'failed';
  return 'skipped' in figures ? 'skipped' : 'passed';
}

async function perform({ file, run }: CheckEntry, base: string, full: boolean): Promise<Result> {
  const module: Record<string, unknown> = await import(new URL(file, base).href);
  const mutations = Array.isArray(module['mutations']) ? module['mutations'].map(String) : [];
  try {
    return show(await (module[run] as Check)({ full }), mutations);
  } catch (fault) {
    print(`  ! ${fault instanceof Error ? fault.stack : String(fault)}`);
    return 'failed';
  }
}

const words: Readonly<Record<Result, string>> = {
  passed: 'PASS',
  failed: 'FAIL',
  skipped: '***** SKIPPED, NOTHING IS PROVEN *****',
};

/** Ends with this when it was skipped. */
const skippedStatus = 3;
const statuses: Readonly<Record<Result, number>> = { passed: 0, failed: 1, skipped: skippedStatus };

/** One check in this process. */
async function performHere(entry: CheckEntry, base: string, full: boolean): Promise<Result> {
  const began = Date.now();
  print(`${entry.name}`);
  const result = await perform(entry, base, full);
  print(`  ${words[result]} after ${Math.round((Date.now() - began) / 1000)} s\n`);
  return result;
}

/** One check in a process of its own, so that what it measures of itself is its own; prints it whole at its end. */
function performApart({ name }: CheckEntry, args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...args, '--only', name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  return new Promise((resolve) => {
    child.once('close', (status) => {
      process.stdout.write(printed);
      resolve(status === 0 ? 'passed' : status === skippedStatus ? 'skipped' : 'failed');
    });
  });
}

/**
 * Runs checks, prints what they found and ends the process: 1 when one failed, 2 when there is none of the name asked
 * for, 3 when the only one was skipped.
 *
 * @param base where the entries' files are looked for
 * @param args `--full` for the full figures, `--only NAME` for one
 * @param atOnce how many of the short ones run beside each other
 */
export async function runChecks(
  entries: readonly CheckEntry[],
  base: string,
  args: readonly string[],
  atOnce = 1,
): Promise<never> {
  const full = args.includes('--full');
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
  const chosen = entries.filter(({ name, isSeries }) =>
    only === undefined ? full || isSeries !== true : only === name,
  );
  const [first] = chosen;
  if (first === undefined) {
    print(`no such check; there are: ${entries.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  if (only !== undefined) process.exit(statuses[await performHere(first, base, full)]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting = [...chosen];
  const work = async () => {
    for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift())
      counts[await performApart(entry, args)] += 1;
  };
  await Promise.all(Array.from({ length: full ? 1 : atOnce }, work));
  print(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  const left = entries.filter((entry) => !chosen.includes(entry)).map(({ name }) => name);
  if (left.length > 0) print(`with --full or --only NAME alone: ${left.join(', ')}`);
  process.exit(counts.failed > 0 ? 1 : 0);
}
