import { spawnSync } from 'node:child_process';

const versionFlags = { lynx: '-version', w3m: '-version', tmux: '-V' } as const;
export type Program = keyof typeof versionFlags;

/** The browsers choose the character set by these variables. */
export const terminal = { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'xterm', LINES: '50', COLUMNS: '90' };

/** @returns why a test that needs these programs cannot run here, also printed on stderr; false if it can */
export function whyNot(...programs: readonly Program[]): string | false {
  const missing = programs.filter((name) => spawnSync(name, [versionFlags[name]]).error !== undefined);
  if (missing.length === 0) return false;
  const names = missing.join(', ');
  const reason = `NOT RUN: ${names} not installed (Debian: apt-get install ${missing.join(' ')})`;
  process.stderr.write(`***** tests/text-browsers: ${reason} *****\n`);
  return reason;
}

/** Wide enough for a heading or a paragraph to stay on one line. */
const columns = 1000;

const commands = {
  lynx: ['-dump', '-nolist', `-width=${columns}`, '-display_charset=utf-8'],
  w3m: ['-dump', '-O', 'UTF-8', '-cols', String(columns)],
} as const;
export type TextBrowser = keyof typeof commands;

export const textBrowsers = Object.keys(commands) as TextBrowser[];

/** @returns the text with each run of white space as one space, trimmed, without soft hyphens, which are invisible */
export const plain = (text: string): string => text.replaceAll('\u00ad', '').replaceAll(/\s+/g, ' ').trim();

/** @returns the browser's output; its exit code says only whether the server answered 200 */
const show = (browser: TextBrowser, ...args: readonly string[]): string =>
  spawnSync(browser, args, { encoding: 'utf8', env: terminal }).stdout;

/** @returns the non-empty lines of a page as the browser shows it, each normalised by `plain` */
export function shownLines(browser: TextBrowser, url: string): string[] {
  return show(browser, ...commands[browser], url)
    .split('\n')
    .map(plain)
    .filter(Boolean);
}

/** @returns the addresses that lynx lists for a page, in order */
export function lynxAddresses(url: string): string[] {
  return show('lynx', '-dump', '-listonly', '-nonumbers', '-display_charset=utf-8', url)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^[a-z]+:/.test(line));
}
