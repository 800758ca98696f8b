import { toEnquiries } from '../content-schemas/enquiries.ts';
import { toExceptions } from '../content-schemas/exceptions.ts';
import { toHours } from '../content-schemas/hours.ts';
import type { BuildManifest } from '../web/build-manifest.ts';
import { readFacts } from './read-facts.ts';

/**
 * @param content the folder of the checked content
 * @returns the name of each topic of the form, by language
 */
export function readTopicNames(content: string): BuildManifest['topicNames'] {
  const { topics } = toEnquiries(readFacts(content, 'zgloszenia'));
  return Object.fromEntries(topics.map(({ key, name }) => [key, name])) as BuildManifest['topicNames'];
}

/**
 * @param content the folder of the checked content
 * @returns the roles that take enquiries up
 */
export const readStaffRoles = (content: string): BuildManifest['staffRoles'] => [
  ...toEnquiries(readFacts(content, 'zgloszenia')).staffRoles,
];

/**
 * @param content the folder of the checked content
 * @returns the working hours, and the number of working days until an answer
 */
export function readAnswerFacts(content: string): NonNullable<BuildManifest['answerFacts']> {
  const { week, confirmed } = toHours(readFacts(content, 'godziny'));
  const { answerWithinWorkingDays } = toEnquiries(readFacts(content, 'zgloszenia'));
  return {
    week: Object.fromEntries(Object.entries(week).map(([day, spans]) => [day, [...spans]])),
    exceptions: toExceptions(readFacts(content, 'przerwy')).map(({ reason: _, ...exception }) => exception),
    confirmed,
    answerWithinWorkingDays,
  };
}
