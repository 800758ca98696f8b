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

/**
 * Runs checks one after the other, prints what they found and ends the process: 1 when one failed, 2 when there is
 * none of the name asked for.
 *
 * @param base where the entries' files are looked for
 * @param args `--full` for the full figures, `--only NAME` for one
 */
export async function runChecks(
  entries: readonly CheckEntry[],
  base: string,
  args: readonly string[],
): Promise<never> {
  const full = args.includes('--full');
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
  const chosen = entries.filter(({ name }) => only === undefined || only === name);
  if (chosen.length === 0) {
    print(`no such check; there are: ${entries.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const entry of chosen) {
    const began = Date.now();
    print(`${entry.name}`);
    const result = await perform(entry, base, full);
    counts[result] += 1;
    print(`  ${words[result]} after ${Math.round((Date.now() - began) / 1000)} s\n`);
  }
  print(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exit(counts.failed > 0 ? 1 : 0);
}
