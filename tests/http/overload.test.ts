import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadLimits } from '../../src/http/load-shedding.ts';
import { exchange } from './exchange.ts';
import { type RunningServer, runServer } from './running-server.ts';
import { formType, get, post } from './tables/row.ts';

/** Mutations seen: the load is not checked; pages are refused too; a POST is refused; typed text is left out. */
describe('an overload', () => {
  let server: RunningServer;
  let delay = 0;
  before(async () => {
    server = await runServer({ delay: () => delay, settings: { METRICS: 'on' } });
  });
  after(() => server.close());
  const nextWindow = () => new Promise((resolve) => setTimeout(resolve, loadLimits.windowMilliseconds));
  const ask = async (request: string | Buffer) => (await exchange(server.port, request)).answer;
  /** Sends a request while there is no overload. */
  const askCalmly = async (request: string) => {
    const was = delay;
    delay = 0;
    await nextWindow();
    const answer = await ask(request);
    delay = was;
    await nextWindow();
    return answer;
  };
  const tokenOf = (body: Buffer): string => JSON.parse(body.toString()).token;

  it('pages are served, and the empty form is refused with a page that has the telephone', async () => {
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

  it('a valid form is stored', async () => {
    const token = tokenOf((await ask(get('/zgloszenie/'))).body);
    delay = loadLimits.delayMilliseconds + 1;
    await nextWindow();
    const answer = await ask(post(`topic=other&forWhom=self&channel=visit&form=${token}`));
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get('location') ?? '', /^\/zgloszenie\/przyjete\/\?z=[\w-]{60,}$/);
    assert.equal((await server.stored()).length, 1);
  });

  it('the redirect shows that it is stored, with reference and code, and not that a page is unavailable', async () => {
    const token = tokenOf((await askCalmly(get('/zgloszenie/'))).body);
    const sent = await ask(post(`topic=other&forWhom=self&channel=visit&form=${token}`));
    const confirmation = await ask(get(sent.headers.get('location') ?? ''));
    assert.deepEqual([confirmation.status, confirmation.headers.get('cache-control')], [200, 'no-store']);
    const html = confirmation.body.toString();
    const [reference] = /KIS-\w{3}-\w{3}/.exec(html) ?? [];
    assert.ok((await server.stored()).some((one) => one.reference === reference));
    assert.match(html, /<title>Zgłoszenie przyjęte<\/title><h1>Zgłoszenie przyjęte<\/h1>/);
    assert.match(html, /Kod: <strong>[^<]+<\/strong>[\s\S]*href="\/zgloszenie\/stan\/"[\s\S]*tel\. 32/);
    assert.doesNotMatch(html, /blad 503/);
  });

  it('an addition is reported as stored; an invalid one comes back with all typed values', async () => {
    const token = tokenOf((await askCalmly(get('/zgloszenie/'))).body);
    const sent = await ask(post(`topic=other&forWhom=self&channel=visit&form=${token}`));
    const html = (await ask(get(sent.headers.get('location') ?? ''))).body.toString();
    const [reference = ''] = /KIS-\w{3}-\w{3}/.exec(html) ?? [];
    const [, code = ''] = /Kod: <strong>([^<]+)/.exec(html) ?? [];
    const add = async (more: Record<string, string>) => {
      const body = new URLSearchParams({ reference, code, ...more }).toString();
      return ask(post(body, formType, '/zgloszenie/stan/'));
    };
    const done = await add({ action: 'phone', phone: '601 602 603' });
    assert.equal(done.status, 200);
    assert.match(done.body.toString(), /Mamy nowy numer/);
    assert.doesNotMatch(done.body.toString(), /blad 503/);
    for (const [typed, button] of [
      [{ action: 'phone', phone: '12"><b>' }, 'Wyślij nowy numer'],
      [{}, 'Sprawdź jeszcze raz'],
    ] as const) {
      const kept = await add(typed);
      assert.deepEqual([kept.status, kept.headers.get('retry-after')], [503, '10']);
      const page = kept.body.toString();
      assert.match(page, /<form [^>]*method="post" action="\/zgloszenie\/stan\/"/);
      for (const value of [
        reference,
        code,
        button,
        ...('phone' in typed ? ['12&quot;&gt;&lt;b&gt;', 'Sprawdź numer'] : []),
      ])
        assert.ok(page.includes(value), value);
      assert.doesNotMatch(page, /blad 503/);
    }
    const unknown = await add({ code: 'AAAA-BBBB', action: 'withdraw' });
    assert.equal(unknown.status, 503);
    assert.ok(!unknown.body.toString().includes(reference), 'of what is wrong nothing stands on the page');
  });

  it('staff’s page is rendered, so that they see whether a press was recorded', async () => {
    const link = server.staffLink((await server.stored())[0]?.reference ?? '');
    assert.equal((await ask(get(link))).status, 200);
  });

  it('an invalid form comes back with all typed values', async () => {
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
    assert.match(html, /<form [^>]*method="post" action="\/zgloszenie\/\?wyslij"/);
    assert.match(html, /name="form" value="1\.[^"]{20,}"/);
    assert.ok(html.includes('value="&quot;&gt;&lt;b&gt;Ewa"'));
    assert.ok(html.includes('>\na\nb &amp; c</textarea>'));
    assert.ok(html.includes('Sprawdź numer'));
    for (const value of ['psu', 'phone', 'yes']) assert.ok(html.includes(`value="${value}"`), value);
  });

  // Mutation seen caught: only what was filled in stands on the page, and every press comes back the same.
  it('what is missing is asked for, so that the next press is stored', async () => {
    const sent = { forWhom: 'self', message: 'Pomocy', name: 'Ewa' };
    const html = (await ask(post(new URLSearchParams(sent).toString()))).body.toString();
    for (const [name, value] of [
      ['topic', 'psu'],
      ['channel', 'visit'],
    ] as const)
      assert.match(
        html,
        new RegExp(
          `<div class="error">[^<]+</div><div class="choice"><input id="${name}-[\\s\\S]*name="${name}" value="${value}"`,
        ),
      );
    const [, form = ''] = /name="form" value="([^"]+)"/.exec(html) ?? [];
    const completed = new URLSearchParams({ ...sent, form, topic: 'psu', channel: 'visit' }).toString();
    assert.equal((await ask(post(completed))).status, 303);
    const other = (await ask(post(completed.replace('Pomocy', 'Ratunku')))).body.toString();
    const [reference] = /KIS-\w{3}-\w{3}/.exec(other) ?? [];
    assert.ok(
      (await server.stored()).some((one) => one.reference === reference),
      'the version that is stored',
    );
    assert.match(other, /Wyślij jako nowe zgłoszenie<\/button>/);
    assert.doesNotMatch(other, /jeszcze tego nie przyjęliśmy/);
  });

  it('the form is available again as soon as the load drops', async () => {
    delay = loadLimits.delayMilliseconds;
    await nextWindow();
    assert.equal((await ask(get('/zgloszenie/'))).status, 200);
  });
});
