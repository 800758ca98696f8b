/** The forms in which an answer may be sent (RFC 9110 8.4.1). */
export type Coding = 'br' | 'gzip' | 'identity';

/** RFC 9110 12.4.2. */
const weightPattern = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;
const tokenPattern = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** Browsers send one of a few values, again and again. */
const mostRemembered = 200;
const remembered = new Map<string, ReadonlyMap<string, number>>();

/** Weights by lower-case coding; an element that breaks the grammar is left out. */
function readWeights(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const element of header.split(',')) {
    const [name = '', parameter, ...rest] = element.split(';').map((part) => part.trim());
    const coding = name.toLowerCase();
    const weight = parameter === undefined ? '1' : weightPattern.exec(parameter)?.[1];
    if (!tokenPattern.test(coding) || weight === undefined || rest.length > 0) continue;
    weights.set(coding === 'x-gzip' ? 'gzip' : coding, Number(weight));
  }
  return weights;
}

function weightsOf(header: string): ReadonlyMap<string, number> {
  const before = remembered.get(header);
  if (before !== undefined) return before;
  const weights = readWeights(header);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(header, weights);
  return weights;
}

/**
 * Weight of `identity` when the header does not name it: less than any weight that a client can write (RFC
 * 9110 12.5.3).
 */
const unasked = 0.0001;

function weightOf(coding: Coding, weights: ReadonlyMap<string, number>): number {
  const weight = weights.get(coding) ?? weights.get('*');
  return weight ?? (coding === 'identity' ? unasked : 0);
}

/**
 * RFC 9110 12.5.3. Without the header nothing is compressed: clients without it often cannot decompress.
 *
 * @param header the value of `Accept-Encoding`
 * @param available codings that we can send; among equal weights the first one wins
 * @returns the coding to send, or undefined when the client refuses all of them
 */
export function chooseCoding(header: string | undefined, available: readonly Coding[]): Coding | undefined {
  const weights = weightsOf(header ?? '');
  let chosen: Coding | undefined;
  for (const coding of available) {
    const weight = weightOf(coding, weights);
    if (weight > (chosen === undefined ? 0 : weightOf(chosen, weights))) chosen = coding;
  }
  return chosen;
}
