/** Runs Astro's command without its telemetry, on every platform: `node src/cli/astro.ts dev`. */
import { contentSettingsOrExit } from './content-settings.ts';

contentSettingsOrExit();
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
const command = new URL('../../node_modules/astro/bin/astro.mjs', import.meta.url);
await import(command.href);
