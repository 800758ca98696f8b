import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { eachItem, type Field, fieldsOf } from '../../src/content-check/reading/schema-fields.ts';
import { factFiles, pageFolders } from '../../src/content-schemas/collections.ts';
import { addDays } from '../../src/hours/days.ts';
import { dayInWords } from '../../src/page-data/texts.ts';
import { words } from '../../src/words/index.ts';
import { sendAndFollow } from '../support/progress-visits.ts';
import { copyProject, noonOf, type ProjectCopy } from '../support/project-copy.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import { startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';
import { type FieldValue, fieldValues, notShown, type Place } from './field-values.ts';

/** A field without sub-fields, with the name used in `field-values.ts`. */
interface Leaf {
  readonly collection: string;
  readonly name: string;
  readonly field: Field;
}

const collections = { ...pageFolders, ...factFiles };

const leaves: readonly Leaf[] = Object.entries(collections).flatMap(([collection, { schema }]) => {
  const fields = fieldsOf(schema);
  const isGroup = ({ path }: Field): boolean =>
    fields.some(
      (other) => other.path.length > path.length && path.every((step, at) => other.path[at] === step),
    );
  return fields
    .filter((field) => field.path.length > 0 && !isGroup(field))
    .map((field) => ({ collection, name: [collection, ...field.path].join(' '), field }));
});

/**
 * @returns a unique value of the kind that the field takes, and how a page shows it; undefined: no such value exists
 */
function madeUp({ accepts }: Field, number: number): FieldValue | undefined {
  const word = `Wyraz${String(number).padStart(3, '0')}`;
  const day = addDays('2026-02-01', number);
  const address = `https://${word.toLowerCase()}.example/`;
  const email = `${word.toLowerCase()}@kis.example`;
  const candidates: FieldValue[] = [
    { value: word, shown: word },
    { value: { pl: word }, shown: word },
    { value: day, shown: dayInWords(day, words.pl).replaceAll('\u00a0', ' ') },
    { value: address, shown: `href="${address}"`, place: 'source' },
    { value: email, shown: email },
  ];
  return candidates.find(({ value }) => accepts(value));
}

/** Values of fields that only decide whether something is shown: they are set so that it is shown. */
const needed: Readonly<Record<string, unknown>> = {
  'stawki stawki [] sprawdzic_do': '2027-01-31',
  'akty akty [] sprawdzic_do': '2027-01-31',
  'pomoc telefony [] sprawdzic_do': '2026-12-01',
};

const shownLeaves = leaves.filter(({ name }) => notShown[name] === undefined);
const values: ReadonlyMap<string, FieldValue | undefined> = new Map(
  shownLeaves.map(({ name, field }, index) => [name, fieldValues[name] ?? madeUp(field, index)]),
);

type Tree = Record<string | number, unknown>;

/** Sets a value in a tree: in the first item of a list; missing groups are created. */
function put(tree: Tree, [step = '', ...rest]: readonly string[], value: unknown): void {
  const key = step === eachItem ? 0 : step;
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  tree[key] ??= rest[0] === eachItem ? [] : {};
  put(tree[key] as Tree, rest, value);
}

function fill(collection: string, data: Tree): Tree {
  for (const { collection: of, name, field } of leaves) {
    const value = values.get(name)?.value ?? needed[name];
    if (of === collection && value !== undefined) put(data, field.path, value);
  }
  return data;
}

/** An amount of the past, for the field that only a past amount shows. */
const pastAmount = { klucz: 'psu-godzina', kwota: '66,60', rok: 2019, zrodlo: 'dawna strona' };

