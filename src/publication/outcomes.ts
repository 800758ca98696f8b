import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** What a build does just now, in this order. */
export const buildSteps = ['checking', 'building', 'publishing'] as const;
export type BuildStep = (typeof buildSteps)[number];

/**
 * Why an ordered build came to nothing. `content`: the check found errors, which are named. `build`: the content passed
 * the check and the pages could not be made. `busy`: another build held the lock for too long. `disk`: no space was
 * left. The site is as it was in all four.
 */
export const failureCauses = ['content', 'build', 'busy', 'disk'] as const;

const moment = z.iso.datetime();

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('building'),
    step: z.enum(buildSteps),
    since: moment,
    /** How many builds of this order have begun; more than one: those before were killed. */
    tries: z.int().min(1),
  }),
  z.object({ kind: z.literal('published'), at: moment }),
  z.object({
    kind: z.literal('failed'),
    at: moment,
    cause: z.enum(failureCauses),
    /** For `content`: the findings as `npm run check:content` prints them, a line each, in Polish. Else empty. */
    lines: z.array(z.string()).readonly(),
  }),
]);

/** What has become of an order that a build has taken up; moments are ISO 8601 in UTC. */
export type Outcome = z.infer<typeof outcomeSchema>;

const outcomesSchema = z.record(z.string(), outcomeSchema);

/** So many of the newest orders are remembered. */
const mostOutcomes = 50;
/** Above anything that is written here; what is larger is not read. */
const mostBytes = 1024 * 1024;
/** Of the findings of one order, so that many orders stay far below that. */
export const mostLines = 40;
const mostLineLength = 400;

/**
 * Where the builder writes what became of the orders. It lies in the project, which is the builder's, and whoever runs
 * the editing pages may read it; nothing is ever written into the folder of the orders by the builder.
 *
 * @param root the project's folder
 */
export const outcomesFile = (root: string): string => join(root, '.astro', 'orders', 'outcomes.json');

/** @returns what became of each order by its id, the oldest first; what cannot be read is as if it were not there */
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
 * Says of all these orders the same. Only the builder of the orders writes here.
 *
 * @throws what the file system says
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
