import type { FaultReport } from './report.ts';

/** `npm run test:faults [-- --full] [-- --only NAME]`: breaks the site on purpose, one check after the other. */

type Check = (options: { full: boolean }) => Promise<FaultReport>;

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly run: string;
}

const entries: readonly Entry[] = [
  { name: 'crashes', file: 'crashes.ts', run: 'checkCrashes' },
  { name: 'steps', file: 'steps.ts', run: 'checkSteps' },
  { name: 'order-of-writes', file: 'order-of-writes.ts', run: 'checkOrderOfWrites' },
  { name: 'same-form', file: 'same-form.ts', run: 'checkSameForm' },
  { name: 'canaries', file: 'canaries.ts', run: 'checkCanaries' },
  { name: 'full-disk', file: 'full-disk.ts', run: 'checkFullDisk' },
  { name: 'damage', file: 'damage.ts', run: 'checkDamage' },
  { name: 'clock-jumps', file: 'clock-jumps.ts', run: 'checkClockJumps' },
  { name: 'mail', file: 'mail.ts', run: 'checkMailFaults' },
  { name: 'mail-server', file: 'mail-server.ts', run: 'checkMailServer' },
  { name: 'naughty', file: 'naughty.ts', run: 'checkNaughtyStrings' },
  { name: 'outage', file: 'outage.ts', run: 'checkOutage' },
  { name: 'postgres', file: 'postgres.ts', run: 'checkPostgres' },
];

type Result = 'passed' | 'failed' | 'skipped';
const print = (line: string) => process.stdout.write(`${line}\n`);

function show({ figures, failures }: FaultReport, planted: readonly string[]): Result {
  const width = Math.max(0, ...Object.keys(figures).map((name) => name.length));
  for (const [name, figure] of Object.entries(figures)) print(`  ${name.padEnd(width)}  ${figure}`);
  print(`  was seen to catch: ${planted.join('; ') || 'NOT SAID'}`);
  for (const failure of failures) print(`  ! ${failure}`);
  if (failures.length > 0) return 'failed';
  return 'skipped' in figures ? 'skipped' : 'passed';
}

async function perform({ file, run }: Entry, full: boolean): Promise<Result> {
  const module: Record<string, unknown> = await import(new URL(file, import.meta.url).href);
  const planted = Array.isArray(module['planted']) ? module['planted'].map(String) : [];
  try {
    return show(await (module[run] as Check)({ full }), planted);
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

const args = process.argv.slice(2);
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
  const result = await perform(entry, full);
  counts[result] += 1;
  print(`  ${words[result]} after ${Math.round((Date.now() - began) / 1000)} s\n`);
}
print(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(counts.failed > 0 ? 1 : 0);
