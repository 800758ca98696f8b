import { type CheckEntry, runChecks } from '../support/checks.ts';

/**
 * `npm run test:door [-- --full] [-- --only NAME]`: load and attacks from many clients, one check after the other.
 */
const entries: readonly CheckEntry[] = [
  { name: 'large-bodies', file: 'large-bodies.ts', run: 'checkLargeBodies' },
  { name: 'memory', file: 'memory.ts', run: 'checkMemory' },
  { name: 'slow-clients', file: 'slow-clients.ts', run: 'checkSlowClients' },
  { name: 'silent-crowd', file: 'silent-crowd.ts', run: 'checkSilentCrowd' },
  { name: 'bots', file: 'bots.ts', run: 'checkBots' },
  { name: 'overload', file: 'overload.ts', run: 'checkOverload' },
  { name: 'costly-clients', file: 'costly-clients.ts', run: 'checkCostlyClients' },
  { name: 'mixed', file: 'mixed.ts', run: 'checkMixed' },
  { name: 'soak', file: 'soak.ts', run: 'checkSoak' },
];

await runChecks(entries, import.meta.url, process.argv.slice(2));
