import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  followOrder,
  listOrders,
  ordersFolder,
  placeOrder,
  readOrder,
  removeOrder,
  tidyOrders,
} from '../../../src/publication/orders.ts';
import { mostLines, readOutcomes, writeOutcome } from '../../../src/publication/outcomes.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kis-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const places = () => ({
  folder: ordersFolder(directory),
  outcomes: join(directory, 'builder', 'outcomes.json'),
});
const at = '2026-11-29T10:42:00.000Z';
const published = { kind: 'published', at } as const;

describe('an order of a build', () => {
  it('stays in the folder until it is removed, and its file contains only its id', () => {
    const { folder, outcomes } = places();
    assert.deepEqual(listOrders(folder), []);
    const id = randomUUID();
    placeOrder(folder, id);
    assert.deepEqual(listOrders(folder), [id]);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')), { id });
    assert.deepEqual(readOrder(outcomes, id), { kind: 'ordered' });
    removeOrder(folder, id);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('has a random name: other files in the folder are not orders', () => {
    const { folder } = places();
    for (const id of ['../../dist/build', 'a', randomUUID().toUpperCase(), ''])
      assert.throws(() => placeOrder(folder, id), TypeError, id);
    mkdirSync(folder);
    for (const name of ['a.json', `${randomUUID()}.json.unfinished`, `${randomUUID()}.JSON`, 'x'.repeat(200)])
      writeFileSync(join(folder, name), '{}');
    assert.deepEqual(listOrders(folder), []);
  });

  it('reports each of its states once until it ends, and is removed then', async () => {
    const { folder, outcomes } = places();
    const id = randomUUID();
    placeOrder(folder, id);
    const building = { kind: 'building', step: 'checking', since: at, tries: 1 } as const;
    const states: string[] = [];
    for await (const state of followOrder(places(), id)) {
      states.push(state.kind);
      if (state.kind === 'ordered') writeOutcome(outcomes, [id], building);
      if (state.kind === 'building') writeOutcome(outcomes, [id], published);
    }
    assert.deepEqual(states, ['ordered', 'building', 'published']);
    assert.deepEqual(listOrders(folder), []);
  });

  it('that is never built stays ordered, and its file stays after the time limit', async () => {
    const id = randomUUID();
    placeOrder(places().folder, id);
    const states: string[] = [];
    for await (const { kind } of followOrder(places(), id, 300)) states.push(kind);
    assert.deepEqual(states, ['ordered']);
    assert.deepEqual(listOrders(places().folder), [id]);
  });

  it('is removed when it has ended and nobody follows it; an open one is not', () => {
    const { folder, outcomes } = places();
    const [over, open] = [randomUUID(), randomUUID()];
    for (const id of [over, open]) placeOrder(folder, id);
    writeOutcome(outcomes, [over], published);
    tidyOrders(places());
    assert.deepEqual(listOrders(folder), [open]);
  });
});

describe('the results of orders', () => {
  it('are recorded for each, readable for another user', () => {
    const { outcomes } = places();
    const [one, other] = [randomUUID(), randomUUID()];
    writeOutcome(outcomes, [one, other], { kind: 'building', step: 'building', since: at, tries: 1 });
    const failed = {
      kind: 'failed',
      at,
      cause: 'content',
      lines: ['content/fakty/godziny.yaml:5  Źle.'],
    } as const;
    writeOutcome(outcomes, [other], failed);
    assert.deepEqual(
      [...readOutcomes(outcomes).values()],
      [{ kind: 'building', step: 'building', since: at, tries: 1 }, failed],
    );
    assert.equal(statSync(outcomes).mode & 0o444, 0o444);
  });

  it('are limited to the newest 50 orders, 40 lines of each', () => {
    const { outcomes } = places();
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const lines = Array.from({ length: 100 }, () => 'x'.repeat(1_000));
    for (const id of ids) writeOutcome(outcomes, [id], { kind: 'failed', at, cause: 'content', lines });
    assert.deepEqual([...readOutcomes(outcomes).keys()], ids.slice(-50));
    const last = readOutcomes(outcomes).get(ids.at(-1) ?? '');
    assert.ok(last?.kind === 'failed');
    assert.deepEqual([last.lines.length, last.lines[0]?.length], [mostLines, 400]);
    assert.ok(statSync(outcomes).size < 1024 * 1024);
  });

  it('are empty while their file is damaged, and are written again', () => {
    const { outcomes } = places();
    writeOutcome(outcomes, [randomUUID()], published);
    for (const text of ['', '{"a":', '[]', '{"a":{"kind":"published","at":"yesterday"}}']) {
      writeFileSync(outcomes, text);
      assert.equal(readOutcomes(outcomes).size, 0, text);
    }
    writeOutcome(outcomes, [randomUUID()], published);
    assert.equal(readOutcomes(outcomes).size, 1);
  });
});
