import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../content-check/reading/file-text.ts';
import { readYaml } from '../content-check/reading/yaml-source.ts';
import { enquiriesSchema, toEnquiries } from '../content-schemas/enquiries.ts';
import type { BuildManifest } from '../web/build-manifest.ts';

/**
 * @param content the folder of the content, checked
 * @returns what each topic of the form is called, by language
 */
export function readTopicNames(content: string): BuildManifest['topicNames'] {
  const file = join(content, 'fakty', 'zgloszenia.yaml');
  const reading = readYaml(toText(readFileSync(file, 'utf8')));
  const written = reading.kind === 'data' ? reading.data.value : undefined;
  const { topics } = toEnquiries(enquiriesSchema.parse(written));
  return Object.fromEntries(topics.map(({ key, name }) => [key, name])) as BuildManifest['topicNames'];
}
