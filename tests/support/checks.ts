import { spawn } from 'node:child_process';

/** The result of a heavy check; it passed if `failures` is empty. */
export interface CheckReport {
  /** Counted figures, by name. `skipped`: why the check cannot run here. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** One sentence for each failure. */
  readonly failures: readonly string[];
}

/** A module with a check; its export `mutations` lists the faults that it was seen to catch. */
export interface CheckEntry {
  readonly name: string;
  readonly file: string;
  /** The name of the exported function, from `{ full: boolean }` to a report. */
  readonly run: string;
  /** A long series: runs only with `--full`, or by its name alone. */
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

/** The exit code of a skipped check. */
const skippedStatus = 3;
const statuses: Readonly<Record<Result, number>> = { passed: 0, failed: 1, skipped: skippedStatus };

/** Runs one check in this process. */
async function performHere(entry: CheckEntry, base: string, full: boolean): Promise<Result> {
  const began = Date.now();
  print(`${entry.name}`);
  const result = await perform(entry, base, full);
  print(`  ${words[result]} after ${Math.round((Date.now() - began) / 1000)} s\n`);
  return result;
}

/**
 * Runs one check in a separate process, so that measurements of its own process are not disturbed; prints its whole
 * output at its end.
 */
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
 * Runs checks, prints their results and ends the process: with 1 if one failed, 2 if there is none of the given name,
 * 3 if the only one was skipped.
 *
 * @param base the URL that the entries' files are relative to
 * @param args `--full` for the full figures, `--only NAME` for one
 * @param atOnce how many of the short ones run in parallel
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
  const unknown = args.find((arg) => !['--full', '--only', only].includes(arg));
  if (unknown !== undefined) {
    print(`${unknown}: there are --full and --only NAME`);
    process.exit(2);
  }
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
