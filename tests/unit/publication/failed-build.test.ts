import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { findFailedBuild } from '../../../src/publication/failed-build.ts';
import { placeOrder } from '../../../src/publication/orders.ts';
import { writeOutcome } from '../../../src/publication/outcomes.ts';
import { topics } from '../../../src/topics.ts';

const idOf = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`;
const at = (minute: number): string => `2026-11-29T10:0${minute}:00.000Z`;

const someManifest = {
  siteUrl: 'https://kis.example',
  styleHashes: [],
  freshUntil: '2026-12-31',
  newsEnds: {},
  topicNames: Object.fromEntries(topics.map((topic) => [topic, { pl: topic }])),
  inputsHash: 'x',
  files: {},
};

describe('a failed build', () => {
  it('is reported until a build succeeds, ordered or not, or another one is running', (test) => {
    const root = mkdtempSync(join(tmpdir(), 'kis-failed-build-'));
    test.after(() => rmSync(root, { recursive: true, force: true }));
    const places = {
      root,
      content: join(root, 'content'),
      folder: join(root, 'orders'),
      outcomes: join(root, 'outcomes.json'),
    };
    const failed = (id: number, minute: number) =>
      writeOutcome(places.outcomes, [idOf(id)], {
        kind: 'failed',
        at: at(minute),
        cause: 'build',
        lines: [],
      });
    assert.equal(findFailedBuild(places), undefined);
    failed(1, 1);
    assert.deepEqual(findFailedBuild(places), { id: idOf(1), lastPublished: undefined });
    placeOrder(places.folder, idOf(2));
    assert.equal(findFailedBuild(places), undefined, 'another try waits');
    writeOutcome(places.outcomes, [idOf(2)], { kind: 'published', at: at(2) });
    assert.equal(findFailedBuild(places), undefined);
    failed(3, 3);
    assert.deepEqual(findFailedBuild(places), { id: idOf(3), lastPublished: new Date(at(2)) });

    mkdirSync(join(root, 'dist'));
    const manifest = join(root, 'dist', 'build.json');
    const write = (contentFolder: string, minute: number): void => {
      writeFileSync(manifest, JSON.stringify({ ...someManifest, contentFolder }));
      utimesSync(manifest, new Date(at(minute)), new Date(at(minute)));
    };
    write('other', 4);
    assert.equal(findFailedBuild(places)?.id, idOf(3), 'a build of other content changes nothing');
    write('content', 1);
    assert.equal(findFailedBuild(places)?.id, idOf(3), 'the site is older');
    write('content', 4);
    assert.equal(findFailedBuild(places), undefined, 'a build that nobody ordered took everything along');
  });
});
