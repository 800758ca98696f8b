import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Where distributions put Chromium. */
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** As root Chromium has no sandbox of its own; the rest keeps it from calling anybody. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Where pictures are compared: every version of a browser draws letters in its own way.
 *
 * @returns the path of the Chromium inside the package `@sparticuz/chromium` (Linux x64), unpacked on first use,
 * whatever else the machine has
 */
export async function pinnedChromium(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

/**
 * @returns the path of a Chromium: `CHROMIUM_PATH`, else Playwright's own if it was downloaded, else the
 * system's, else the one inside the package `@sparticuz/chromium` (Linux x64), unpacked on first use
 * @throws when there is none
 */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return given;
  const found = [chromium.executablePath(), ...systemPaths].find((path) => existsSync(path));
  return found ?? pinnedChromium();
}
