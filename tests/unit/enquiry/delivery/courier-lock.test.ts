import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { courierLockFile, holdCourierLock } from '../../../../src/enquiry/delivery/courier-lock.ts';
import { createStandbyCourier } from '../../../../src/enquiry/delivery/standby-courier.ts';
import type { Timer } from '../../../../src/timer.ts';
import { keepingLog } from '../samples.ts';

const directory = mkdtempSync(join(tmpdir(), 'kis-lock-'));
after(() => rmSync(directory, { recursive: true }));

/** A process that holds the lock until it is killed. */
async function holder(storeFile: string): Promise<ChildProcess> {
  const script = join(directory, 'holder.ts');
  const lock = join(import.meta.dirname, '../../../../src/enquiry/delivery/courier-lock.ts');
  writeFileSync(
    script,
    `import { holdCourierLock } from ${JSON.stringify(lock)};
     const holds = holdCourierLock(${JSON.stringify(storeFile)}) !== undefined;
     globalThis.gc();
     setImmediate(() => process.send(holds));
     setInterval(() => {}, 60_000);`,
  );
  const child = fork(script, { execArgv: ['--expose-gc'] });
  after(() => child.kill('SIGKILL'));
  const [holds] = await once(child, 'message');
  assert.equal(holds, true);
  return child;
}

describe('the lock of the courier', () => {
  it('is held by one process, and free at once when that one is killed', async () => {
    const storeFile = join(directory, 'killed', 'kis.db');
    const child = await holder(storeFile);
    assert.equal(holdCourierLock(storeFile), undefined);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    const release = holdCourierLock(storeFile);
    assert.ok(release !== undefined);
    assert.equal(holdCourierLock(storeFile), undefined);
    release();
    holdCourierLock(storeFile)?.();
    assert.equal(statSync(courierLockFile(storeFile)).mode & 0o777, 0o600);
  });

  it('does not stand in the way of another store’s', () => {
    const [one, other] = ['one.db', 'other.db'].map((name) => holdCourierLock(join(directory, name)));
    assert.ok(one !== undefined && other !== undefined);
    one();
    other();
  });

  it('throws where its file cannot be made, rather than seem held', () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    assert.throws(() => holdCourierLock(join(file, 'kis.db')), { code: /ENOTDIR|EEXIST/ });
  });
});

describe('a courier that waits for the lock', () => {
  function waiting(hold: () => (() => void) | undefined) {
    const calls: string[] = [];
    const runs: (() => void)[] = [];
    const timer: Timer = (_milliseconds, run) => {
      runs.push(run);
      return () => void runs.splice(runs.indexOf(run), 1);
    };
    const { log, lines } = keepingLog();
    const courier = createStandbyCourier({
      courier: {
        start: () => void calls.push('start'),
        wake: () => void calls.push('wake'),
        stop: async () => void calls.push('stop'),
      },
      hold,
      log,
      timer,
    });
    return { courier, calls, runs, lines, next: () => runs.shift()?.() };
  }

  it('begins when the other ends, says so once, and gives the lock back after it has stopped', async () => {
    let free = false;
    const { courier, calls, next, lines } = waiting(() =>
      free ? () => void calls.push('release') : undefined,
    );
    courier.start();
    next();
    next();
    assert.deepEqual(calls, []);
    free = true;
    next();
    courier.wake();
    await courier.stop();
    assert.deepEqual(calls, ['start', 'wake', 'stop', 'release']);
    assert.deepEqual(
      lines.map(({ event }) => event),
      ['courier-waits', 'courier-took-over'],
    );
  });

  it('waits on when the lock cannot even be asked for, and stops while it waits', async () => {
    const { courier, calls, runs, lines } = waiting(() => {
      throw Object.assign(new Error('kanarek'), { code: 'ENOSPC' });
    });
    courier.start();
    assert.equal(runs.length, 1);
    await courier.stop();
    assert.deepEqual([runs.length, calls], [0, []]);
    assert.deepEqual(lines, [{ level: 'error', event: 'courier-lock-failed', cause: 'ENOSPC' }]);
  });
});
