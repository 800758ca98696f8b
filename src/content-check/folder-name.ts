import { isAbsolute, relative, sep } from 'node:path';

/** @returns how a folder is called in messages: within the project by its path there, else as it is */
export function folderName(projectRoot: string, folder: string): string {
  const within = relative(projectRoot, folder);
  return (within.startsWith('..') || isAbsolute(within) ? folder : within)
    .split(sep)
    .join('/')
    .replace(/\/$/, '');
}
