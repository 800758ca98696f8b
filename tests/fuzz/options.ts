/** The number of runs of each property, and the seed; `run.ts` sets both. */
export const options = {
  numRuns: Number(process.env['FUZZ_RUNS'] ?? 100),
  seed: Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31),
};
process.stdout.write(`seed ${options.seed}, ${options.numRuns} runs\n`);
