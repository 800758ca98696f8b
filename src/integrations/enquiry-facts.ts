import { toEnquiries } from '../content-schemas/enquiries.ts';
import type { BuildManifest } from '../web/build-manifest.ts';
import { readFacts } from './read-facts.ts';

/**
 * @param content the folder of the content, checked
 * @returns what each topic of the form is called, by language
 */
export function readTopicNames(content: string): BuildManifest['topicNames'] {
  const { topics } = toEnquiries(readFacts(content, 'zgloszenia'));
  return Object.fromEntries(topics.map(({ key, name }) => [key, name])) as BuildManifest['topicNames'];
}

/**
 * @param content the folder of the content, checked
 * @returns who in the club takes enquiries up
 */
export const readStaffRoles = (content: string): BuildManifest['staffRoles'] => [
  ...toEnquiries(readFacts(content, 'zgloszenia')).staffRoles,
];
