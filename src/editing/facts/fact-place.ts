import { type FactName, factNames } from '../../content-schemas/collections.ts';

/** @returns where a file of facts lies below the content folder */
export const factFile = (name: FactName): string => `fakty/${name}.yaml`;

/** @returns whose file lies at that path; undefined: no file of facts */
export const factAt = (path: string): FactName | undefined =>
  factNames.find((name) => path === factFile(name));
