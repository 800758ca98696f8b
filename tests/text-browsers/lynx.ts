import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terminal } from './programs.ts';

const common = ['-number_fields', '-display_charset=utf-8'];
const tabulator = '^I';
const enter = '^J';
/** lynx shows its messages for seconds, so that they can be read. */
const withoutPauses = 'INFOSECS:0\nMESSAGESECS:0\nALERTSECS:0\nDELAYSECS:0\n';

const keysOf = (text: string): string[] => [...text].map((key) => (key === ' ' ? '<space>' : key));

/** A zero starts the number of a field or link; `g` moves there without pressing it. */
const goTo = (number: string): string[] => [...keysOf(`0${number}g`), enter];

/** Actions with lynx's keyboard. */
export interface LynxKeys {
  /** Moves to the choice or button with that label, alone or before a slash, and presses it. */
  press(label: string): void;
  /** Moves to the field below that hint and types into it. */
  fill(hint: string, text: string): void;
  /** Types into the field after the last one filled in, where lynx is already. */
  fillNext(text: string): void;
}

function keyboardOn(form: string, keys: string[]): LynxKeys {
  const numberAt = (pattern: string): string => {
    const number = form.match(new RegExp(pattern))?.[1];
    if (number === undefined) throw new Error(`lynx shows nothing to press as ${pattern}:\n${form}`);
    return number;
  };
  return {
    press(label) {
      const name = RegExp.escape(label);
      const number = numberAt(`\\[(\\d+)(?:\\]\\(.\\)|\\]\\[.\\]|\\]\\w+\\)) ${name}(?:\\n| / )`);
      keys.push(...goTo(number), enter);
    },
    fill(hint, text) {
      keys.push(
        ...goTo(numberAt(`${RegExp.escape(hint)}[^\\n]*\\n +\\[(\\d+)\\]_`)),
        ...keysOf(text),
        tabulator,
      );
    },
    fillNext(text) {
      keys.push(...keysOf(text), tabulator);
    },
  };
}

/**
 * Opens a page in lynx and works on it by keys alone, from a script, because lynx takes each key when it is ready for
 * it.
 *
 * @returns everything that lynx drew on its screen
 */
export async function workInLynx(url: string, work: (keyboard: LynxKeys) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kis-lynx-'));
  try {
    const form = execFileSync('lynx', ['-dump', '-nolist', ...common, url], {
      encoding: 'utf8',
      env: terminal,
    });
    const keys: string[] = [];
    work(keyboardOn(form, keys));
    const [script, settings] = [join(folder, 'keys'), join(folder, 'lynx.cfg')];
    await writeFile(settings, withoutPauses);
    await writeFile(script, [...keys, 'q', 'y'].map((key) => `key ${key}\n`).join(''));
    return execFileSync('lynx', [...common, `-cfg=${settings}`, `-cmd_script=${script}`, url], {
      encoding: 'utf8',
      env: terminal,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
