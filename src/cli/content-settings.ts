import { readSettingsWithContent, type Settings } from '../settings.ts';

/** For commands that read the content: @returns the settings; with a fault in them it ends the process with 2 */
export function contentSettingsOrExit(): Settings {
  const reading = readSettingsWithContent(process.env);
  if (reading.kind === 'valid') return reading.settings;
  process.stderr.write(`The settings need mending:\n${reading.faults.map((each) => `  ${each}\n`).join('')}`);
  process.exit(2);
}
