import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadLimits } from '../../src/http/load-shedding.ts';
import { exchange } from './exchange.ts';
import { type RunningFront, runFront } from './running-front.ts';
import { get, post } from './tables/row.ts';

/** Mutations seen: the load is not looked at; pages are refused too; a POST is refused; what was typed is left out. */
describe('an overload', () => {
  let front: RunningFront;
  let delay = 0;
  before(async () => {
    front = await runFront({ delay: () => delay, settings: { METRICS: 'on' } });
  });
  after(() => front.close());
  const nextWindow = () => new Promise((resolve) => setTimeout(resolve, loadLimits.windowMilliseconds));
  const ask = async (request: string | Buffer) => (await exchange(front.port, request)).answer;
  const tokenOf = (body: Buffer): string => JSON.parse(body.toString()).token;

  it('pages go on, and the empty form is refused on the page that has the telephone', async () => {
    delay = loadLimits.delayMilliseconds + 1;
    await nextWindow();
    const refused = await ask(get('/zgloszenie/'));
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '10']);
    assert.match(refused.body.toString(), /blad 503/);
    for (const path of ['/klub/', '/livez']) assert.equal((await ask(get(path))).status, 200);
    assert.match((await ask(get('/metrics'))).body.toString(), /^kis_forms_shed_total 1$/m);
    delay = 0;
    await nextWindow();
  });

  it('a form that is in order is stored', async () => {
    const token = tokenOf((await ask(get('/zgloszenie/'))).body);
    delay = loadLimits.delayMilliseconds + 1;
    await nextWindow();
    const answer = await ask(post(`topic=other&forWhom=self&channel=visit&form=${token}`));
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get('location') ?? '', /^\/zgloszenie\/przyjete\/\?z=[\w-]{60,}$/);
    assert.equal((await front.stored()).length, 1);
  });

  it('a form that is not in order comes back with all that was typed', async () => {
    const typed = {
      topic: 'psu',
      name: '"><b>Ewa',
      message: 'a\nb & c',
      phone: '12',
      channel: 'phone',
      sayKis: 'yes',
    };
    const answer = await ask(post(new URLSearchParams(typed).toString()));
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '10']);
    const html = answer.body.toString();
    assert.match(html, /blad 503/);
    assert.match(html, /<form [^>]*method="post" action="\/zgloszenie\/"/);
    assert.match(html, /name="form" value="1\.[^"]{20,}"/);
    assert.ok(html.includes('value="&quot;&gt;&lt;b&gt;Ewa"'));
    assert.ok(html.includes('>\na\nb &amp; c</textarea>'));
    assert.ok(html.includes('Sprawdź numer'));
    for (const value of ['psu', 'phone', 'yes']) assert.ok(html.includes(`value="${value}"`), value);
  });

  it('the form is back as soon as there is less', async () => {
    delay = loadLimits.delayMilliseconds;
    await nextWindow();
    assert.equal((await ask(get('/zgloszenie/'))).status, 200);
  });
});
