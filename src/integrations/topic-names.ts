import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { enquiriesSchema, toEnquiries } from '../content-schemas/enquiries.ts';
import type { BuildManifest } from '../web/build-manifest.ts';

/**
 * @param content the folder of the content, checked
 * @returns what each topic of the form is called, by language
 */
export function readTopicNames(content: string): BuildManifest['topicNames'] {
  const file = join(content, 'fakty', 'zgloszenia.yaml');
  const { topics } = toEnquiries(enquiriesSchema.parse(parse(readFileSync(file, 'utf8'))));
  return Object.fromEntries(topics.map(({ key, name }) => [key, name])) as BuildManifest['topicNames'];
}
