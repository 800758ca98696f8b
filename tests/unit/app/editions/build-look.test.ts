import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createLook, type Refusal } from '../../../../src/app/editions/build-look.ts';
import { findBuiltSite, manifestName } from '../../../../src/web/build-manifest.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const topics = ['classes', 'psu', 'advice', 'partner', 'other'];
const manifest = (siteUrl: string) =>
  JSON.stringify({
    siteUrl,
    styleHashes: [],
    freshUntil: '2026-12-31',
    newsEnds: {},
    topicNames: Object.fromEntries(topics.map((topic) => [topic, { pl: topic }])),
    inputsHash: 'x',
    files: {},
  });
const write = (text: string) => writeFileSync(join(directory, manifestName), text);

function watch(take: () => Refusal | undefined) {
  let current = '';
  let time = 0;
  const taken: string[] = [];
  const refused: Refusal[] = [];
  let settled = 0;
  const look = createLook(
    directory,
    {
      currentId: () => current,
      async take(site) {
        taken.push(site.manifest.siteUrl);
        const refusal = take();
        if (refusal === undefined) current = site.id;
        return refusal;
      },
      refused: (refusal) => refused.push(refusal),
      settled: () => {
        settled += 1;
      },
    },
    { log: () => {}, now: () => time },
  );
  return {
    taken,
    refused,
    look,
    settled: () => settled,
    begin(id: string) {
      current = id;
    },
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}

describe('the check for a new build', () => {
  it('takes over a build once, and never the one that is being served', async () => {
    write(manifest('http://a'));
    const watcher = watch(() => undefined);
    watcher.begin(findBuiltSite(directory)?.id ?? '');
    await watcher.look();
    assert.deepEqual(watcher.taken, []);
    write(manifest('http://new'));
    for (let times = 0; times < 3; times += 1) await watcher.look();
    assert.deepEqual(watcher.taken, ['http://new']);
  });

  it('does nothing while there is no build', async () => {
    const watcher = watch(() => undefined);
    await watcher.look();
    assert.deepEqual([watcher.taken, watcher.refused], [[], []]);
  });

  it('refuses a half-written manifest and takes over the complete one', async () => {
    const watcher = watch(() => undefined);
    write(manifest('http://a').slice(0, 50));
    await watcher.look();
    assert.deepEqual([watcher.taken, watcher.refused], [[], [{ cause: 'manifest' }]]);
    write(manifest('http://a'));
    await watcher.look();
    assert.deepEqual(watcher.taken, ['http://a']);
  });

  it('reports a refused build once, tries it again at most every four seconds, and takes it over when it is complete', async () => {
    let refusal: Refusal | undefined = { cause: 'damaged', state: 'client/index.html' };
    const watcher = watch(() => refusal);
    write(manifest('http://a'));
    const triedAt: number[] = [];
    for (let second = 0; second < 20; second += 1) {
      const before = watcher.taken.length;
      await watcher.look();
      if (watcher.taken.length > before) triedAt.push(second);
      watcher.pass(1_000);
    }
    assert.deepEqual(triedAt, [0, 1, 3, 7, 11, 15, 19]);
    assert.deepEqual(watcher.refused, [refusal]);
    assert.equal(watcher.settled(), 0);
    refusal = undefined;
    watcher.pass(4_000);
    await watcher.look();
    assert.equal(watcher.settled(), 1);
  });

  it('does not refuse a build that was replaced while it was read', async () => {
    const watcher = watch(() => {
      if (watcher.taken.length > 1) return undefined;
      write(manifest('http://second'));
      return { cause: 'damaged', state: 'client/index.html' };
    });
    write(manifest('http://first'));
    await watcher.look();
    await watcher.look();
    assert.deepEqual([watcher.taken, watcher.refused], [['http://first', 'http://second'], []]);
  });

  it('reports the next refused build, too', async () => {
    const watcher = watch(() => ({ cause: 'not-rendered', state: '/zgloszenie/' }));
    for (const name of ['http://one', 'http://another']) {
      write(manifest(name));
      await watcher.look();
    }
    assert.equal(watcher.refused.length, 2);
  });
});
