import type { z } from 'zod';
import { type FactName, factFiles, type WrittenFacts } from '../content-schemas/collections.ts';
import { errorsIn, type Finding, hintsIn, type LaunchRow } from './findings.ts';
import { launchRows } from './launch-list.ts';
import type { FactFile } from './reading/source-files.ts';
import { readYaml } from './reading/yaml-source.ts';
import { checkFact, overdueFacts } from './rules/fact-rules.ts';
import { validate } from './schema-faults.ts';
import { entrySlips } from './slips/entry-slips.ts';
import { cutValues, doneTomorrow, hiddenEntries, markedFields, oddEntries } from './slips/field-slips.ts';
import type { DayRange } from './slips/spoken-days.ts';
import { typedFactsInFields } from './slips/typed-facts.ts';

export interface CheckedFact {
  readonly findings: readonly Finding[];
  readonly launch: readonly LaunchRow[];
  /** The values of the fields named `klucz`; undefined when the file has schema faults. */
  readonly keys: ReadonlySet<string> | undefined;
  /** The day on which somebody last compared the file with its source, if the file has one. */
  readonly checkedOn: string | undefined;
  /** The days of the file's exceptions, if it is the file of exceptions. */
  readonly exceptions: readonly DayRange[] | undefined;
}

const keysOf = (facts: object): Set<string> =>
  new Set(
    Object.values(facts)
      .flat()
      .flatMap((item: unknown) => (item as { klucz?: string } | null)?.klucz ?? []),
  );

/**
 * @param text of the file
 * @param today the day in Warsaw, `RRRR-MM-DD`
 * @returns all findings in one file of facts
 */
export function checkFactFile<Name extends FactName>(
  { name, path }: FactFile & { name: Name },
  text: string,
  today: string,
): CheckedFact {
  const cut = hintsIn(path, [...cutValues(text), ...hiddenEntries(text)]);
  const stopped = (findings: readonly Finding[]): CheckedFact => ({
    findings: [...findings, ...cut],
    launch: [],
    keys: undefined,
    checkedOn: undefined,
    exceptions: undefined,
  });
  const reading = readYaml(text);
  if (reading.kind === 'faults') return stopped(errorsIn(path, reading.faults));
  const { data } = reading;
  // An empty file of an optional kind means the same as a missing one.
  if (factFiles[name].isOptional && (data.value === null || data.value === undefined)) return stopped([]);
  const validation = validate(factFiles[name].schema as unknown as z.ZodType<WrittenFacts[Name]>, data);
  if (validation.kind === 'faults') return stopped(errorsIn(path, validation.faults));
  const overdue = overdueFacts(data, today);
  return {
    findings: [
      ...errorsIn(path, checkFact(name, validation.value, data)),
      ...cut,
      ...hintsIn(path, doneTomorrow(data, today)),
      ...hintsIn(path, typedFactsInFields(name, data)),
      ...hintsIn(path, markedFields(data)),
      ...hintsIn(path, oddEntries(data, today)),
      ...hintsIn(path, entrySlips(name, validation.value, data)),
      ...overdue.map((fault): Finding => ({ severity: 'warning', file: path, ...fault })),
    ],
    // An overdue helpline stays on its page, so its check is put on the launch checklist instead.
    launch: [
      ...launchRows(name, validation.value, data),
      ...(name === 'pomoc' ? overdue.map((fault) => ({ file: path, ...fault })) : []),
    ],
    keys: keysOf(validation.value),
    checkedOn: (validation.value as { readonly sprawdzono?: string }).sprawdzono,
    exceptions: (validation.value as Partial<WrittenFacts['przerwy']>).wyjatki?.map(({ od, do: last }) => ({
      first: od,
      last,
    })),
  };
}
