import { type CheckEntry, runChecks } from '../support/checks.ts';

/**
 * `npm run test:faults [-- --full] [-- --only NAME]`: injects faults into the site, three checks at a time, without the
 * long series; with `--full` all of them, one at a time.
 */
const entries: readonly CheckEntry[] = [
  { name: 'crashes', file: 'crashes.ts', run: 'checkCrashes' },
  { name: 'steps', file: 'steps.ts', run: 'checkSteps' },
  { name: 'progress-steps', file: 'progress-steps.ts', run: 'checkProgressSteps' },
  { name: 'scanners', file: 'scanners.ts', run: 'checkScanners' },
  { name: 'guesses', file: 'guesses.ts', run: 'checkGuesses' },
  { name: 'order-of-writes', file: 'order-of-writes.ts', run: 'checkOrderOfWrites' },
  { name: 'same-form', file: 'same-form.ts', run: 'checkSameForm' },
  { name: 'canaries', file: 'canaries.ts', run: 'checkCanaries' },
  { name: 'full-disk', file: 'full-disk.ts', run: 'checkFullDisk' },
  { name: 'damage', file: 'damage.ts', run: 'checkDamage' },
  { name: 'clock-jumps', file: 'clock-jumps.ts', run: 'checkClockJumps' },
  { name: 'publications', file: 'publications.ts', run: 'checkPublications', isSeries: true },
  { name: 'several-servers', file: 'several-servers.ts', run: 'checkSeveralServers', isSeries: true },
  { name: 'editing', file: 'editing.ts', run: 'checkEditing', isSeries: true },
  { name: 'mail', file: 'mail.ts', run: 'checkMailFaults' },
  { name: 'mail-server', file: 'mail-server.ts', run: 'checkMailServer' },
  { name: 'naughty', file: 'naughty.ts', run: 'checkNaughtyStrings' },
  { name: 'outage', file: 'outage.ts', run: 'checkOutage' },
  { name: 'postgres', file: 'postgres.ts', run: 'checkPostgres' },
];

await runChecks(entries, import.meta.url, process.argv.slice(2), 3);
