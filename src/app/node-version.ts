/** First version of each supported line with the security release of 21 October 2026. */
const fixedVersions: Readonly<Record<number, readonly [number, number]>> = {
  22: [23, 4],
  24: [22, 1],
  26: [12, 1],
};
const newestFixedLine = 26;

/**
 * @param version for example `26.10.0`
 * @returns a warning about running on it, or undefined
 */
export function nodeVersionWarning(version: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major > newestFixedLine) return undefined;
  const fixed = fixedVersions[major];
  if (fixed === undefined) return `Node ${version} gets no security fixes; use 26.12.1 or newer`;
  const [fixedMinor, fixedPatch] = fixed;
  if (minor > fixedMinor || (minor === fixedMinor && patch >= fixedPatch)) return undefined;
  return `Node ${version} lacks known security fixes; use ${major}.${fixedMinor}.${fixedPatch} or newer`;
}
