import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/site.ts';

/** What the operator copies onto the server. */
export const operations = join(projectRoot, 'src', 'operations');

/** @param name within that folder, for example `nginx/kis.conf` */
export const readConfiguration = (name: string): string => readFileSync(join(operations, name), 'utf8');

/**
 * Puts what is true on this machine in the place of what a configuration gives as an example.
 *
 * @param changes what stands there, and what to put for it, everywhere
 * @throws when one of them does not stand there: the test would run something else than the operator does
 */
export function fillIn(configuration: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`The configuration no longer says ${before}`);
    return text.replaceAll(before, after);
  }, configuration);
}
