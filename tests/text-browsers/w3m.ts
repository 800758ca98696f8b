import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { terminal } from './programs.ts';

const toThePreviousField = 'M-Tab';
const patienceMilliseconds = 15_000;

/** w3m in a terminal that the test types into and reads. */
export interface RunningW3m {
  /** Presses the first link, field or button after that text. */
  pressAfter(text: string): Promise<void>;
  /** Presses the last link, field or button before that text. */
  pressBefore(text: string): Promise<void>;
  /** Selects the choice before that label. */
  choose(label: string): Promise<void>;
  /** Fills in the field after that hint. */
  fill(hint: string, text: string): Promise<void>;
  /** @returns the screen, once it shows that text @throws with the screen if it does not within 15 s */
  screenWith(text: string | RegExp): Promise<string>;
  close(): Promise<void>;
}

/** @returns w3m showing that page */
export async function openW3m(url: string): Promise<RunningW3m> {
  const folder = await mkdtemp(join(tmpdir(), 'kis-w3m-'));
  // A separate tmux socket, so that no other session is reached.
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-S', join(folder, 'tmux'), '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: terminal,
    });
  tmux('new-session', '-d', '-x', '90', '-y', '50', 'w3m', '-I', 'UTF-8', '-O', 'UTF-8', url);

  const type = (text: string) => tmux('send-keys', '-l', text);
  const press = (...names: string[]) => void tmux('send-keys', ...names);
  async function screenWith(text: string | RegExp): Promise<string> {
    const deadline = Date.now() + patienceMilliseconds;
    for (;;) {
      const screen = tmux('capture-pane', '-p', '-J').replaceAll('\u00a0', ' ');
      if (typeof text === 'string' ? screen.includes(text) : text.test(screen)) return screen;
      if (Date.now() > deadline) throw new Error(`w3m never shows ${text}:\n${screen}`);
      await pause(50);
    }
  }
  async function find(text: string): Promise<void> {
    type('/');
    await screenWith('Forward: ');
    type(text);
    await screenWith(`Forward: ${text}`);
    press('Enter');
  }
  await screenWith('Viewing');
  return {
    screenWith,
    async pressAfter(text) {
      await find(text);
      press('Tab', 'Enter');
    },
    async pressBefore(text) {
      await find(text);
      press(toThePreviousField, 'Enter');
    },
    async choose(label) {
      await find(label);
      press(toThePreviousField, 'Enter');
      await screenWith(`(*)${label}`);
    },
    async fill(hint, text) {
      await find(hint);
      press('Tab', 'Enter');
      await screenWith('TEXT:');
      type(text);
      press('Enter');
      await screenWith(`[${text}`);
    },
    async close() {
      tmux('kill-server');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
