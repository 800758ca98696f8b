import type { z } from 'zod';
import type { Fault } from './findings.ts';
import { nearest, suggestion } from './nearest.ts';
import { type Field, fieldAt } from './reading/schema-fields.ts';
import type { YamlData } from './reading/yaml-source.ts';

type Issue = z.core.$ZodIssue;

export type Validation<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

/** Marks an issue for which the schema has no message. */
const withoutMessage = 'kis:none';

const nameOf = (path: readonly PropertyKey[]): string =>
  String(path.findLast((step) => typeof step === 'string') ?? '');

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, step) => (part as Record<PropertyKey, unknown> | null | undefined)?.[step],
    value,
  );

/** @returns the purpose of the field, as a sentence for the end of a message */
const purpose = (field: Field | undefined): string => {
  const text = field?.description ?? '';
  return text === '' ? '' : ` Co tu wpisać: ${text}`;
};

const shown = (value: unknown): string =>
  typeof value === 'object' ? 'kilku wierszy' : `„${String(value)}”`;

function wrongType(expected: string, name: string, value: unknown, field: Field | undefined): string {
  switch (expected) {
    case 'string':
      return typeof value === 'object'
        ? `Pole „${name}” ma mieć jeden tekst w tym samym wierszu.${purpose(field)}`
        : `Pole „${name}” ma być tekstem. Weź wartość w cudzysłów: "${String(value)}".${purpose(field)}`;
    case 'number':
    case 'int':
      return `Pole „${name}” ma być liczbą całkowitą bez cudzysłowu, a jest ${shown(value)}.${purpose(field)}`;
    case 'boolean':
      return `Pole „${name}” ma mieć wartość true albo false, a jest ${shown(value)}.${purpose(field)}`;
    case 'array':
      return `Pole „${name}” ma być listą: każda pozycja w nowym wierszu, po myślniku.${purpose(field)}`;
    case 'record':
      return `Pole „${name}” ma mieć pod sobą wcięty wiersz z językiem, na przykład „pl: Treść.”${purpose(field)}`;
    default:
      return `Tu mają być pola: ${field?.names.join(', ') ?? ''}. Każde w nowym wierszu, z tym samym wcięciem.`;
  }
}

function outOfRange(
  issue: Issue & { code: 'too_small' | 'too_big' },
  name: string,
  value: unknown,
  field: Field | undefined,
): string {
  if (issue.origin === 'string' && issue.code === 'too_big')
    return `Pole „${name}” ma ${String(value).length} znaków, a może mieć najwyżej ${issue.maximum}. Skróć je.`;
  if (issue.origin === 'string') return `Pole „${name}” jest puste.${purpose(field)}`;
  if (issue.origin === 'array') {
    const wanted = issue.code === 'too_small' ? issue.minimum : issue.maximum;
    const have = (value as unknown[]).length;
    return issue.exact
      ? `Lista „${name}” ma mieć tyle pozycji: ${wanted}, a ma: ${have}.`
      : `Lista „${name}” jest ${issue.code === 'too_small' ? 'za krótka' : 'za długa'}: ma pozycji ${have}.`;
  }
  const bound = issue.code === 'too_small' ? `najmniej ${issue.minimum}` : `najwyżej ${issue.maximum}`;
  return `Pole „${name}” może mieć ${bound}, a jest ${String(value)}.${purpose(field)}`;
}

function sentence(issue: Issue, schema: z.ZodType, data: unknown): string {
  const value = valueAt(data, issue.path);
  const name = nameOf(issue.path);
  const field = fieldAt(schema, issue.path);
  if (issue.message !== withoutMessage) return issue.message;
  if (issue.code === 'invalid_type') return wrongType(issue.expected, name, value, field);
  if (issue.code === 'too_small' || issue.code === 'too_big') return outOfRange(issue, name, value, field);
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    return `Pole „${name}” nie może mieć wartości „${String(value)}”. Wpisz jedną z tych: ${allowed.join(', ')}.${suggestion(String(value), allowed)}`;
  }
  if (issue.code === 'invalid_key')
    return `Nie znamy języka „${String(issue.path.at(-1))}”. Język zapisujemy dwiema małymi literami, na przykład pl.`;
  return `Pole „${name}” ma złą wartość: ${shown(value)}.${purpose(field)}`;
}

/** @returns the faults of unknown names in a group, and the missing names that they probably stand for */
function unknownNames(
  issue: Issue & { code: 'unrecognized_keys' },
  missing: ReadonlySet<string>,
  field: Field | undefined,
) {
  return issue.keys.map((name) => {
    const meant = nearest(name, field?.names ?? []);
    const known =
      meant === undefined ? `Znamy te: ${field?.names.join(', ')}.` : `Może chodziło o: ${meant}.`;
    return {
      path: [...issue.path, name],
      message: `Nie znamy pola „${name}”. ${known}`,
      standsFor: meant !== undefined && missing.has(pathText([...issue.path, meant])) ? meant : undefined,
    };
  });
}

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('/');

const isMissing = (issue: Issue, data: unknown): boolean =>
  issue.code !== 'custom' && issue.code !== 'unrecognized_keys' && valueAt(data, issue.path) === undefined;

const isEmpty = (issue: Issue, data: unknown): boolean =>
  issue.code !== 'custom' && issue.path.length > 0 && valueAt(data, issue.path) === null;

/**
 * @param schema of the file
 * @param data the parsed file
 * @returns the value from the schema, or every fault in Polish, each with its line
 */
export function validate<Value>(schema: z.ZodType<Value>, data: YamlData): Validation<Value> {
  if (data.value === null) {
    const names = fieldAt(schema, [])?.names.join(', ') ?? '';
    return {
      kind: 'faults',
      faults: [{ line: 1, message: `Nie ma tu żadnego pola. Wpisz pola: ${names}.` }],
    };
  }
  const result = schema.safeParse(data.value, { error: () => withoutMessage });
  if (result.success) return { kind: 'value', value: result.data };

  const issues = result.error.issues;
  const missing = new Set(
    issues.filter((issue) => isMissing(issue, data.value)).map(({ path }) => pathText(path)),
  );
  const misspelt = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? unknownNames(issue, missing, fieldAt(schema, issue.path)) : [],
  );
  const explained = new Set(
    misspelt.flatMap(({ path, standsFor }) =>
      standsFor ? [pathText([...path.slice(0, -1), standsFor])] : [],
    ),
  );
  const faults = issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') return [];
    const line = data.lineOf(issue.path);
    const place = issue.path.map(String).join('.');
    const field = fieldAt(schema, issue.path);
    if (isMissing(issue, data.value)) {
      if (explained.has(pathText(issue.path))) return [];
      return [
        { line, field: place, message: `Brakuje pola „${nameOf(issue.path)}”. Dopisz je.${purpose(field)}` },
      ];
    }
    if (isEmpty(issue, data.value))
      return [{ line, field: place, message: `Pole „${nameOf(issue.path)}” jest puste.${purpose(field)}` }];
    return [{ line, field: place, message: sentence(issue, schema, data.value) }];
  });
  const unknown = misspelt.map(({ path, message }) => ({
    line: data.lineOf(path),
    field: path.map(String).join('.'),
    message,
  }));
  return { kind: 'faults', faults: [...faults, ...unknown] };
}
