import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm run test:fuzz [-- --full] [-- --seed=NUMBER]`: random input for everything that parses outside input. */
const runs = { short: 100, full: 10_000 };
const args = process.argv.slice(2);
const seed = args.find((arg) => arg.startsWith('--seed='))?.slice('--seed='.length);
const files = globSync('*.test.ts', { cwd: import.meta.dirname }).map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);
const { status } = spawnSync(process.execPath, ['--test', ...files], {
  env: {
    ...process.env,
    FUZZ_RUNS: String(args.includes('--full') ? runs.full : runs.short),
    ...(seed === undefined ? {} : { FUZZ_SEED: seed }),
  },
  stdio: 'inherit',
});
process.exit(status ?? 1);
