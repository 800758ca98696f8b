import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AstroHandler, createPageRenderer } from '../../../src/web/render-page.ts';

const siteUrl = new URL('https://kis.example');
const locals: App.Locals = { now: new Date(), form: { token: 'token' } };

const render = (handler: AstroHandler, address = '/zgloszenie/') =>
  createPageRenderer({ handler, siteUrl })(address, locals);

describe('rendering a page', () => {
  it('hands over the address, the site’s own host, the locals, and nothing of the visitor’s', async () => {
    await render(async (request, response, _next, given) => {
      assert.deepEqual(
        [request.method, request.url, request.headers],
        ['GET', '/zgloszenie/?z=1', { host: 'kis.example' }],
      );
      assert.equal('encrypted' in request.socket && request.socket.encrypted, true);
      assert.equal(given, locals);
      response.end();
    }, '/zgloszenie/?z=1');
  });

  it('records status, body, type and location, and forbids keeping them', async () => {
    const answer = await render(async (_request, response) => {
      response.writeHead(422, { 'Content-Type': 'text/html', 'Set-Cookie': 'a=b', Location: '/x/' });
      response.write('Błą');
      response.write(Buffer.from('d:'));
      response.end();
    });
    assert.equal(answer?.status, 422);
    assert.deepEqual(answer?.headers, {
      'Cache-Control': 'no-store',
      'Content-Type': 'text/html; charset=utf-8',
      Location: '/x/',
    });
    assert.equal(Buffer.from(answer?.body ?? []).toString(), 'Błąd:');
  });

  // Mutation: the end is not reported; Astro then keeps every request for ever.
  it('tells that it has ended', async () => {
    let ended = 0;
    await render(async (_request, response) => {
      response.on('finish', () => {
        ended += 1;
      });
      response.end('page');
    });
    assert.equal(ended, 1);
  });

  it('has no answer when the page failed before or in the middle of its body', async () => {
    const early = await render(async (_request, response) => {
      response.statusCode = 500;
      response.end('Internal Server Error');
    });
    const late = await render(async (_request, response) => {
      response.writeHead(200, {});
      response.write('half', () => response.destroy(new Error('broken')));
    });
    assert.deepEqual([early, late], [undefined, undefined]);
  });
});
