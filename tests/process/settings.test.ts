import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { bareEnvironment } from '../support/bare-environment.ts';
import { projectRoot } from '../support/site.ts';

/** Every way to start a command of `package.json` that reads the content. */
const commands: readonly (readonly string[])[] = [
  ['src/cli/build.ts'],
  ['src/cli/build.ts', '--if-needed'],
  ['src/cli/astro.ts', 'dev'],
  ['src/cli/astro.ts', 'check'],
  ['src/cli/check-content.ts'],
  ['src/cli/check-law.ts'],
];

function run(command: readonly string[], settings: Readonly<Record<string, string>>) {
  const env = { ...bareEnvironment, ...settings };
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: projectRoot,
    env,
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

describe('a fault in the settings', () => {
  for (const command of commands) {
    it(`ends ${command.join(' ')} with 2 and a line for each`, () => {
      const { status, text } = run(command, {
        RETENTION_DAYS: 'abc',
        SITE_URL: 'kis.example',
        CONTENT_DIR: 'no/such/folder',
        SOURCE_DATE_EPOCH: 'today',
        PORT: 'x',
      });
      assert.equal(status, 2, text);
      const [heading, ...faults] = text.trimEnd().split('\n');
      assert.equal(heading, 'The settings need mending:');
      assert.deepEqual(faults.map((line) => line.match(/^ {2}(\w+): \w/)?.[1]).sort(), [
        'CONTENT_DIR',
        'PORT',
        'RETENTION_DAYS',
        'SITE_URL',
        'SOURCE_DATE_EPOCH',
      ]);
    });
  }
});
