import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textAnswer } from '../../../src/http/response.ts';
import { createEmptyFormCache } from '../../../src/web/empty-form-cache.ts';

function setUp(draw: (token: string) => string | undefined = (token) => `<p>Zgłoszenie ${token} koniec`) {
  let time = 0;
  const rendered: string[] = [];
  const page = createEmptyFormCache(
    async (path, token) => {
      rendered.push(path);
      const text = draw(token);
      return text === undefined ? undefined : textAnswer(200, text);
    },
    () => time,
  );
  const text = async (path: string, token: string) =>
    Buffer.from((await page(path, token))?.body ?? []).toString();
  return { text, rendered, pass: (milliseconds: number) => (time += milliseconds) };
}

/**
 * Mutations seen: the token is cached with the page; it is cached for ever; all addresses share one page; a failure is
 * cached.
 */
describe('the cache of the empty form', () => {
  it('renders once a second, with another token for each who asks', async () => {
    const { text, rendered, pass } = setUp();
    const all = await Promise.all(['t1', 't2', 't3'].map((token) => text('/zgloszenie/', token)));
    assert.deepEqual(
      all,
      ['t1', 't2', 't3'].map((token) => `<p>Zgłoszenie ${token} koniec`),
    );
    assert.equal(rendered.length, 1);
    pass(999);
    await text('/zgloszenie/', 't');
    assert.equal(rendered.length, 1);
    pass(1);
    await text('/zgloszenie/', 't');
    assert.equal(rendered.length, 2);
  });

  it('keeps the page of each address on its own', async () => {
    const { text, rendered } = setUp();
    await text('/zgloszenie/', 't');
    await text('/uk/zgloszenie/', 't');
    assert.deepEqual(rendered, ['/zgloszenie/', '/uk/zgloszenie/']);
  });

  it('renders for each who asks where there is no place for a token, and when rendering fails', async () => {
    const without = setUp(() => 'nothing');
    assert.equal(await without.text('/zgloszenie/', 't'), 'nothing');
    const broken = setUp(() => undefined);
    assert.equal(await broken.text('/zgloszenie/', 't'), '');
  });
});
