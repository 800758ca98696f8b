import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { historyFolder } from '../../../src/editing/history/swap.ts';
import { projectRoot } from '../../support/site.ts';
import { facts, news } from './publish-on-and-on.ts';
import { later, sandbox } from './sandbox.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
/** `KILLS=200` for more runs. */
const kills = Number(process.env['KILLS'] ?? 4);

/**
 * @returns the last number that was acknowledged before the process was killed, this long after the first
 * acknowledgement
 */
function publishUntilKilled(content: string, directory: string, milliseconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'publish-on-and-on.ts');
    const child = spawn(process.execPath, [script, content, directory, join(projectRoot, 'public')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds);
      said += chunk;
    });
    child.once('exit', (_, signal) => {
      const numbers = said.split('\n').filter((line) => line !== '');
      if (signal === 'SIGKILL') resolve(Number(numbers.at(-1)));
      else reject(new Error(`it ended by itself after ${numbers.at(-1)}`));
    });
  });
}

describe('an editing process that is killed at any moment', () => {
  it('leaves content and history whole, and nothing acknowledged is lost', {
    timeout: 1_800_000,
  }, async (test) => {
    const club = sandbox(test);
    let published = 0;
    for (let round = 0; round < kills; round += 1) {
      const acknowledged = await publishUntilKilled(club.content, club.directory, Math.random() * 1_000);
      const history = await club.open();
      const numbers = facts.map((path) => Number(/^zrodlo: numer (\d+)$/m.exec(club.read(path))?.[1]));
      const [number = 0] = numbers;
      assert.deepEqual(
        numbers,
        facts.map(() => number),
      );
      assert.equal(existsSync(join(club.content, news)), number % 3 !== 0);
      assert.ok(
        number === acknowledged || number === acknowledged + 1,
        `${acknowledged} was said, ${number} is there`,
      );
      assert.equal(await history.takeIn(later(0)), undefined, 'the folder is what the history says');
      published = number;
    }
    const entries = await (await club.open()).list({ limit: 10_000 });
    assert.equal(entries.filter(({ isOutside }) => !isOutside).length, published);
    assert.equal(entries.filter(({ isOutside }) => isOutside).length, 1);
    const fsck =
      hasGit &&
      spawnSync('git', [`--git-dir=${historyFolder(club.directory)}`, 'fsck', '--full'], {
        encoding: 'utf8',
      });
    if (fsck) assert.equal(fsck.status, 0, fsck.stderr);
    test.diagnostic(`${kills} kills, ${published} publications`);
  });
});
