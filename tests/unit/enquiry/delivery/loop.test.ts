import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoop } from '../../../../src/enquiry/delivery/loop.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A loop whose rounds end when the test ends them, with at most one timer. */
function harness() {
  let rounds = 0;
  let asleep: { readonly milliseconds: number; readonly run: () => void } | undefined;
  let end: { resolve: (milliseconds: number) => void; reject: (error: unknown) => void } | undefined;
  const errors: unknown[] = [];
  const loop = createLoop({
    work: () => {
      rounds += 1;
      return new Promise((resolve, reject) => {
        end = { resolve, reject };
      });
    },
    onError(error) {
      errors.push(error);
      return 30_000;
    },
    timer(milliseconds, run) {
      asleep = { milliseconds, run };
      return () => {
        asleep = undefined;
      };
    },
  });
  return {
    loop,
    errors,
    rounds: () => rounds,
    asleep: () => asleep?.milliseconds,
    passTime: () => asleep?.run(),
    async endRound(milliseconds: number) {
      end?.resolve(milliseconds);
      await settled();
    },
    async failRound(error: unknown) {
      end?.reject(error);
      await settled();
    },
  };
}

// Mutations seen caught: a wake during a round is forgotten; a wake starts a second round in parallel; an error ends
// the loop; stop does not wait for the round; a wake after stop starts a round.
describe('the loop', () => {
  it('works, and again after the time that a round asks for', async () => {
    const { loop, rounds, asleep, passTime, endRound } = harness();
    loop.start();
    await endRound(700);
    assert.deepEqual([rounds(), asleep()], [1, 700]);
    passTime();
    assert.equal(rounds(), 2);
  });

  it('works at once when woken, and once more when woken during a round', async () => {
    const { loop, rounds, asleep, endRound } = harness();
    loop.start();
    await endRound(700);
    loop.wake();
    assert.deepEqual([rounds(), asleep()], [2, undefined]);
    loop.wake();
    loop.wake();
    assert.equal(rounds(), 2);
    await endRound(700);
    assert.equal(rounds(), 3);
    await endRound(700);
    assert.deepEqual([rounds(), asleep()], [3, 700]);
  });

  it('goes on after a round that threw, when its owner says so', async () => {
    const { loop, rounds, asleep, errors, failRound, passTime } = harness();
    loop.start();
    await failRound('kanarek');
    assert.deepEqual([errors, asleep()], [['kanarek'], 30_000]);
    passTime();
    assert.equal(rounds(), 2);
  });

  it('stops after the round under way, and stays so', async () => {
    const { loop, rounds, asleep, endRound } = harness();
    loop.start();
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await settled();
    assert.equal(stopped, false);
    loop.wake();
    await endRound(700);
    await stopping;
    loop.wake();
    assert.deepEqual([rounds(), asleep()], [1, undefined]);
  });
});
