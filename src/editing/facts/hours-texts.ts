import type { z } from 'zod';
import { toText } from '../../content-check/reading/file-text.ts';
import { readYaml } from '../../content-check/reading/yaml-source.ts';
import { exceptionsSchema, toExceptions } from '../../content-schemas/exceptions.ts';
import { hoursSchema, toHours } from '../../content-schemas/hours.ts';
import type { Exception, Week } from '../../hours/schedule.ts';

/** @returns what a text of facts says; undefined if it does not fit the schema */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  text: string | undefined,
): z.infer<Schema> | undefined {
  const reading = readYaml(toText(text ?? ''));
  return reading.kind === 'data' ? schema.safeParse(reading.data.value).data : undefined;
}

/** @returns the ordinary week in the text of `fakty/godziny.yaml`; undefined if it has errors */
export function weekIn(text: string | undefined): Week | undefined {
  const data = parsed(hoursSchema, text);
  return data && toHours(data).week;
}

/** @returns the days in the text of `fakty/przerwy.yaml`; undefined if it has errors */
export function exceptionsIn(text: string | undefined): Exception[] | undefined {
  const data = parsed(exceptionsSchema, text ?? 'wyjatki: []');
  return data && toExceptions(data);
}
