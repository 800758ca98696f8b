import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { factNames } from '../../../src/content-schemas/collections.ts';
import { shapeOfFact } from '../../../src/editing/facts/fact-form.ts';
import type { Shape } from '../../../src/editing/facts/shape.ts';
import { pageShapes } from '../../../src/editing/pages/page-file.ts';
import { plEditingFields } from '../../../src/words/pl-editing-fields.ts';
import {
  beganIn,
  type EditingHarness,
  type Got,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

/** Words that only people who edit files know: names of files and fields, YAML syntax, lines and commands. */
const ofFiles =
  /\.(?:yaml|md)\b|\bnpm\b|\bnull\b|\btrue\b|\bfalse\b|---|\[\]|\b[a-z]+_[a-z_]+\b|\bfakty\/|„pl: |r\.\.|cudzysł|nawias kwadr|słowo: |\d:\d\d-\d|w wierszu \d|z wiersza|\d{4}-\d{2}-\d{2}(?![\w-]*\/)|\b(?:zamkniete|skrocone|dluzsze)\b/;

/** The texts that a person reads on a page, one a line, without addresses and typed text. */
const readTexts = ({ body }: Got): string[] =>
  body
    .replace(/<(style|script|textarea|code)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function hintsOf(shape: Shape, place: string): [string, string][] {
  const at = shape.key === '' ? place : `${place}.${shape.key}`;
  return [
    [at, shape.label],
    [at, shape.hint],
    ...shape.fields.flatMap((one) => hintsOf(one, at)),
    ...(shape.item === undefined ? [] : hintsOf(shape.item, place)),
  ];
}

describe('texts for staff', () => {
  let harness: EditingHarness;
  let editor: Visitor;
  before(async () => {
    harness = await startEditingPages();
    editor = await harness.editor();
  });
  after(() => harness.stop());

  it('labels and hints speak of no file and of no sign in one', () => {
    const all = [
      ...factNames.flatMap((name) => hintsOf(shapeOfFact(name), name)),
      ...hintsOf(pageShapes.strony, 'strony'),
      ...hintsOf(pageShapes.aktualnosci, 'aktualnosci'),
    ].filter(([place]) => !/\.(?:oryginal|zmieniono)$/.test(place));
    assert.deepEqual(
      all.filter(([, text]) => ofFiles.test(text) || /\b(?:zamkniete|dluzsze)\b/.test(text)),
      [],
    );
    const places = new Set(all.map(([place]) => place));
    const named = [...Object.keys(plEditingFields.hints), ...Object.keys(plEditingFields.labelsByPlace)];
    assert.deepEqual(
      named.filter((place) => !places.has(place)),
      [],
      'words for a field that is not there',
    );
  });

  it('every mistake in every field of every form is said in the words of the form', async () => {
    const faults: string[] = [];
    for (const name of factNames) {
      const path = `/fakty/${name}/`;
      const form = await editor.get(path);
      const controls = [
        ...form.body.matchAll(/<(?:input|textarea|select)(?![^>]*type="hidden")[^>]* name="([\w.]+)"/g),
      ].map(([, control = '']) => control);
      for (const typed of ['', 'źle # "tego" nie: ma']) {
        const fields = Object.fromEntries(
          controls
            .filter((control) => !/^do-|^co$|\.usun$|zamkniete$/.test(control))
            .map((control) => [control, typed]),
        );
        const answer = await editor.post(path, { ...fields, poczatek: beganIn(await editor.get(path)) });
        for (const page of [answer, await editor.get('/publikuj/'), await editor.get('/')])
          faults.push(
            ...readTexts(page)
              .filter((line) => ofFiles.test(line))
              .map((line) => `${path} ${line}`),
          );
        await editor.post('/publikuj/odrzuc/', { odrzuc: `fakty/${name}.yaml` });
      }
    }
    assert.deepEqual([...new Set(faults)], []);
  });

  it('mistakes in a text, too', async () => {
    const page = '/strona/pl/strony/zajecia/';
    const body = `# Tytuł\n\n[link](/nie-ma/)\n\n:akt{klucz=nie-ma}\n\n:slowo[x]{klucz=nie-ma}\n\n![](/pliki/nie-ma.jpg)\n\n<b>x</b>\n\nZadzwoń: 10 200 30 40, 8:00-16:00.\n\n:::wazne\n`;
    const answer = await editor.post(page, {
      poczatek: beganIn(await editor.get(page)),
      body,
      akty: 'nie-ma',
      dawne_adresy: 'nie ma tego',
    });
    assert.equal(answer.status, 422);
    for (const one of [answer, await editor.get('/publikuj/')])
      assert.deepEqual(
        readTexts(one).filter((line) => ofFiles.test(line)),
        [],
      );
    await editor.post('/publikuj/odrzuc/', { odrzuc: 'pl/strony/zajecia.md' });
  });
});
