import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createOrders } from '../../../src/editing/screens/orders.ts';
import { placeOrder } from '../../../src/publication/orders.ts';
import { writeOutcome } from '../../../src/publication/outcomes.ts';
import { noon } from './sandbox.ts';

const ids = ['a', 'b', 'c', 'd'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);
const [published = '', failed = '', waiting = '', unknown = ''] = ids;

describe('orders of an earlier start', () => {
  it('are known by their result, or by the file of the order', (test) => {
    const root = mkdtempSync(join(tmpdir(), 'kis-orders-'));
    test.after(() => rmSync(root, { recursive: true, force: true }));
    const places = { folder: join(root, 'orders'), outcomes: join(root, 'outcomes.json') };
    const at = noon.toISOString();
    writeOutcome(places.outcomes, [published], { kind: 'published', at });
    writeOutcome(places.outcomes, [failed], { kind: 'failed', at, cause: 'disk', lines: [] });
    placeOrder(places.folder, waiting);
    const orders = createOrders(places, () => noon);
    assert.deepEqual(orders.find(published)?.state, { kind: 'published', at });
    assert.equal(orders.find(failed)?.state.kind, 'failed');
    assert.deepEqual(orders.find(waiting)?.state, { kind: 'ordered' });
    assert.equal(orders.find(unknown), undefined);
    assert.equal(orders.again(published), undefined);
  });
});
