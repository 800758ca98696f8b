import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RunningSite, startSite } from '../support/site.ts';

/** A browser that hides the origin of a form hides it on every press. */
const hidden = { Origin: 'null' };
const answers = { topic: 'other', forWhom: 'self', channel: 'visit', message: 'Zostaję' };

const tokenOn = (html: string): string => /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';

describe('a form whose origin the browser hides', () => {
  let site: RunningSite;
  before(async () => {
    site = await startSite({ ENQUIRY_RATE: 'off' });
  });
  after(() => site.stop());

  const emptyForm = async () => tokenOn(await (await fetch(`${site.url}/zgloszenie/`)).text());
  const send = (token: string, headers: Record<string, string>, changes: Record<string, string> = {}) =>
    fetch(`${site.url}/zgloszenie/`, {
      method: 'POST',
      body: new URLSearchParams({ ...answers, form: token, ...changes }),
      headers,
      redirect: 'manual',
    });
  async function sentBack(token: string): Promise<string> {
    const answer = await send(token, hidden);
    assert.equal(answer.status, 403);
    return tokenOn(await answer.text());
  }

  it('comes back once, filled in, and goes through on the next press', async () => {
    const answer = await send(await emptyForm(), hidden);
    const page = await answer.text();
    assert.equal(answer.status, 403);
    assert.ok(page.includes('Zostaję'));
    assert.equal((await send(tokenOn(page), hidden)).status, 303);
  });

  it('stays one enquiry, on however many presses and with its key', async () => {
    const token = await emptyForm();
    const again = await sentBack(token);
    const references = [];
    for (const [pressed, headers] of [
      [again, hidden],
      [again, hidden],
      [token, {}],
    ] as const)
      references.push((await send(pressed, headers)).headers.get('location')?.split('.')[0]);
    assert.equal(new Set(references).size, 1);
    assert.equal((await send(again, hidden, { message: 'Inna' })).status, 409);
  });

  it('is the same enquiry for oneself with the preselected answer to whom, and without it', async () => {
    const token = await emptyForm();
    const locations = [];
    for (const changes of [{}, { answerTo: 'helper' }, { answerTo: 'person' }] as Record<string, string>[]) {
      const answer = await send(token, {}, changes);
      assert.equal(answer.status, 303);
      locations.push(answer.headers.get('location')?.split('.')[0]);
    }
    assert.equal(new Set(locations).size, 1);
    const other = await send(token, {}, { forWhom: 'other', answerTo: 'helper' });
    assert.equal(other.status, 409);
  });

  it('goes through a correction in between', async () => {
    const again = await sentBack(await emptyForm());
    const answer = await send(again, hidden, { channel: '' });
    assert.equal(answer.status, 422);
    assert.equal((await send(tokenOn(await answer.text()), hidden)).status, 303);
  });

  it('goes through without a token of ours on the first press', async () => {
    for (const token of ['', 'zepsuty'])
      assert.equal((await send(await sentBack(token), hidden)).status, 303);
  });

  it('is refused with any other token, and from any other origin', async () => {
    const token = await emptyForm();
    for (const other of [token, token.replace('1.', '1b.'), '', 'zepsuty'])
      assert.equal((await send(other, hidden)).status, 403);
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ])
      assert.equal((await send(await sentBack(token), headers)).status, 403, JSON.stringify(headers));
  });
});
