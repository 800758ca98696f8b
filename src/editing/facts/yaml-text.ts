import { Scalar, stringify, type ToStringOptions } from 'yaml';

/** Writes values as YAML, each in the shortest form that its place allows. */

/** @returns a value on one line, as the library `yaml` writes it */
export const write = (value: unknown, more: ToStringOptions = {}): string =>
  stringify(value, { schema: 'core', lineWidth: 0, blockQuote: false, ...more }).trimEnd();

const special = /[[\]{},]/;

/** @returns a text, number, boolean or null on one line, quoted as its place requires and as the old value was */
export function scalarText(value: unknown, inFlow: boolean, before?: Scalar): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value) || typeof value === 'object') return flowText(value);
  const quoted = before?.type === Scalar.QUOTE_SINGLE || before?.type === Scalar.QUOTE_DOUBLE;
  if (typeof value === 'string' && (quoted || (inFlow && special.test(value))))
    return write(value, {
      defaultStringType: before?.type === Scalar.QUOTE_DOUBLE ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE',
    });
  return write(value, { singleQuote: true });
}

/** @returns a list or group in brackets or braces, on one line */
export const flowText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((one) => scalarText(one, true)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalarText(value, true);
  const pairs = Object.entries(value).map(
    ([name, one]) => `${scalarText(name, true)}: ${scalarText(one, true)}`,
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
};

/** @returns whether a list holds only scalars, so that it is written on one line */
export const isTextList = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null);

/** @returns the text after a key and its colon: ` 7:30-17:00`, or the lines of a group or list below it */
export function valueText(value: unknown, indent: number, end: string): string {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (typeof value !== 'object' || value === null || isEmpty || isTextList(value))
    return ` ${scalarText(value, false)}`;
  return end + blockLines(value, indent).join(end);
}

function blockLines(value: object, indent: number): string[] {
  const space = ' '.repeat(indent);
  if (Array.isArray(value)) return value.flatMap((one) => itemLines(one, indent));
  return Object.entries(value).flatMap(([name, one]) =>
    `${space}${scalarText(name, false)}:${valueText(one, indent + 2, '\n')}`.split('\n'),
  );
}

/** @returns the lines of one entry of a list */
export function itemLines(value: unknown, indent: number): string[] {
  const space = ' '.repeat(indent);
  if (typeof value !== 'object' || value === null || isTextList(value))
    return [`${space}- ${scalarText(value, false)}`];
  const [first = '', ...more] = blockLines(value, indent + 2);
  return [`${space}- ${first.trimStart()}`, ...more];
}
