import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { listOrders, ordersFolder, removeOrder } from '../../../src/publication/orders.ts';
import { outcomesFile, writeOutcome } from '../../../src/publication/outcomes.ts';
import { type EditingHarness, startEditingPages, type Visitor } from '../../support/editing.ts';
import { projectRoot } from '../../support/site.ts';

const outcomes = outcomesFile(projectRoot);
const line = /Ostatnich zmian jeszcze nie ma na stronie klubu/;
const mark = /Jeszcze nie na stronie/g;

describe('a publication whose build failed', () => {
  let harness: EditingHarness;
  let editor: Visitor;
  const kept = existsSync(outcomes) ? readFileSync(outcomes) : undefined;
  const restore = (): void =>
    kept === undefined ? rmSync(outcomes, { force: true }) : writeFileSync(outcomes, kept);
  before(async () => {
    harness = await startEditingPages();
    editor = await harness.editor();
  });
  after(async () => {
    restore();
    await harness.stop();
  });
  const folder = () => ordersFolder(harness.data);

  it('is reported on every screen with the next step, marked in the history, and cleared by a successful build', async () => {
    await editor.post('/zamknij/', { rodzaj: 'zamkniete', od: '2026-12-17', powod: 'szkolenie' });
    const published = await editor.post('/publikuj/', { plik: 'fakty/przerwy.yaml' });
    const id = /[0-9a-f-]{36}/.exec(published.headers['location'] ?? '')?.[0] ?? '';
    const screens = ['/', '/historia/', '/publikuj/', '/zamknij/', '/fakty/kontakt/', '/strony/', '/pliki/'];
    assert.doesNotMatch((await editor.get('/')).body, line);
    try {
      writeOutcome(outcomes, [id], {
        kind: 'failed',
        at: '2026-11-29T10:00:30.000Z',
        cause: 'build',
        lines: [],
      });
      while (listOrders(folder()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      for (const path of screens) {
        const { body } = await editor.get(path);
        assert.match(body, line, path);
        assert.ok(
          body.includes(`name="zlecenie" value="${id}"`) && body.includes('Spróbuj jeszcze raz'),
          path,
        );
      }
      for (const path of ['/', '/historia/'])
        assert.equal((await editor.get(path)).body.match(mark)?.length, 1, `${path}: this one change`);
      assert.doesNotMatch(
        (await editor.get(`/publikacja/${id}/`)).body,
        line,
        'the page of the build says it itself',
      );
      assert.doesNotMatch((await harness.visitor().get('/wejscie/')).body, line);

      const again = await editor.post('/publikacja/', { zlecenie: id });
      const next = /[0-9a-f-]{36}/.exec(again.headers['location'] ?? '')?.[0] ?? '';
      assert.notEqual(next, id);
      assert.doesNotMatch((await editor.get('/')).body, line, 'another try is under way');
      writeOutcome(outcomes, [next], { kind: 'published', at: '2026-11-29T10:02:00.000Z' });
      for (const path of screens) assert.doesNotMatch((await editor.get(path)).body, line, path);
      assert.doesNotMatch((await editor.get('/historia/')).body, mark);
    } finally {
      restore();
      for (const order of listOrders(folder())) removeOrder(folder(), order);
    }
  });
});
