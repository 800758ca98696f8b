import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textAnswer } from '../../../src/http/response.ts';
import { keepFormPage } from '../../../src/web/kept-form-page.ts';

function setUp(page = (token: string) => `<p>Zgłoszenie ${token} koniec`) {
  let time = 0;
  let issued = 0;
  const rendered: string[] = [];
  const locals: App.Locals = {
    reception: {
      issueToken() {
        issued += 1;
        return `token-${issued}`;
      },
      receive: async () => ({ kind: 'unavailable', token: '' }),
      readConfirmation: () => undefined,
    },
    clock: () => new Date(),
  };
  const render = keepFormPage({
    renderPage: async (address, { reception }) => {
      rendered.push(address);
      return page('') === 'broken' ? undefined : textAnswer(200, page(reception.issueToken()));
    },
    paths: new Set(['/zgloszenie/']),
    now: () => time,
  });
  const text = async (address: string, more: Partial<App.Locals> = {}) =>
    Buffer.from((await render(address, { ...locals, ...more }))?.body ?? []).toString();
  return {
    text,
    rendered,
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}

describe('the empty form', () => {
  // Planted: the token is kept with the page; kept for ever; each query kept on its own.
  it('is rendered once a second, with another token for each who asks', async () => {
    const { text, rendered, pass } = setUp();
    const all = await Promise.all(
      ['/zgloszenie/', '/zgloszenie/?a=b', '/zgloszenie/'].map((each) => text(each)),
    );
    assert.deepEqual(
      all,
      [1, 2, 3].map((number) => `<p>Zgłoszenie token-${number} koniec`),
    );
    assert.equal(rendered.length, 1);
    pass(999);
    await text('/zgloszenie/');
    assert.equal(rendered.length, 1);
    pass(1);
    await text('/zgloszenie/');
    assert.equal(rendered.length, 2);
  });

  // Planted: a form that was sent is answered with the empty one.
  it('is no answer to what was sent, nor to anything else', async () => {
    const { text, rendered } = setUp();
    await text('/zgloszenie/');
    await text('/zgloszenie/', { submission: { fields: new Map() } });
    await text('/szukaj/?q=a');
    await text('/szukaj/?q=a');
    assert.deepEqual(rendered, ['/zgloszenie/', '/zgloszenie/', '/szukaj/?q=a', '/szukaj/?q=a']);
  });

  // Planted: a failure is kept; a page without its token is sent without one.
  it('is rendered for each when it has no place for a token, and fails when it cannot be rendered', async () => {
    const without = setUp(() => 'nothing');
    assert.equal(await without.text('/zgloszenie/'), 'nothing');
    const broken = setUp(() => 'broken');
    assert.equal(await broken.text('/zgloszenie/'), '');
  });
});
