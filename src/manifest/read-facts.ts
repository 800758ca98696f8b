import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../content-check/reading/file-text.ts';
import { readYaml } from '../content-check/reading/yaml-source.ts';
import { type FactName, factFiles, type WrittenFacts } from '../content-schemas/collections.ts';

/**
 * @param content the folder of the content, checked
 * @returns a file of facts as its schema gives it; of an optional one that is missing, what stands for none
 * @throws when the file is not as the content check has found it
 */
export function readFacts<Name extends FactName>(content: string, name: Name): WrittenFacts[Name] {
  let text = '';
  try {
    text = readFileSync(join(content, 'fakty', `${name}.yaml`), 'utf8');
  } catch (error) {
    if (!factFiles[name].isOptional) throw error;
  }
  const reading = readYaml(toText(text));
  return factFiles[name].schema.parse(
    reading.kind === 'data' ? reading.data.value : undefined,
  ) as WrittenFacts[Name];
}