describe('every field for staff is shown', () => {
  let copy: ProjectCopy;
  const seen = new Map<string, string>();

  const built = async (name: string): Promise<string> =>
    (await readFile(join(copy.root, 'dist/client', name), 'utf8'))
      .replace(/\r\n /g, '')
      .replaceAll('\u00a0', ' ');

  const fillMarkdown = async (file: string, collection: string): Promise<void> => {
    const path = join(copy.root, 'content/pl', collection, file);
    const [, front = '', body = ''] = (await readFile(path, 'utf8').catch(() => '')).split(/^---$/m);
    await writeFile(path, `---\n${stringify(fill(collection, parse(front) ?? {}))}---\n${body}`);
  };

  before(async () => {
    copy = await copyProject();
    for (const name of Object.keys(factFiles)) {
      const path = join(copy.root, 'content/fakty', `${name}.yaml`);
      const data = fill(name, parse(await readFile(path, 'utf8')) ?? {});
      if (name === 'stawki') (data['stawki'] as unknown[]).push(pastAmount);
      await writeFile(path, stringify(data));
    }
    await fillMarkdown('start.md', 'strony');
    await fillMarkdown('2026-12-14-proba.md', 'aktualnosci');
    await copy.build({ SOURCE_DATE_EPOCH: noonOf('2026-12-14'), SITE_URL: 'https://kis.example' });
    const names = (await readdir(join(copy.root, 'dist/client'), { recursive: true })).filter((name) =>
      name.endsWith('.html'),
    );
    const pages = await Promise.all(names.map(built));
    const site = await startSite({}, { build: join(copy.root, 'dist') });
    const form = await (await fetch(`${site.url}/zgloszenie/`)).text();
    const { confirmation } = await sendEnquiry(site, { channel: 'phone', phone: '600 100 200' });
    const { staffPath } = await sendAndFollow(site);
    seen.set('staff', await (await fetch(site.url + staffPath)).text());
    await site.stop();
    const all = [...pages, form];
    seen.set('source', all.join('\n')).set('text', all.map(textOfHtml).join('\n'));
    seen
      .set('start', textOfHtml(await built('index.html')))
      .set('confirmation', confirmation)
      .set('form', form.slice(form.indexOf('<main'), form.indexOf('co-teraz')));
    for (const name of ['kis.txt', '.well-known/security.txt']) seen.set(name, await built(name));
  });
  after(() => copy.remove());

  it('a value can be made up for each field, or the table has one', () => {
    assert.ok(leaves.length > 100);
    assert.deepEqual(
      shownLeaves.map(({ name }) => name).filter((name) => values.get(name) === undefined),
      [],
    );
  });

  it('the tables contain only fields of the schemas, each once', () => {
    const known = new Set(leaves.map(({ name }) => name));
    const named = [...Object.keys(fieldValues), ...Object.keys(notShown)];
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
    assert.deepEqual(
      Object.keys(fieldValues).filter((name) => notShown[name] !== undefined),
      [],
    );
  });

  it('each field of each file reaches a reader', () => {
    const missing = [...values].flatMap(([name, value]) => {
      const place: Place = value?.place ?? 'text';
      return seen.get(place)?.includes(value?.shown ?? '') ? [] : [`${name}: ${value?.shown} (${place})`];
    });
    assert.deepEqual(missing, []);
  });

  /** Fields that are shown in several places, with those places. */
  const places: Readonly<Record<string, readonly string[]>> = {
    'kontakt telefon_wewnetrzny': ['footer', 'kontakt', 'kis.txt', 'kis.vcf', 'statement', 'form', 'data'],
    'kontakt drugi_telefon': ['footer', 'kontakt', 'kis.txt', 'kis.vcf', 'data'],
    'kontakt email': ['kontakt', 'kis.txt', 'kis.vcf', 'data'],
    'kontakt jednostka_dzisiejsza': ['footer', 'kontakt', 'kis.txt', 'kis.vcf', 'data'],
    'kontakt jednostka_strona': ['footer', 'kontakt', 'kis.txt', 'data'],
    'kontakt bip': ['footer', 'kontakt', 'kis.txt'],
    'kontakt e_doreczenia': ['kontakt', 'letters', 'form', 'kis.txt', 'kis.vcf', 'data'],
    'kontakt numer_w_rejestrze': ['kontakt', 'kis.txt', 'data'],
    'kontakt koordynator_dostepnosci': ['kontakt', 'kis.txt', 'statement'],
    'komunikat komunikaty [] tresc': ['start', 'kis.txt', 'aktualnosci.xml'],
    'przerwy wyjatki [] powod': ['start', 'footer', 'kis.txt', 'godziny.ics'],
    'aktualnosci tytul': ['start', 'aktualnosci.xml'],
    'aktualnosci opis': ['start', 'aktualnosci.xml'],
  };
  for (const [field, wanted] of Object.entries(places)) {
    it(`${field} stands in ${wanted.join(', ')}`, async () => {
      const contact = await built('kontakt/index.html');
      const [beforeFooter = '', footer = ''] = contact.split('<footer');
      const [lists, letters] = [/<dl class="facts">[\s\S]*?<\/dl>/g, /To nie jest pismo[\s\S]*?<h2/].map(
        (pattern) => (beforeFooter.match(pattern) ?? []).join('\n'),
      );
      const statement = (await built('deklaracja-dostepnosci/index.html')).split(/<h2>|id="co-teraz"/);
      const texts: Readonly<Record<string, string | undefined>> = {
        footer,
        kontakt: lists,
        letters,
        form: seen.get('form'),
        start: seen.get('start'),
        statement: statement.find((part) => part.startsWith('Informacje zwrotne')),
        data: beforeFooter.match(/ld\+json">(\{[^<]*GovernmentOffice[^<]*)</)?.[1],
        'kis.txt': await built('kis.txt'),
        'kis.vcf': await built('kis.vcf'),
        'godziny.ics': await built('godziny.ics'),
        'aktualnosci.xml': await built('aktualnosci.xml'),
      };
      const written = values.get(field)?.value;
      const value = typeof written === 'string' ? written : (written as { pl: string }).pl;
      const forms = [value, value.replaceAll(' ', '')];
      assert.deepEqual(
        wanted.filter((place) => !forms.some((form) => texts[place]?.includes(form))),
        [],
      );
    });
  }
});
