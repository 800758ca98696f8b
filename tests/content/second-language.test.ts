import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { writeOriginal } from '../../src/content-check/write-original.ts';
import { postForm } from '../support/progress-visits.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { sendEnquiry } from '../support/send-enquiry.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { textOfHtml } from '../support/text-of-html.ts';

/** All text of the made-up language consists of this letter; any other letter on its pages was not translated. */
const letter = 'ŧ';
const mask = (text: string): string => text.replace(/\p{L}/gu, letter);

/** Facts get a text in the new language where they have one in Polish. */
function translateFacts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(translateFacts);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, translateFacts(inner)] as const);
  const polish = (value as Record<string, unknown>)['pl'];
  return Object.fromEntries(typeof polish === 'string' ? [...entries, ['qq', mask(polish)]] : entries);
}

/** @returns the facts that are the same in every language: names, addresses, numbers */
function untranslatable(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || 'pl' in value) return [];
  return Object.values(value).flatMap(untranslatable);
}

/** Masks the text that a translator would translate; addresses, keys, directives and dates stay. */
function translatePage(markdown: string): string {
  const [, front = '', body = ''] = markdown.split(/^---$/m);
  const data = parse(front) as Record<string, unknown>;
  for (const key of ['tytul', 'opis', 'nazwa_w_menu'])
    if (typeof data[key] === 'string') data[key] = mask(data[key]);
  for (const door of (data['drzwi'] ?? []) as Record<'nazwa' | 'opis' | 'adres', string>[]) {
    door.nazwa = mask(door.nazwa);
    door.opis = mask(door.opis);
    // The page's headings are masked too, and their anchors change with them.
    door.adres = door.adres.split('#')[0] ?? '';
  }
  const masked = body
    .split(
      /(\]\([^)]*\)|:{2,}[a-z-]*(?:\{[^}]*\})?|:[a-z-]+\{[^}]*\}|:(?:telefon|adres|okres-przechowywania|najdluzszy-okres|slowo(?=\[))|\]\{[^}]*\}|\d+\.\s)/m,
    )
    .map((part, index) => (index % 2 === 0 ? mask(part) : part))
    .join('');
  return `---\n${stringify(data)}---\n${masked}`;
}

/** For an unknown language tag the platform uses the month names of its default language. */
const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('qq', { month: 'long' }).format(new Date(2026, month, 1)),
);

const wordsFile = `import { pl } from './pl.ts';
import { mapTexts } from './typography.ts';
const masked = mapTexts(pl, (text) => text.replace(/\\p{L}/gu, '${letter}'));
export const qq = { ...masked, tag: 'qq' };
`;

