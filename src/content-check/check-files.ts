import { languages } from '../words/index.ts';
import type { Day } from '../hours/days.ts';
import { type FactName, factSchemas, type Facts, pageSchemas } from './collections.ts';
import { errorsIn, type Finding, type LaunchRow } from './findings.ts';
import { type MarkdownFile, readMarkdown } from './front-matter.ts';
import { validate } from './schema-faults.ts';
import { type FactFile, type PageFile, sortFiles } from './source-files.ts';
import { readYaml, type YamlData } from './yaml-source.ts';

/** What is checked. */
export interface ContentFiles {
  /** Every file of the content folder, by its path with slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Addresses of files that are served as they are: `/favicon.svg`. */
  readonly publicFiles: ReadonlySet<string>;
}

export interface CheckResult {
  /** In the order of files, then lines. */
  readonly findings: readonly Finding[];
  readonly launch: readonly LaunchRow[];
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @returns the text with `\n` at line ends, or undefined if it is not UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

/** Checks a set of files; @returns everything found. Pure. */
export function checkFiles({ files }: ContentFiles, _today: Day): CheckResult {
  const sorted = sortFiles([...files.keys()], languages);
  const findings: Finding[] = [...sorted.findings];
  for (const { name, path } of sorted.facts) {
    const reading = readYaml(textOf(files.get(path) as Uint8Array) ?? '');
    if (reading.kind === 'faults') findings.push(...errorsIn(path, reading.faults));
    else {
      const result = validate(factSchemas[name], reading.data);
      if (result.kind === 'faults') findings.push(...errorsIn(path, result.faults));
    }
  }
  for (const { folder, path } of sorted.pages) {
    const reading = readMarkdown(textOf(files.get(path) as Uint8Array) ?? '');
    if (reading.kind === 'faults') findings.push(...errorsIn(path, reading.faults));
    else {
      const result = validate(pageSchemas[folder], reading.file.frontMatter);
      if (result.kind === 'faults') findings.push(...errorsIn(path, result.faults));
    }
  }
  return { findings, launch: [] };
}
