import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadLimits } from '../../src/http/load-shedding.ts';
import { exchange } from './exchange.ts';
import { type RunningFront, runFront } from './running-front.ts';
import { get, post } from './tables/row.ts';

/** Planted: the load is not looked at; pages are refused too; what is refused is not logged; no Retry-After. */
describe('with more to do than can be done', () => {
  let front: RunningFront;
  let delay = 0;
  before(async () => {
    front = await runFront({ delay: () => delay, settings: { METRICS: 'on' } });
  });
  after(() => front.close());
  const nextWindow = () => new Promise((resolve) => setTimeout(resolve, loadLimits.windowMilliseconds));

  it('pages go on, and the form says so at once on the page that has the telephone', async () => {
    assert.equal((await exchange(front.port, post('message=a'))).answer.status, 422);
    delay = loadLimits.delayMilliseconds + 1;
    await nextWindow();
    for (const request of [get('/zgloszenie/'), post('message=a')]) {
      const { answer } = await exchange(front.port, request);
      assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '10']);
      assert.match(answer.body.toString(), /blad 503/);
    }
    assert.equal((await exchange(front.port, get('/klub/'))).answer.status, 200);
    assert.equal((await exchange(front.port, get('/livez'))).answer.status, 200);
    const { answer } = await exchange(front.port, get('/metrics'));
    assert.match(answer.body.toString(), /^kis_forms_shed_total 2$/m);
  });

  it('the form is back as soon as there is less', async () => {
    delay = loadLimits.delayMilliseconds;
    await nextWindow();
    assert.equal((await exchange(front.port, get('/zgloszenie/'))).answer.status, 200);
  });
});
