import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { diskLimits, layBallast } from '../../../../src/enquiry/store/disk-space.ts';

describe('the ballast', () => {
  it('weighs on the disk what it says, is laid once and read by its owner only', () => {
    const directory = mkdtempSync(join(tmpdir(), 'kis-'));
    try {
      const file = join(directory, 'ballast');
      assert.equal(layBallast(directory), true);
      const { size, blocks, mode, ino } = statSync(file);
      assert.equal(size, diskLimits.ballastBytes);
      assert.ok(blocks * 512 >= diskLimits.ballastBytes);
      assert.equal(mode & 0o777, 0o600);
      assert.ok(readFileSync(file).every((byte) => byte === 1));
      assert.equal(layBallast(directory), true);
      assert.equal(statSync(file).ino, ino);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('is not laid where there is no folder', () => {
    assert.equal(layBallast(join(tmpdir(), 'no-such-folder-of-ours')), false);
  });
});
