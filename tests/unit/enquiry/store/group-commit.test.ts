import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDatabase } from '../../../../src/enquiry/store/sqlite/database.ts';
import { createGroupCommit, gatherMilliseconds } from '../../../../src/enquiry/store/sqlite/group-commit.ts';
import { newEnquiry } from '../samples.ts';

function harness() {
  const timers: { milliseconds: number; run: () => void; cancelled: boolean }[] = [];
  let commits = 0;
  const group = createGroupCommit(
    openDatabase(':memory:'),
    () => {
      commits += 1;
    },
    (milliseconds, run) => {
      const entry = { milliseconds, run, cancelled: false };
      timers.push(entry);
      return () => {
        entry.cancelled = true;
      };
    },
  );
  return { group, timers, commits: () => commits };
}

describe('the group commit', () => {
  it('writes an enquiry on its own at once', async () => {
    const { group, timers, commits } = harness();
    assert.deepEqual(await group.add(newEnquiry(1)), { kind: 'added' });
    assert.deepEqual([commits(), timers.length], [1, 0]);
  });

  it('lets one wait for those that are expected, and writes all with the last of them', async () => {
    const { group, timers, commits } = harness();
    const first = group.add(newEnquiry(1), true);
    const second = group.add(newEnquiry(2), true);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(commits(), 0);
    assert.deepEqual(await group.add(newEnquiry(3)), { kind: 'added' });
    assert.deepEqual(await Promise.all([first, second]), [{ kind: 'added' }, { kind: 'added' }]);
    assert.deepEqual([commits(), timers.map(({ cancelled }) => cancelled)], [1, [true]]);
  });

  it('waits no longer than a moment for one that does not come', async () => {
    const { group, timers, commits } = harness();
    const only = group.add(newEnquiry(1), true);
    assert.deepEqual(
      timers.map(({ milliseconds }) => milliseconds),
      [gatherMilliseconds],
    );
    timers[0]?.run();
    assert.deepEqual([await only, commits()], [{ kind: 'added' }, 1]);
  });

  it('writes waiting enquiries when it is closed', async () => {
    const { group } = harness();
    const only = group.add(newEnquiry(1), true);
    group.flush();
    assert.deepEqual(await only, { kind: 'added' });
  });
});
