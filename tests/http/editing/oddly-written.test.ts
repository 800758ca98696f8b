import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import {
  beganIn,
  type EditingHarness,
  type Got,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';
import { textOfHtml } from '../../support/text-of-html.ts';

/** `RUNS=2000` for more runs. */
const numRuns = Number(process.env['RUNS'] ?? 15);

/** Spellings that people write by hand and that mean something else in YAML. */
const odd = [
  '31-05-2027',
  '31/05/2027',
  '2027-02-31',
  'za rok',
  '12',
  '1e400',
  '0000-00-00',
  '+275760-09-14',
  'true',
  'null',
  '""',
  '[]',
  '[a, 2027-01-01]',
  '{}',
  '{pl: 12}',
  '{a: {b: [c]}}',
  '7:30',
  '25:99-7:00',
  '"\\0"',
  'ż'.repeat(3_000),
];
/** The same values, typed into a form. */
const typed = [
  ...odd,
  '31.05.2027',
  '31.2.2027 r.',
  ' ',
  '2027–05–31',
  '99999-01-01',
  '\u0000',
  '<b>',
  "'",
  '"',
];

describe('unusual spellings', () => {
  let harness: EditingHarness;
  let one: Visitor;
  before(async () => {
    harness = await startEditingPages();
    one = await harness.editor();
  });
  after(() => harness.stop());

  const text = (path: string) => readFileSync(join(harness.content, path), 'utf8');
  const files = () =>
    readdirSync(harness.content, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(?:yaml|md)$/.test(path),
    );
  const formOf = (path: string) =>
    path.startsWith('fakty/') ? `/${path.replace(/\.yaml$/, '')}/` : `/strona/${path.replace(/\.md$/, '')}/`;
  const failed = ({ status }: Got): boolean => status >= 500;

  /** @returns the screens that read and show the content of a file */
  const screensOf = (path: string) => [
    '/',
    formOf(path),
    `${formOf(path)}?sprawdz`,
    '/publikuj/',
    path.startsWith('fakty/') ? '/zamknij/' : '/strony/',
    `/podglad/?${new URLSearchParams({ plik: path })}`,
  ];
  const allScreensOf = (path: string) => {
    const query = new URLSearchParams({ plik: path });
    const others = ['/zamknij/', '/strony/', '/pliki/', '/historia/', `/historia/plik/?${query}`];
    return new Set([...screensOf(path), ...others, `/publikuj/?${query}`]);
  };

  async function failing(screens: Iterable<string>): Promise<string[]> {
    const got: string[] = [];
    for (const screen of screens) if (failed(await one.get(screen))) got.push(screen);
    return got;
  }

  it('by hand, is shown by every screen, and saved and confirmed without a fault of the program', async () => {
    const lines = files().flatMap((path) =>
      text(path)
        .split('\n')
        .flatMap((line, index) => (/^[ -]*[a-z_]+:/.test(line) ? [{ path, index }] : [])),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lines), fc.constantFrom(...odd), async ({ path, index }, value) => {
        const was = text(path);
        const changed = was
          .split('\n')
          .with(index, (was.split('\n')[index] ?? '').replace(/:.*/, `: ${value}`));
        await writeFile(join(harness.content, path), changed.join('\n'));
        try {
          const form = await one.get(formOf(path));
          const saved = await one.post(formOf(path), { poczatek: beganIn(form) });
          const at =
            /formaction="[^"]*potwierdz\/"[^>]*/.exec(form.body) &&
            /name="co" value="([^"]*)"/.exec(form.body);
          const confirmed = at && (await one.post(`${formOf(path)}potwierdz/`, { co: at[1] ?? '' }));
          assert.deepEqual([saved, ...(confirmed ? [confirmed] : [])].filter(failed), []);
          assert.deepEqual(await failing(allScreensOf(path)), []);
        } finally {
          await writeFile(join(harness.content, path), was);
          await one.post('/publikuj/odrzuc/', { odrzuc: path });
        }
      }),
      { numRuns },
    );
  });

  it('a whole file that holds something else is shown, and no form of it fails', async () => {
    for (const path of [
      'fakty/stawki.yaml',
      'fakty/godziny.yaml',
      'pl/strony/klub.md',
      'pl/strony/start.md',
    ]) {
      const was = text(path);
      const [, key = ''] = /^([a-z_]+):/m.exec(was) ?? [];
      const odd = ['', 'abc', '12', '[]', 'null', '# tylko uwaga', '- a\n- b', `${key}: {toString: 1}`];
      const wholes = [
        ...[...odd, `${key}: [{toString: 1, od: {toString: 2}}]`, `${key}: [[[a]]]`].map((value) =>
          path.endsWith('.md') ? was.replace(/^---\n[\s\S]*?\n---\n/, `---\n${value}\n---\n`) : value,
        ),
        // Notepad's „Unicode”.
        Buffer.from(`\ufeff${was}`, 'utf16le'),
      ];
      for (const whole of wholes) {
        await writeFile(join(harness.content, path), whole);
        const fields = {
          tytul: 'Tytuł',
          'stawki.0.kwota': '1',
          'tydzien.piatek.od': '8:00',
          'drzwi.0.nazwa': 'A',
        };
        const answers = [
          await one.post(formOf(path), { poczatek: beganIn(await one.get(formOf(path))), ...fields }),
          await one.post(`${formOf(path)}potwierdz/`, { co: 'stawki.0' }),
          await one.post('/zamknij/', { rodzaj: 'zamkniete', od: '2026-12-10', powod: 'remont' }),
        ];
        const said = `${path}: ${String(whole).slice(0, 40)}`;
        assert.deepEqual(answers.filter(failed), [], said);
        assert.deepEqual(await failing(screensOf(path)), [], said);
        for (const draft of [path, 'fakty/przerwy.yaml'])
          await one.post('/publikuj/odrzuc/', { odrzuc: draft });
      }
      await writeFile(join(harness.content, path), was);
    }
  });

  it('in a form, is said at its field, or taken; no screen fails of it, and the draft can be corrected', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files()),
        fc.nat(),
        fc.constantFrom(...typed),
        async (path, place, value) => {
          const form = await one.get(formOf(path));
          const names = [...form.body.matchAll(/<(?:input|textarea|select)[^>]* name="([^"]+)"/g)]
            .map(([, name = '']) => name)
            .filter((name) => !['poczatek', 'body', 'miejsce'].includes(name));
          const name = names[place % names.length] ?? '';
          const fields = { poczatek: beganIn(form), [name]: value };
          try {
            const answers = [await one.post(formOf(path), fields)];
            if (path.startsWith('fakty/'))
              answers.push(await one.post(`${formOf(path)}potwierdz/`, { ...fields, co: '' }));
            assert.deepEqual(answers.filter(failed), [], name);
            assert.deepEqual(await failing(screensOf(path)), [], name);
          } finally {
            await one.post('/publikuj/odrzuc/', { odrzuc: path });
          }
        },
      ),
      { numRuns },
    );
  });

  it('a day in any of the usual ways is that day in every form', async () => {
    for (const day of ['31-05-2027', '31/05/2027', '31.05.2027', '31.5.2027 r.', '2027-05-31', '2027/5/31']) {
      const form = await one.get('/fakty/stawki/');
      const saved = await one.post('/fakty/stawki/', {
        poczatek: beganIn(form),
        'stawki.0.potwierdzil': 'kierowniczka',
        'stawki.0.sprawdzic_do': day,
      });
      assert.equal(saved.status, 303, day);
      assert.match(
        (await one.get('/fakty/stawki/')).body,
        /name="stawki\.0\.sprawdzic_do"[^>]* value="2027-05-31"/,
      );
      await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/stawki.yaml' });
      const closed = await one.post('/zamknij/', { rodzaj: 'zamkniete', od: day, powod: 'remont' });
      assert.equal(closed.status, 303, day);
      await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/przerwy.yaml' });
      const news = await one.post('/strony/nowa/', {
        folder: 'aktualnosci',
        tytul: 'Dzień',
        opis: 'Dzień.',
        data: day,
      });
      assert.equal(news.headers['location'], '/strona/pl/aktualnosci/2027-05-31-dzien/', day);
      await one.post('/publikuj/odrzuc/', { odrzuc: 'pl/aktualnosci/2027-05-31-dzien.md' });
    }
  });

  it('until when a fact is to be believed is said at its field, stays as it was typed, and nothing is confirmed', async () => {
    const said = {
      '31.02.2027': /Podaj dzień, na przykład/,
      'za rok': /Podaj dzień, na przykład/,
      '': /Podaj dzień, na przykład/,
      '2020-01-01': /Podaj dzień po dzisiejszym/,
      '29.11.2026': /Podaj dzień po dzisiejszym/,
    };
    const was = text('fakty/stawki.yaml');
    for (const [day, message] of Object.entries(said)) {
      const form = await one.get('/fakty/stawki/');
      const fields = { poczatek: beganIn(form), co: 'stawki.0', 'do-stawki.0': day };
      const answer = await one.post('/fakty/stawki/potwierdz/', fields);
      assert.equal(answer.status, 422, day);
      assert.ok(answer.body.includes('href="#do-stawki.0"'), day);
      const [field = ''] = /<label for="do-stawki\.0"[\s\S]*?<\/div>/.exec(answer.body) ?? [];
      assert.match(field, message, day);
      assert.match(field, /aria-invalid="true"/, day);
      assert.doesNotMatch(field, /value="2027-02-28"/, day);
      assert.equal(text('fakty/stawki.yaml'), was);
      assert.match((await one.get('/publikuj/')).body, /Nie masz żadnych zmian/, day);
    }
    const taken = await one.post('/fakty/stawki/potwierdz/', { co: 'stawki.0', 'do-stawki.0': '31/05/2027' });
    assert.equal(taken.status, 303);
    assert.match(textOfHtml((await one.get('/publikuj/')).body), /sprawdzić do: 31 maja 2027 r\./);
    await one.post('/publikuj/odrzuc/', { odrzuc: 'fakty/stawki.yaml' });
  });
});
