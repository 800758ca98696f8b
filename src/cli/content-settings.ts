import { settingsOrGiveUp } from '../app/give-up.ts';
import { readSettingsWithContent, type Settings } from '../settings/settings.ts';

/** For commands that read the content: @returns the settings; with a fault in them it ends the process with 2 */
export const contentSettingsOrExit = (): Settings => settingsOrGiveUp(readSettingsWithContent(process.env));
