import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { hashBuildInputs } from '../../../src/integrations/build-inputs.ts';
import { styleHashesOf } from '../../../src/integrations/precompress.ts';
import { findBuiltSite, manifestName } from '../../../src/web/build-manifest.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string): void {
  mkdirSync(join(directory, name, '..'), { recursive: true });
  writeFileSync(join(directory, name), content);
}

describe('the hash of what a build is made from', () => {
  it('changes with any input’s content or name and with a setting that pages show, and with nothing else', () => {
    write('src/a.ts', '1');
    write('content/pl/a.md', '1');
    const hashes = [hashBuildInputs(directory, {})];
    write('content/pl/a.md', '2');
    hashes.push(hashBuildInputs(directory, {}));
    write('content/pl/b.md', '2');
    hashes.push(hashBuildInputs(directory, {}));
    hashes.push(hashBuildInputs(directory, { SITE_URL: 'https://kis.example' }));
    hashes.push(hashBuildInputs(directory, { RETENTION_DAYS: '14' }));
    assert.equal(new Set(hashes).size, hashes.length);
    write('data/kis.db', 'x');
    write('README.md', 'x');
    assert.equal(hashBuildInputs(directory, { PORT: '1' }), hashes[2]);
  });
});

describe('a built site', () => {
  it('is there only with its manifest and its entry', () => {
    assert.equal(findBuiltSite(directory), undefined);
    write(
      manifestName,
      '{"siteUrl":"https://kis.example","styleHashes":[],"inputsHash":"x","freshUntil":"2026-12-31","newsEnds":{},"topicNames":{"classes":{"pl":"a"},"psu":{"pl":"b"},"advice":{"pl":"c"},"partner":{"pl":"d"},"other":{"pl":"e"}}}',
    );
    assert.equal(findBuiltSite(directory), undefined);
    write('server/entry.mjs', '');
    assert.equal(findBuiltSite(directory)?.manifest.siteUrl, 'https://kis.example');
    write(manifestName, '{"siteUrl":1}');
    assert.equal(findBuiltSite(directory), undefined);
  });
});

describe('the style sheets of a page', () => {
  it('are hashed as a browser does it', () => {
    // `openssl dgst -sha256 -binary | base64` of `a{}`.
    assert.deepEqual(styleHashesOf('<style>a{}</style><p><style type="text/css">a{}</style>'), [
      'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=',
      'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=',
    ]);
  });
});
