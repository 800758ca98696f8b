import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { copyProject } from '../support/project-copy.ts';
import { projectRoot, startSite } from '../support/site.ts';

const printHeaders = (root: string) =>
  spawnSync(process.execPath, ['src/cli/headers.ts'], { cwd: root, encoding: 'utf8' });

/** Headers that depend on the answer: those of its content, caching and connection. */
const ofOneAnswer = [
  ...['accept-ranges', 'content-length', 'content-type', 'vary', 'cache-control', 'etag', 'last-modified'],
  ...['connection', 'date', 'keep-alive'],
];

describe('npm run headers', () => {
  it('prints every header that the site gives to each of its pages, and no other', async (context) => {
    const site = await startSite();
    context.after(() => site.kill());
    const { headers } = await fetch(`${site.url}/klub/`, { headers: { 'Accept-Encoding': 'identity' } });
    const shared = [...headers].filter(([name]) => !ofOneAnswer.includes(name));
    const { status, stdout } = printHeaders(projectRoot);
    assert.equal(status, 0);
    const printed = stdout.trimEnd().split('\n');
    const pairs = printed
      .map((line) => line.split(/: (.*)/, 2))
      .map(([name = '', value]) => [name.toLowerCase(), value]);
    assert.deepEqual(pairs.toSorted(), shared.toSorted());
  });

  it('keeps browsers to https when the site was built for it, and says so when nothing is built', async (context) => {
    const copy = await copyProject();
    context.after(() => copy.remove());
    await cp(join(projectRoot, 'dist'), join(copy.root, 'dist'), { recursive: true });
    const { siteUrl } = JSON.parse(await readFile(join(copy.root, 'dist', 'build.json'), 'utf8'));
    await copy.edit(join('dist', 'build.json'), (text) => text.replace(siteUrl, 'https://kis.example.pl'));
    assert.match(printHeaders(copy.root).stdout, /^Strict-Transport-Security: max-age=63072000$/m);
    await rm(join(copy.root, 'dist'), { recursive: true });
    const { status, stdout, stderr } = printHeaders(copy.root);
    assert.deepEqual(
      [status, stdout, stderr],
      [2, '', 'There is no built site in dist/; run: npm run build\n'],
    );
  });
});
