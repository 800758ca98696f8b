import * as z from 'zod';
import { layers, type Schema } from '../../content-check/reading/schema-fields.ts';
import type { Field } from './field.ts';
import { hintOf, labelOf } from './labels.ts';

/** The description of a field from its schema, without a value. */
export interface Shape {
  readonly key: string;
  readonly kind: Field['kind'];
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  /** Whether an empty value is written as `null`; if not, an omissible field is left out. */
  readonly nullable: boolean;
  readonly omissible: boolean;
  readonly forStaff: boolean;
  readonly maxLength: number;
  /** The values of a choice. */
  readonly words: readonly string[];
  /** Fields of a group. */
  readonly fields: readonly Shape[];
  /** The shape of each entry of a list. */
  readonly item: Shape | undefined;
}

/** Longest value of any field, in characters; far more than the longest text of a fact. */
const longestValue = 2_000;
export const mostItems = 200;

const isKind = (widget: unknown): widget is Field['kind'] =>
  ['date', 'hours', 'day-hours', 'amount', 'telephone', 'long-text'].includes(String(widget));

function kindOf(core: Schema): Field['kind'] {
  if (core instanceof z.core.$ZodEnum) return 'choice';
  if (core instanceof z.core.$ZodBoolean) return 'yes-no';
  if (core instanceof z.core.$ZodNumber) return 'number';
  if (core instanceof z.core.$ZodEmail) return 'email';
  if (core instanceof z.core.$ZodURL) return 'web-address';
  if (core instanceof z.core.$ZodRecord) return 'by-language';
  if (core instanceof z.core.$ZodObject) return 'group';
  if (core instanceof z.core.$ZodArray)
    return kindOf(layers(core._zod.def.element).at(-1) ?? core) === 'text' ? 'lines' : 'list';
  return 'text';
}

/**
 * @param schema of a file or a field
 * @param place its path with the file's name: `przerwy.wyjatki.od`; an entry of a list has the path of its list
 * @param key its name in the file; empty for a whole file
 * @returns the shape of the field
 */
export function shapeOf(schema: Schema, place: string, key = ''): Shape {
  const found = layers(schema);
  const core = found.at(-1) ?? schema;
  const metas = found.map((layer) => z.globalRegistry.get(layer));
  const widget = metas.find((meta) => meta?.['widget'] !== undefined)?.['widget'];
  const description = metas.find((meta) => meta?.description !== undefined)?.description ?? '';
  const label = labelOf(key, description, place);
  const nullable = found.some((layer) => layer instanceof z.core.$ZodNullable);
  const omissible = found.some(
    (layer) => layer instanceof z.core.$ZodOptional || layer instanceof z.core.$ZodDefault,
  );
  const kind = isKind(widget) ? widget : kindOf(core);
  return {
    key,
    kind,
    label,
    // Its controls need no hint: two times and „Zamknięte”.
    hint: kind === 'day-hours' ? '' : hintOf(label, description, place),
    required: !nullable && !omissible,
    nullable,
    omissible,
    forStaff: metas.some((meta) => meta?.['toBeFilledIn'] === true),
    maxLength: (core as { maxLength?: number | null }).maxLength ?? longestValue,
    words: core instanceof z.core.$ZodEnum ? Object.values(core._zod.def.entries).map(String) : [],
    fields:
      kind === 'group' && core instanceof z.core.$ZodObject
        ? Object.entries(core._zod.def.shape).map(([name, field]) => shapeOf(field, `${place}.${name}`, name))
        : [],
    item:
      kind === 'list' && core instanceof z.core.$ZodArray
        ? shapeOf(core._zod.def.element, place, key)
        : undefined,
  };
}
