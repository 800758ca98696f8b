import type { Settings, SettingsReading } from '../settings/settings.ts';

/** Ends a start that cannot succeed until a person has changed something. */
export function giveUp(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

/** @returns the settings; when they have faults the process exits with 2, after one line for each fault */
export function settingsOrGiveUp(reading: SettingsReading): Settings {
  if (reading.kind === 'valid') return reading.settings;
  return giveUp(['The settings need mending:', ...reading.faults.map((each) => `  ${each}`)]);
}
