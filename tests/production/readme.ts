import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/site.ts';

const fenced = /^```[a-z]*\n([\s\S]*?)^```$/gm;

/**
 * @param name the file that a block of README.md is for, as its first line says behind `# `
 * @returns the block
 * @throws when README.md does not have exactly one
 */
export function readmeBlock(name: string): string {
  const text = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const blocks = [...text.matchAll(fenced)].map(([, block = '']) => block);
  const [found, ...more] = blocks.filter((block) => block.startsWith(`# ${name}\n`));
  if (found === undefined || more.length > 0) throw new Error(`README.md: not exactly one block for ${name}`);
  return found;
}

/**
 * Puts what is true on this machine in the place of what the README gives as an example.
 *
 * @param changes what stands there, and what to put for it, everywhere
 * @throws when one of them does not stand there: the test would run something else than the README says
 */
export function fillIn(block: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`README.md: no longer says ${before}`);
    return text.replaceAll(before, after);
  }, block);
}
