import { statSync } from 'node:fs';
import { join } from 'node:path';
import { minute } from '../durations.ts';
import type { ClubFacts } from '../enquiry/progress/club-facts.ts';
import { type AnswerFacts, createAnswerTime } from '../enquiry/progress/promise.ts';
import type { Exception, Schedule } from '../hours/schedule.ts';
import { defaultLanguage } from '../paths.ts';
import { type BuildManifest, manifestName, readManifest } from '../web/build-manifest.ts';

/** How often the manifest is checked for a newer build. */
const lookMilliseconds = minute;

/** The manifest was made from checked content; only the TypeScript types are missing here. */
function answerFactsOf({ answerFacts }: BuildManifest): AnswerFacts | undefined {
  if (answerFacts === undefined) return undefined;
  const { week, exceptions, confirmed, answerWithinWorkingDays } = answerFacts;
  return {
    schedule: {
      week: week as unknown as Schedule['week'],
      exceptions: exceptions.map((exception) => ({ ...exception, reason: {} }) as Exception),
    },
    confirmed,
    ...(answerWithinWorkingDays === null ? {} : { answerWithinWorkingDays }),
  };
}

function toClubFacts(manifest: BuildManifest | undefined): ClubFacts {
  const names = new Map(manifest?.staffRoles.map(({ key, name }) => [key, name[defaultLanguage]]));
  return {
    time: createAnswerTime(manifest && answerFactsOf(manifest)),
    topicName: (topic) => manifest?.topicNames[topic]?.[defaultLanguage] ?? topic,
    roleName: (key) => names.get(key) ?? key,
  };
}

/**
 * The facts of the club from the last finished build: the server and a separate courier read them in the same way,
 * and both see a newer build within a minute.
 *
 * @param buildDirectory the folder of the build; without a build there are no facts, only defaults
 */
export function createClubFacts(buildDirectory: string, clock: () => Date): () => ClubFacts {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let version = '';
  let facts = toClubFacts(undefined);
  return () => {
    const now = clock().getTime();
    if (Math.abs(now - lookedAt) < lookMilliseconds) return facts;
    lookedAt = now;
    const status = statSync(join(buildDirectory, manifestName), { throwIfNoEntry: false });
    const found = status === undefined ? '' : `${status.ino} ${status.mtimeMs}`;
    // While a new build is being put in its place, the facts of the previous one are used.
    const manifest = found === '' || found === version ? undefined : readManifest(buildDirectory);
    if (manifest !== undefined) {
      version = found;
      facts = toClubFacts(manifest);
    }
    return facts;
  };
}
