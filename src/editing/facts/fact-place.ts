import { type FactName, factNames } from '../../content-schemas/collections.ts';

/** @returns the path of a file of facts below the content folder */
export const factFile = (name: FactName): string => `fakty/${name}.yaml`;

/** @returns the name of the file of facts at a path; undefined: there is none */
export const factAt = (path: string): FactName | undefined =>
  factNames.find((name) => path === factFile(name));
