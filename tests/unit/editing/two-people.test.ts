import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changeWords } from '../../../src/editing/changes/change-words.ts';
import { editFact } from '../../../src/editing/facts/fact-form.ts';
import { openHistory } from '../../../src/editing/history/history.ts';
import { createCheck } from '../../../src/editing/publishing/check-changes.ts';
import { createPublication } from '../../../src/editing/publishing/publication.ts';
import { projectRoot } from '../../support/site.ts';
import { changes, later, sandbox } from './sandbox.ts';

const files = { kontakt: 'fakty/kontakt.yaml', godziny: 'fakty/godziny.yaml' } as const;
type Name = keyof typeof files;

const step = fc.record({
  who: fc.constantFrom('pracownik AB', 'kierownik CD'),
  does: fc.constantFrom('opens', 'publishes', 'publishes', 'undoes', 'edits the file by hand'),
  name: fc.constantFrom<Name>('kontakt', 'godziny'),
  value: fc.integer({ min: 1, max: 999 }),
});
/** `RUNS=200` for more runs. */
const numRuns = Number(process.env['RUNS'] ?? 2);

describe('two people, and somebody who edits by hand', () => {
  it('every acknowledged change is in the content and the history, every other one is a conflict', {
    timeout: 3_600_000,
  }, async (test) => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      const club = sandbox(test);
      const { content, directory } = club;
      const history = await openHistory({ content, directory, wordsOf: changeWords });
      const check = createCheck({ content, publicFolder: join(projectRoot, 'public') }, () => []);
      const desk = createPublication({
        content,
        directory,
        history,
        check,
        clock: () => later(1),
        orderBuild: () => 'x',
      });
      const opened = new Map<string, string>();
      const model = new Map(Object.values(files).map((path) => [path as string, club.read(path)]));
      let acknowledged = 0;
      for (const { who, does, name, value } of steps) {
        const path = files[name];
        const now = model.get(path) ?? '';
        if (does === 'opens') opened.set(who + path, now);
        else if (does === 'edits the file by hand') {
          const text = now.replace(/^zrodlo: .*$/m, `zrodlo: ręcznie ${value}`);
          club.write(path, text);
          model.set(path, text);
        } else if (does === 'undoes') {
          await history.takeIn(later(1));
          const [last] = await history.list({ limit: 1 });
          const undoing = await history.undo(last?.id ?? '');
          if (undoing.kind !== 'changes') continue;
          const base = new Map([...undoing.changes.keys()].map((one) => [one, model.get(one) ?? null]));
          const result = await desk.publish({
            changes: undoing.changes,
            base,
            editor: who,
            reason: '',
            title: 'Cofnięto',
          });
          assert.equal(result.kind, 'recorded');
          acknowledged += 1;
          for (const [one, bytes] of undoing.changes) model.set(one, Buffer.from(bytes ?? []).toString());
        } else {
          const base = opened.get(who + path) ?? now;
          const edited = editFact(name, base, new Map([['zrodlo', `${who} ${value}`]]));
          assert.ok(edited.kind === 'text');
          const result = await desk.publish({
            changes: changes({ [path]: edited.text }),
            base: new Map([[path, base]]),
            editor: who,
            reason: '',
          });
          if (base === now && edited.text === now) assert.equal(result.kind, 'nothing');
          else assert.equal(result.kind, base === now ? 'recorded' : 'conflict');
          if (result.kind === 'conflict') assert.deepEqual(result.files, [{ path, theirs: now }]);
          if (result.kind === 'recorded') {
            acknowledged += 1;
            model.set(path, edited.text);
            opened.delete(who + path);
          }
        }
        for (const [one, text] of model) assert.equal(club.read(one), text);
      }
      await history.takeIn(later(1));
      const entries = await history.list({ limit: 1_000 });
      assert.equal(entries.filter(({ isOutside }) => !isOutside).length, acknowledged);
      for (const [one, text] of model)
        assert.equal(Buffer.from((await history.fileAt(entries[0]?.id ?? '', one)) ?? []).toString(), text);
    });
    await fc.assert(property, { numRuns });
  });
});
