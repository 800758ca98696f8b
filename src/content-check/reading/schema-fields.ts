import * as z from 'zod';

/**
 * The only module that inspects schemas: everything that editors are told about fields (messages, launch checklist,
 * reference table) comes from here, so that the schemas stay the single source.
 */

/** Stands for each item of a list in a path. */
export const eachItem = '[]';

export interface Field {
  /** Keys from the top of the file down; `eachItem` stands for each item of a list. */
  readonly path: readonly string[];
  /** For the editor, in Polish. */
  readonly description: string | undefined;
  readonly required: boolean;
  /** Whether only staff can fill it in, so that an empty one is on the launch checklist. */
  readonly forStaff: boolean;
  /** Keys of the fields below it, for a group. */
  readonly names: readonly string[];
  /** Whether its schema accepts a value as written in the file. */
  readonly accepts: (value: unknown) => boolean;
}

export type Schema = z.core.$ZodType;

/** @returns the schema inside an optional, nullable, defaulted or transformed one */
function inner(schema: Schema): Schema | undefined {
  if (schema instanceof z.core.$ZodOptional) return schema._zod.def.innerType;
  if (schema instanceof z.core.$ZodNullable) return schema._zod.def.innerType;
  if (schema instanceof z.core.$ZodDefault) return schema._zod.def.innerType;
  // A preprocessed schema has its fields after the transform, a transformed one before it.
  if (schema instanceof z.core.$ZodPipe) {
    const { in: before, out } = schema._zod.def;
    return before instanceof z.core.$ZodTransform ? out : before;
  }
  return undefined;
}

/**
 * @returns the schema and all schemas that it wraps (optional, nullable, with a default, transformed), from the outside
 * in
 */
export function layers(schema: Schema): Schema[] {
  const found = [schema];
  for (let next = inner(schema); next !== undefined; next = inner(next)) found.push(next);
  return found;
}

const isOmissible = (schema: Schema): boolean =>
  layers(schema).some((layer) => layer instanceof z.core.$ZodOptional || layer instanceof z.core.$ZodDefault);

function describe(schema: Schema, path: readonly string[]): Field {
  const metas = layers(schema).map((layer) => z.globalRegistry.get(layer));
  const core = layers(schema).at(-1);
  return {
    path,
    description: metas.find((meta) => meta?.description !== undefined)?.description,
    required: !isOmissible(schema),
    forStaff: metas.some((meta) => meta?.['toBeFilledIn'] === true),
    names: core instanceof z.core.$ZodObject ? Object.keys(core._zod.def.shape) : [],
    accepts: (value) => z.safeParse(schema, value).success,
  };
}

function below(schema: Schema, path: readonly string[]): Field[] {
  const core = layers(schema).at(-1);
  if (core instanceof z.core.$ZodArray) return withBelow(core._zod.def.element, [...path, eachItem]);
  if (!(core instanceof z.core.$ZodObject)) return [];
  return Object.entries(core._zod.def.shape).flatMap(([name, field]) => withBelow(field, [...path, name]));
}

const withBelow = (schema: Schema, path: readonly string[]): Field[] => [
  describe(schema, path),
  ...below(schema, path),
];

/** @returns every field of a schema, the whole file first (its path is empty), each group before its fields */
export const fieldsOf = (schema: z.ZodType): Field[] => withBelow(schema, []);

/**
 * @param path as Zod gives it: names, and numbers for items of lists
 * @returns the field at this path, or undefined when the schema does not name it (for example a language of a text)
 */
export function fieldAt(schema: z.ZodType, path: readonly PropertyKey[]): Field | undefined {
  const wanted = path.map((step) => (typeof step === 'number' ? eachItem : String(step))).join('/');
  return fieldsOf(schema).find((field) => field.path.join('/') === wanted);
}
