import { type FactName, factFiles, type WrittenFacts } from '../content-schemas/collections.ts';
import type { LaunchRow } from './findings.ts';
import { eachItem, type Field, fieldsOf } from './reading/schema-fields.ts';
import type { YamlData } from './reading/yaml-source.ts';

type Path = readonly (string | number)[];
type Row = Omit<LaunchRow, 'file'>;

const at = (value: unknown, step: string | number): unknown =>
  (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];

/** @returns the real paths for a field's path: one for each item of its lists */
function pathsOf(value: unknown, steps: readonly string[], path: Path = []): Path[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [path];
  if (step !== eachItem) return pathsOf(at(value, step), rest, [...path, step]);
  return Array.isArray(value) ? value.flatMap((item, index) => pathsOf(item, rest, [...path, index])) : [];
}

const isEmpty = (value: unknown, path: Path): boolean => (path.reduce<unknown>(at, value) ?? null) === null;

/** @returns the name of the list entry that a field belongs to */
function entryName(value: unknown, path: Path): string {
  const entry = path.slice(0, -1).reduce<unknown>(at, value);
  const written = path.some((step) => typeof step === 'number') ? at(entry, 'nazwa') : undefined;
  const name = typeof written === 'string' ? written : at(written, 'pl');
  return typeof name === 'string' ? `„${name}”: ` : '';
}

/** An unconfirmed link without an address has one row only: there is nothing to confirm yet. */
const isTold = (value: unknown, path: Path): boolean =>
  path.at(-1) === 'potwierdzono' && isEmpty(value, [...path.slice(0, -1), 'adres']);

const emptyFields = (fields: readonly Field[], data: YamlData): Row[] =>
  fields
    .filter(({ forStaff }) => forStaff)
    .flatMap(({ path: steps, description }) =>
      pathsOf(data.value, steps)
        .filter((path) => isEmpty(data.value, path) && !isTold(data.value, path))
        .map((path) => ({
          line: data.lineOf(path),
          message: `${entryName(data.value, path)}${String(path.at(-1))} – ${description ?? ''}`,
        })),
    );

/** Old amounts may stay unconfirmed; some amount of each key must be confirmed. */
function unconfirmedRates({ stawki }: WrittenFacts['stawki'], { lineOf }: YamlData): Row[] {
  const isConfirmed = (one: WrittenFacts['stawki']['stawki'][number]): boolean =>
    one.potwierdzil !== null && one.potwierdzono !== null && one.sprawdzic_do !== null;
  return [...new Set(stawki.map(({ klucz }) => klucz))]
    .filter((klucz) => !stawki.some((one) => one.klucz === klucz && isConfirmed(one)))
    .map((klucz) => ({
      line: lineOf(['stawki', stawki.findLastIndex((one) => one.klucz === klucz)]),
      message: `„${klucz}” – Nikt z klubu nie potwierdził dzisiejszej kwoty: potwierdzil, potwierdzono i sprawdzic_do.`,
    }));
}

/**
 * @param name of a file of facts that its schema has accepted
 * @returns rows for empty fields, and for facts and links that nobody has confirmed
 */
export function launchRows<Name extends FactName>(
  name: Name,
  facts: WrittenFacts[Name],
  data: YamlData,
): LaunchRow[] {
  const rates = name === 'stawki' ? unconfirmedRates(facts as WrittenFacts['stawki'], data) : [];
  return [...emptyFields(fieldsOf(factFiles[name].schema), data), ...rates]
    .sort((one, other) => one.line - other.line)
    .map((row) => ({ file: `fakty/${name}.yaml`, ...row }));
}
