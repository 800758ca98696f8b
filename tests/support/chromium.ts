import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Where distributions install Chromium. */
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** As root Chromium has no sandbox; the other options stop its own network requests. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * For comparing screenshots, because each version of a browser draws letters differently.
 *
 * @returns the path of the Chromium in the package `@sparticuz/chromium` (Linux x64), unpacked on first use, whatever
 * other browsers the machine has
 */
export async function pinnedChromium(): Promise<string> {
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

/**
 * @returns the path of a Chromium: `CHROMIUM_PATH`, else Playwright's if it was downloaded, else the system's, else
 * the one in the package `@sparticuz/chromium` (Linux x64), unpacked on first use
 * @throws if there is none
 */
export async function findChromium(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return given;
  const found = [chromium.executablePath(), ...systemPaths].find((path) => existsSync(path));
  return found ?? pinnedChromium();
}
