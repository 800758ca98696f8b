/** One line of the bench's table. */
export interface Row {
  readonly figure: string;
  readonly measured: string;
  /** The limit; empty for a figure that is shown only for comparison. */
  readonly asked: string;
  /** Undefined: there is no limit, or it could not be measured. */
  readonly met?: boolean;
}

/** One part of the bench; it throws only if a server misbehaves. */
export type Part = (options: { full: boolean }) => Promise<readonly Row[]>;

/** @param numbers at least one. @returns the median */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** @returns the number with its significant digits */
export const short = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

/** @returns the row of a figure with an upper limit */
export const atMost = (figure: string, value: number, limit: number, remark = ''): Row => ({
  figure,
  measured: `${short(value)}${remark && `  (${remark})`}`,
  asked: `≤ ${limit.toLocaleString('en')}`,
  met: value <= limit,
});

/** @returns the row of a figure with a lower limit */
export const atLeast = (figure: string, value: number, limit: number, remark = ''): Row => ({
  ...atMost(figure, value, limit, remark),
  asked: `≥ ${limit}`,
  met: value >= limit,
});

/** @returns the row of a number that is shown for information */
export const shown = (figure: string, measured: string): Row => ({ figure, measured, asked: '' });

/** @returns the row of a figure that this machine cannot measure */
export const notMeasured = (figure: string, reason: string): Row => ({
  figure,
  measured: `NOT MEASURED: ${reason}`,
  asked: '',
});
