const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

const nameOf = (header: string, names: readonly (readonly [RegExp, string])[]): string | undefined =>
  names.find(([pattern]) => pattern.test(header))?.[1];

/**
 * @param header `User-Agent`, any text
 * @returns one of a few names, such as `Firefox, Windows`: enough to recognise one's own device; undefined when neither
 * is known
 */
export function deviceName(header: string | undefined): string | undefined {
  const names = [nameOf(header ?? '', browsers), nameOf(header ?? '', systems)].filter(Boolean);
  return names.length === 0 ? undefined : names.join(', ');
}