describe('a further language is a folder in content/, a file in src/words/ and a prefix in the address', () => {
  let copy: ProjectCopy;
  let root = '';
  let site: RunningSite;

  before(async () => {
    copy = await copyProject();
    root = copy.root;
    await writeFile(join(root, 'src/words/qq.ts'), wordsFile);
    await copy.edit('src/words/index.ts', (code) =>
      code
        .replace(
          "import { pl } from './pl.ts';",
          "import { pl } from './pl.ts';\nimport { qq } from './qq.ts';",
        )
        .replace('= { pl', '= { qq, pl'),
    );
    await mkdir(join(root, 'content/qq/strony'), { recursive: true });
    for (const name of await readdir(join(root, 'content/pl/strony'))) {
      const page = await readFile(join(root, 'content/pl/strony', name), 'utf8');
      await writeFile(join(root, 'content/qq/strony', name), translatePage(page));
    }
    for (const name of (await readdir(join(root, 'content/fakty'))).filter((file) =>
      file.endsWith('.yaml'),
    )) {
      const file = join(root, 'content/fakty', name);
      await writeFile(file, stringify(translateFacts(parse(await readFile(file, 'utf8')))));
    }
    for (const name of await readdir(join(root, 'content/pl/strony')))
      await writeOriginal(join(root, 'content'), `pl/strony/${name}`, 'qq');
    await copy.build();
    site = await startSite({}, { build: join(root, 'dist') });
  });

  after(async () => {
    await site?.stop();
    await copy.remove();
  });

  /** @returns the words on a page that are not in the made-up language, marked as Polish, or facts */
  async function strangeWords(html: string): Promise<string[]> {
    const written = ['kontakt', 'prywatnosc', 'deklaracja'].map(
      async (name): Promise<unknown> =>
        parse(await readFile(join(root, 'content/fakty', `${name}.yaml`), 'utf8')),
    );
    const facts = untranslatable(await Promise.all(written)).join(' ');
    const names = (await readdir(join(root, 'content/fakty'))).map((name) => basename(name, '.yaml'));
    const text = textOfHtml(
      html
        // Text marked as another language: Polish words, and the names of the languages.
        .replace(/<(\w+)[^>]*\slang="(?:pl|uk|en)"[^>]*>[\s\S]*?<\/\1>/g, ' ')
        .replaceAll('<', ' <'),
    );
    const words = text.replace(/https?:\/\/\S+/g, ' ').match(/\p{L}+/gu) ?? [];
    return [...new Set(words)].filter(
      (word) =>
        !new RegExp(`^${letter}+$`).test(word) &&
        !facts.includes(word) &&
        !names.includes(word) &&
        !months.includes(word),
    );
  }

  it('builds every page under its prefix', async () => {
    const polish = await readdir(join(root, 'content/pl/strony'));
    for (const name of polish.filter((file) => file !== 'zgloszenie.md')) {
      const path = name === 'start.md' ? '/qq/' : `/qq/${basename(name, '.md')}/`;
      const response = await fetch(site.url + path);
      assert.equal(response.status, 200, path);
      assert.match(await response.text(), /<html lang="qq">/, path);
    }
  });

  it('shows no word of another language on its pages, its form, its errors and its confirmation', async () => {
    const pages = (await readdir(join(root, 'content/qq/strony'))).map((name) => basename(name, '.md'));
    const paths = [
      ...pages.map((name) => (name === 'start' ? '/qq/' : `/qq/${name}/`)),
      '/qq/brak/',
      '/qq/zgloszenie/przyjete/',
      '/qq/zgloszenie/stan/',
      '/qq/szukaj/',
    ];
    const found: string[] = [];
    for (const path of paths) {
      const strange = await strangeWords(await (await fetch(site.url + path)).text());
      if (strange.length > 0) found.push(`${path}: ${strange.join(' ')}`);
    }
    assert.deepEqual(found, []);
    const refused = await fetch(`${site.url}/qq/zgloszenie/`, {
      method: 'POST',
      body: new URLSearchParams({ channel: 'phone', phone: '1' }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    assert.equal(refused.status, 422);
    assert.deepEqual(await strangeWords(await refused.text()), []);
    const { reference, code } = await sendEnquiry(site, { channel: 'visit' });
    for (const [fields, status] of [
      [{ reference, code }, 200],
      [{ reference, code, action: 'phone', phone: '1' }, 422],
      [{ reference, code, action: 'withdraw' }, 200],
      [{ reference, code: 'x' }, 422],
      [{ reference }, 422],
    ] as const) {
      const answer = await postForm(site, '/qq/zgloszenie/stan/', fields);
      assert.equal(answer.status, status);
      assert.deepEqual(await strangeWords(answer.html), []);
    }
  });

  it('names a page in other languages, in its head and in the sitemap', async () => {
    const html = await (await fetch(`${site.url}/qq/klub/`)).text();
    const links = [...html.matchAll(/<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"/g)].map(
      ([, language, address = '']) => [language, new URL(address).pathname],
    );
    assert.deepEqual(Object.fromEntries(links), {
      pl: '/klub/',
      uk: '/uk/klub/',
      qq: '/qq/klub/',
      'x-default': '/klub/',
    });
    const sitemap = await (await fetch(`${site.url}/sitemap-0.xml`)).text();
    assert.match(sitemap, /<loc>[^<]*\/qq\/klub\/<\/loc><xhtml:link [^>]*hreflang="\w+"/);
    assert.equal((await fetch(`${site.url}/qq/szukaj/?q=${letter.repeat(3)}`)).status, 200);
  });

  it('leads from its pages to its own pages, and from each language to the other', async () => {
    const html = await (await fetch(`${site.url}/qq/klub/`)).text();
    const within = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, target = '']) => target);
    // Files such as /kis.txt are the same for every language; pages end in a slash.
    const elsewhere = within.filter((target) => target.endsWith('/') && !target.startsWith('/qq/'));
    assert.deepEqual(
      elsewhere.sort(),
      ['/en/', '/klub/', '/uk/klub/'],
      'only the switch leaves the language',
    );
    assert.match(await (await fetch(site.url)).text(), /href="\/qq\/"/);
  });
});
