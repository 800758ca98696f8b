import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/site.ts';

/** The files that an operator copies onto the server. */
export const operations = join(projectRoot, 'src', 'operations');

/** @param name within that folder, for example `nginx/kis.conf` */
export const readConfiguration = (name: string): string => readFileSync(join(operations, name), 'utf8');

/**
 * Replaces the example values of a configuration by those of this machine.
 *
 * @param changes the text to replace everywhere, and its replacement
 * @throws if the configuration does not contain one of them: the test would use another configuration than the
 * operator
 */
export function fillIn(configuration: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`The configuration no longer says ${before}`);
    return text.replaceAll(before, after);
  }, configuration);
}
