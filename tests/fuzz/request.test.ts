import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chooseCoding } from '../../src/http/accept-encoding.ts';
import { clientAddress, clientPrefix } from '../../src/http/client-address.ts';
import { createHostCheck } from '../../src/http/host.ts';
import { parseTarget } from '../../src/http/request-target.ts';
import { options } from './options.ts';
import { nastyText } from './texts.ts';

const target = fc.oneof(
  nastyText,
  fc
    .array(
      fc.constantFrom(
        '/',
        '..',
        '.',
        '%2f',
        '%2e',
        '%00',
        '%',
        'a',
        '?',
        '#',
        '//',
        '\\',
        'http://x.example',
        '@',
        '*',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('whatever a request says', () => {
  it('gives a target that leads nowhere else, or none', () => {
    fc.assert(
      fc.property(target, (raw) => {
        const found = parseTarget(raw);
        if (found.kind !== 'path') return;
        assert.match(found.path, /^\/[!-~]*$/);
        assert.doesNotMatch(found.path, /[?#]/);
        assert.ok(found.query === '' || found.query.startsWith('?'));
        assert.deepEqual(parseTarget(found.path), { kind: 'path', path: found.path, query: '' });
      }),
      options,
    );
  });

  it('is judged without a fault', () => {
    const judge = createHostCheck({ siteUrl: new URL('https://kis.example') });
    const trusted = new BlockList();
    trusted.addSubnet('10.0.0.0', 8);
    fc.assert(
      fc.property(nastyText, nastyText, (one, other) => {
        assert.notEqual(judge(`${one}kis.example.${other}x`).kind, 'ours');
        assert.ok(
          [undefined, 'br', 'gzip', 'identity'].includes(chooseCoding(one, ['br', 'gzip', 'identity'])),
        );
        assert.equal(clientAddress('192.0.2.1', one, trusted), '192.0.2.1');
        assert.ok(clientPrefix(clientAddress('10.0.0.1', `${one},${other}`, trusted)).length < 50);
      }),
      options,
    );
  });
});
