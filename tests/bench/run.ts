import { measureBuilds } from './builds.ts';
import { measureCostlyRequests } from './costly-requests.ts';
import { measureEditing } from './editing.ts';
import { measureEnquiries } from './enquiries.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureObservatory } from './observatory.ts';
import { measureProgress } from './progress.ts';
import { measureQueue } from './queue.ts';
import type { Part, Row } from './row.ts';
import { measureStaticPages } from './static-pages.ts';
import { measureWeight } from './weight.ts';

/**
 * `npm run bench [-- --full] [-- --only NAME]`: the performance figures, as ratios within one run. They are shown,
 * never asserted: the exit code says only whether a server misbehaved.
 */

const parts: Readonly<Record<string, Part>> = {
  pages: measureStaticPages,
  enquiries: measureEnquiries,
  queue: measureQueue,
  progress: measureProgress,
  costly: measureCostlyRequests,
  weight: measureWeight,
  builds: measureBuilds,
  editing: measureEditing,
  lighthouse: measureLighthouse,
  observatory: measureObservatory,
};

const print = (line: string) => process.stdout.write(`${line}\n`);

function verdict({ asked, met }: Row): string {
  if (asked === '') return '';
  return met ? 'ok' : 'NOT MET';
}

function printTable(rows: readonly Row[]): void {
  const lines = [
    ['figure', 'measured', 'asked', ''],
    ...rows.map((row) => [row.figure, row.measured, row.asked, verdict(row)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines)
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const chosen = Object.entries(parts).filter(([name]) => only === undefined || only === name);
if (chosen.length === 0) {
  print(`no such part; there are: ${Object.keys(parts).join(', ')}`);
  process.exit(2);
}

const rows: Row[] = [];
for (const [name, measure] of chosen) {
  const began = performance.now();
  try {
    rows.push(...(await measure({ full: args.includes('--full') })));
  } catch (fault) {
    process.exitCode = 1;
    print(`${name}: ${fault instanceof Error ? fault.stack : String(fault)}`);
  }
  print(`${name}: measured in ${Math.round((performance.now() - began) / 1000)} s`);
}
print('');
printTable(rows);
