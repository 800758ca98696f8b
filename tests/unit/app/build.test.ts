import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { styleHashesOf } from '../../../src/http/style-hashes.ts';
import { hashBuildInputs } from '../../../src/manifest/build-inputs.ts';
import { readPageSettings } from '../../../src/settings/settings.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function write(name: string, content: string): void {
  mkdirSync(join(directory, name, '..'), { recursive: true });
  writeFileSync(join(directory, name), content);
}

describe('the hash of the inputs of a build', () => {
  it('changes with any input’s content or name and with a setting that pages show, and with nothing else', () => {
    const hash = (settings: Readonly<Record<string, string>> = {}) =>
      hashBuildInputs(
        directory,
        readPageSettings({ CONTENT_DIR: join(directory, 'content'), SOURCE_DATE_EPOCH: '0', ...settings }),
      );
    write('src/a.ts', '1');
    write('content/pl/a.md', '1');
    const hashes = [hash()];
    write('content/pl/a.md', '2');
    hashes.push(hash());
    write('content/pl/b.md', '2');
    hashes.push(hash());
    hashes.push(hash({ SITE_URL: 'https://kis.example' }));
    hashes.push(hash({ RETENTION_DAYS: '14' }));
    hashes.push(hash({ UNANSWERED_DAYS: '60' }));
    hashes.push(hash({ SOURCE_DATE_EPOCH: '86400' }));
    hashes.push(hash({ CONTENT_DIR: join(directory, 'no-content') }));
    assert.equal(new Set(hashes).size, hashes.length);
    write('data/kis.db', 'x');
    write('README.md', 'x');
    assert.equal(hash({ PORT: '1', RETENTION_DAYS: '', SITE_URL: 'http://localhost:4321' }), hashes[2]);
  });

  it('is the same wherever the content lies', () => {
    write('here/pl/a.md', '1');
    write('elsewhere/pl/a.md', '1');
    const [here, elsewhere] = ['here', 'elsewhere'].map((name) =>
      hashBuildInputs(directory, readPageSettings({ CONTENT_DIR: join(directory, name) })),
    );
    assert.equal(here, elsewhere);
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
