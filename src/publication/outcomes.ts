import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** Steps of a build, in this order. */
const buildSteps = ['checking', 'building', 'publishing'] as const;
export type BuildStep = (typeof buildSteps)[number];

/**
 * Why an ordered build failed. `content`: the check found errors, which are listed. `build`: the content passed the
 * check and the pages could not be built. `busy`: another build held the lock for too long. `disk`: no space was left.
 * In all four cases the site has not changed.
 */
const failureCauses = ['content', 'build', 'busy', 'disk'] as const;

const moment = z.iso.datetime();

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('building'),
    step: z.enum(buildSteps),
    since: moment,
    /** How many builds of this order have begun; more than one: the earlier ones were killed. */
    tries: z.int().min(1),
  }),
  z.object({ kind: z.literal('published'), at: moment }),
  z.object({
    kind: z.literal('failed'),
    at: moment,
    cause: z.enum(failureCauses),
    /**
     * For `content`: the findings as `npm run check:content` prints them, one line each, in Polish. Empty for other
     * causes.
     */
    lines: z.array(z.string()).readonly(),
  }),
]);

/** The outcome of an order that a build has processed; times are ISO 8601 in UTC. */
export type Outcome = z.infer<typeof outcomeSchema>;

const outcomesSchema = z.record(z.string(), outcomeSchema);

/** Number of orders that are remembered, the newest ones. */
const mostOutcomes = 50;
/** Limit in bytes; a larger file is not read. */
const mostBytes = 1024 * 1024;
/** Limits of the findings of one order, so that many orders stay below that limit. */
export const mostLines = 40;
const mostLineLength = 400;

/**
 * The file in which the builder records outcomes. It is in the project's folder, which belongs to the builder and is
 * readable for the editing pages; the builder never writes into the folder of the orders.
 *
 * @param root the project's folder
 */
export const outcomesFile = (root: string): string => join(root, '.astro', 'orders', 'outcomes.json');

/** @returns the outcome of each order by its id, the oldest first; empty when the file cannot be read */
export function readOutcomes(file: string): ReadonlyMap<string, Outcome> {
  try {
    if (statSync(file).size > mostBytes) return new Map();
    return new Map(Object.entries(outcomesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    return new Map();
  }
}

const bounded = (outcome: Outcome): Outcome =>
  outcome.kind === 'failed'
    ? {
        ...outcome,
        lines: outcome.lines.slice(0, mostLines).map((line) => line.slice(0, mostLineLength)),
      }
    : outcome;

/**
 * Records the same outcome for all these orders. Only the builder calls this.
 *
 * @throws errors of the file system
 */
export function writeOutcome(file: string, ids: readonly string[], outcome: Outcome): void {
  const outcomes = new Map(readOutcomes(file));
  for (const id of ids) {
    outcomes.delete(id);
    outcomes.set(id, bounded(outcome));
  }
  const kept = Object.fromEntries([...outcomes].slice(-mostOutcomes));
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(`${file}.unfinished`, JSON.stringify(kept), { mode: 0o644 });
  renameSync(`${file}.unfinished`, file);
}
