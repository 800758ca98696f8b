import { isAbsolute, relative, sep } from 'node:path';

/** @returns the name of a folder in messages: relative to the project when it is inside, else unchanged */
export function folderName(projectRoot: string, folder: string): string {
  const within = relative(projectRoot, folder);
  return (within.startsWith('..') || isAbsolute(within) ? folder : within)
    .split(sep)
    .join('/')
    .replace(/\/$/, '');
}
