/**
 * The Mann–Whitney rank-sum test, in its normal approximation.
 *
 * @returns z: how many standard deviations the rank sum of one sample is from the value expected if both samples were
 * alike
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [
    ...one.map((value) => ({ value, own: true })),
    ...other.map((value) => ({ value, own: false })),
  ];
  all.sort((a, b) => a.value - b.value);
  const ranks = all.reduce((sum, { own }, index) => sum + (own ? index + 1 : 0), 0);
  const u = ranks - (one.length * (one.length + 1)) / 2;
  const mean = (one.length * other.length) / 2;
  return (u - mean) / Math.sqrt((one.length * other.length * (one.length + other.length + 1)) / 12);
}
