import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toText } from '../content-check/reading/file-text.ts';
import { readYaml } from '../content-check/reading/yaml-source.ts';
import { type FactName, factFiles, type WrittenFacts } from '../content-schemas/collections.ts';

/**
 * @param content the folder of the checked content
 * @returns a file of facts parsed by its schema; the empty value when an optional file is missing
 * @throws when the file is missing or does not match its schema
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
