import type { Settings, SettingsReading } from '../settings/settings.ts';

/** Ends a start that cannot succeed until a person has changed something. */
export function giveUp(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(2);
}

/** @returns the settings; with a fault in them it ends the process with 2, each fault in a line */
export function settingsOrGiveUp(reading: SettingsReading): Settings {
  if (reading.kind === 'valid') return reading.settings;
  return giveUp(['The settings need mending:', ...reading.faults.map((each) => `  ${each}`)]);
}
