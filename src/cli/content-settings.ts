import { settingsOrGiveUp } from '../app/give-up.ts';
import { readSettingsWithContent, type Settings } from '../settings/settings.ts';

/** For commands that read the content. @returns the settings; when they have faults, the process exits with 2 */
export const contentSettingsOrExit = (): Settings => settingsOrGiveUp(readSettingsWithContent(process.env));
