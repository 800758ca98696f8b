import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isCrossSite } from '../../../src/http/cross-site.ts';
import { createHostCheck } from '../../../src/http/host.ts';
import { parseTarget } from '../../../src/http/request-target.ts';

describe('the host a request names', () => {
  const siteUrl = new URL('https://kis.example');
  const outside = createHostCheck({ siteUrl });
  const local = createHostCheck({ siteUrl: new URL('http://localhost:4321') });

  it('is ours with the site’s name, in any case and with the port left out or not', () => {
    for (const host of ['kis.example', 'KIS.Example', 'kis.example:443'])
      assert.equal(outside(host).kind, 'ours');
  });

  it('is foreign with any other name or port', () => {
    for (const host of [
      'evil.example',
      'kis.example.evil.example',
      'kis.example:80',
      'localhost.evil.example',
    ]) {
      assert.equal(outside(host).kind, 'foreign', host);
    }
  });

  it('with a loopback name and any port is ours while the site’s address is loopback, else this machine’s', () => {
    for (const host of [
      'localhost',
      'localhost:1',
      '127.0.0.1:4321',
      '127.9.9.9',
      '[::1]:4321',
      'kis.localhost',
    ]) {
      assert.equal(local(host).kind, 'ours', host);
      assert.equal(outside(host).kind, 'machine', host);
    }
    for (const host of ['localhost.evil.example', '128.0.0.1', '[::2]'])
      assert.equal(local(host).kind, 'foreign', host);
  });

  it('is malformed with credentials, rubbish, two values or nothing', () => {
    for (const host of [
      undefined,
      '',
      'a@localhost',
      'localhost:x',
      'localhost:99999',
      'a b',
      'localhost/x',
      'a,b',
      '[::1',
      ':80',
    ]) {
      assert.equal(local(host).kind, 'malformed', String(host));
    }
  });

  it('lets forms come from the site, and from the loopback name that was accepted', () => {
    const verdict = local('127.0.0.1:9');
    assert.deepEqual(verdict.kind === 'ours' && verdict.origins, [
      'http://localhost:4321',
      'http://127.0.0.1:9',
    ]);
  });
});

describe('the target of a request', () => {
  it('is a path and a query', () => {
    assert.deepEqual(parseTarget('/a/?b=c?d'), { kind: 'path', path: '/a/', query: '?b=c?d' });
  });

  it('may name the host itself', () => {
    assert.deepEqual(parseTarget('http://h:1/a/'), {
      kind: 'path',
      path: '/a/',
      query: '',
      authority: 'h:1',
    });
    assert.deepEqual(parseTarget('http://h?q'), { kind: 'path', path: '/', query: '?q', authority: 'h' });
  });

  it('means the same with unreserved characters encoded, and something else with any other', () => {
    const path = (raw: string) => {
      const target = parseTarget(raw);
      return target.kind === 'path' ? target.path : target.kind;
    };
    assert.equal(path('/%6Blub/'), '/klub/');
    assert.equal(path('/klub%2F'), '/klub%2F');
    assert.equal(path('/%00'), '/%00');
    assert.equal(path('/%252e'), '/%252e');
  });

  it('is malformed when it is no path, holds a fragment, a stray percent sign or anything invisible', () => {
    for (const raw of ['', 'klub', '/a#b', '/%', '/%zz', '/a b', '/\u00ff', 'ftp://h/', '**']) {
      assert.equal(parseTarget(raw).kind, 'malformed', raw);
    }
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.string(), (raw) => typeof parseTarget(raw).kind === 'string'));
  });
});

describe('a POST from another site', () => {
  const ours = ['https://kis.example'];
  const table: readonly (readonly [string | undefined, string | undefined, boolean])[] = [
    ['https://kis.example', undefined, false],
    ['https://kis.example', 'cross-site', false],
    ['https://evil.example', undefined, true],
    ['https://kis.example.evil.example', undefined, true],
    ['http://kis.example', 'cross-site', true],
    ['null', undefined, true],
    ['null', 'same-origin', false],
    [undefined, 'same-origin', false],
    [undefined, 'same-site', true],
    [undefined, 'cross-site', true],
    [undefined, 'none', true],
    [undefined, undefined, false],
    ['', undefined, true],
  ];
  for (const [origin, fetchSite, expected] of table) {
    it(`is ${expected ? 'seen' : 'not suspected'} with Origin ${origin} and Sec-Fetch-Site ${fetchSite}`, () => {
      assert.equal(isCrossSite({ origin, fetchSite }, ours), expected);
    });
  }
});
