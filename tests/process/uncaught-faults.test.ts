import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RunningSite, startSite } from '../support/site.ts';

const canary = 'kanarek';

/** Starts a server with injected code that fails in ways our code does not. */
const startWith = (code: string, settings: Readonly<Record<string, string>> = {}): Promise<RunningSite> =>
  startSite({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`, ...settings });

async function untilPrinted(site: RunningSite, event: string): Promise<string> {
  const deadline = Date.now() + 10_000;
  while (!site.output().includes(`"event":"${event}"`)) {
    assert.ok(Date.now() < deadline, `${event} was not logged:\n${site.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return site.output();
}

describe('an uncaught fault', () => {
  it('shows the reader the page of 503, and logs nothing of the request', async (context) => {
    const site = await startWith(`
      const { toLowerCase, toLocaleLowerCase, normalize } = String.prototype;
      const guard = (method) => function (...parameters) {
        if (String(this).includes('${canary}')) throw new TypeError('no: ' + this);
        return method.apply(this, parameters);
      };
      String.prototype.normalize = guard(normalize);
      String.prototype.toLowerCase = guard(toLowerCase);
      String.prototype.toLocaleLowerCase = guard(toLocaleLowerCase);`);
    context.after(() => site.kill());
    const answer = await fetch(`${site.url}/szukaj/?q=${canary}`);
    assert.equal(answer.status, 503);
    const printed = await untilPrinted(site, 'page-not-rendered');
    assert.match(printed, /"event":"library-failed"/);
    assert.ok(!printed.includes(canary), printed);
    assert.equal((await fetch(`${site.url}/szukaj/?q=klub`)).status, 200);
  });

  it('in a promise is logged by its class alone, and the site continues', async (context) => {
    const site = await startWith(
      `setTimeout(() => { Promise.reject(new RangeError('${canary}')); }, 1_500);
       setTimeout(() => console.warn('${canary}'), 1_400);`,
      { LOG_LEVEL: 'debug' },
    );
    context.after(() => site.kill());
    const printed = await untilPrinted(site, 'promise-left');
    assert.match(printed, /"event":"promise-left","cause":"RangeError"/);
    assert.match(printed, /"event":"library-said","state":"warn"/);
    assert.ok(!printed.includes(canary), printed);
    assert.equal((await fetch(`${site.url}/`)).status, 200);
  });

  it('that is thrown outside of every handler ends the process with 1', async (context) => {
    const site = await startWith(`setTimeout(() => { throw new RangeError('${canary}'); }, 1_500);`);
    context.after(() => site.kill());
    const printed = await untilPrinted(site, 'server-failed');
    assert.match(printed, /"event":"server-failed","cause":"RangeError"/);
    assert.ok(!printed.includes(canary), printed);
    assert.equal(await site.stop(), 1);
  });
});
