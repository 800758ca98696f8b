import * as z from 'zod';
import { layers, type Schema } from '../../content-check/reading/schema-fields.ts';
import type { Field } from './field.ts';
import { hintOf, labelOf } from './labels.ts';

/** What a schema says of a field, without any value. */
export interface Shape {
  readonly key: string;
  readonly kind: Field['kind'];
  readonly label: string;
  readonly hint: string;
  readonly required: boolean;
  /** Whether nothing is written as `null`; if not, a field that may be left out is left out. */
  readonly nullable: boolean;
  readonly omissible: boolean;
  readonly forStaff: boolean;
  readonly maxLength: number;
  /** Words of a choice. */
  readonly words: readonly string[];
  /** Fields of a group. */
  readonly fields: readonly Shape[];
  /** What each entry of a list is. */
  readonly item: Shape | undefined;
}

/** Of any field; far more than the longest text of a fact. */
export const longestValue = 2_000;
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
 * @param place its names from the file's own down: `przerwy.wyjatki.od`; an entry of a list is where its list is
 * @param key its name in the file; nothing for a whole file
 * @returns the field as a form asks for it
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
    // Its controls say all: two times and „Zamknięte”.
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
