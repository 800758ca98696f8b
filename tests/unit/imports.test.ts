import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../support/site.ts';

/**
 * The table of `src/README.md`: which rooms a room may take from, besides itself. A room is a folder of `src/`
 * or a file that stands alone in it. `type:` allows a room's types only.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  words: [],
  styles: [],
  'loopback.ts': [],
  'topics.ts': [],
  'escape-markup.ts': [],
  'settings.ts': ['loopback.ts', 'topics.ts'],
  'log.ts': [],
  'build-time.ts': [],
  hours: [],
  law: ['hours'],
  calendar: ['hours'],
  search: [],
  enquiry: ['words', 'log.ts', 'loopback.ts', 'topics.ts'],
  'content-schemas': ['topics.ts', 'hours', 'type:law'],
  'content.config.ts': ['content-schemas'],
  markdown: ['words'],
  'site.ts': ['content-schemas', 'words', 'hours', 'type:law', 'build-time.ts'],
  components: ['words', 'hours', 'law', 'markdown', 'search', 'enquiry', 'content-schemas', 'type:site.ts'],
  layouts: ['components', 'styles', 'words', 'type:site.ts'],
  pages: [
    'layouts',
    'components',
    'words',
    'site.ts',
    'build-time.ts',
    'escape-markup.ts',
    'enquiry',
    'hours',
    'law',
    'search',
    'calendar',
    'content-schemas',
  ],
  server: ['hours', 'enquiry', 'settings.ts', 'log.ts', 'loopback.ts', 'words'],
  integrations: [
    'server',
    'settings.ts',
    'log.ts',
    'hours',
    'build-time.ts',
    'content-check',
    'words',
    'escape-markup.ts',
  ],
  'content-check': ['content-schemas', 'markdown', 'hours', 'search', 'words', 'type:law'],
  'server.ts': ['server', 'settings.ts', 'log.ts', 'enquiry', 'words'],
  cli: [
    'content-schemas',
    'hours',
    'law',
    'markdown',
    'words',
    'enquiry',
    'settings.ts',
    'log.ts',
    'server',
    'integrations',
    'content-check',
  ],
  'env.d.ts': ['type:enquiry'],
};

/** Files of one room that must not know another file of the same room. */
const strangers: readonly (readonly [string, string])[] = [
  ['src/enquiry/store/store', 'src/mail/mailer'],
  ['src/mail/mailer', 'src/enquiry/store/store'],
  ['src/pages/', 'src/mail/mailer'],
  ['src/pages/', 'src/enquiry/delivery/courier'],
  ['src/components/', 'src/mail/mailer'],
  ['src/components/', 'src/enquiry/delivery/courier'],
  ['src/components/', 'src/enquiry/store/store'],
];

const pure = ['parse', 'token', 'retry', 'routes', 'message'].map((name) => `src/enquiry/${name}.ts`);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly onlyTypes: boolean;
}

const source = join(projectRoot, 'src');
const slashes = (path: string): string => relative(projectRoot, path).split(sep).join('/');

const files = readdirSync(source, { recursive: true })
  .map((name) => join(source, String(name)))
  .filter((name) => /\.(ts|astro)$/.test(name));

const imports: Import[] = files.flatMap((file) => {
  const code = readFileSync(file, 'utf8');
  const statements = code.matchAll(
    /(?:import|export)\s+(type\s+)?[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|import\s+'([^']+)'/g,
  );
  return [...statements].map(([whole, type, from, dynamic, bare]) => ({
    from: file,
    to: from ?? dynamic ?? bare ?? '',
    onlyTypes: type !== undefined || /\{\s*type [^,}]+\}/.test(whole) || file.endsWith('.d.ts'),
  }));
});

const local = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to, onlyTypes }) => ({
    from: slashes(from),
    to: slashes(resolve(dirname(from), to.replace(/\?.*$/, ''))),
    onlyTypes,
  }));

const roomOf = (path: string): string => path.split('/')[1] ?? path;

describe('who may import whom', () => {
  it('reads the imports it is to judge', () => {
    assert.ok(local.length > 100, `only ${local.length} imports found`);
  });

  it('no room takes from a room it may not take from', () => {
    const faults = local.filter(({ from, to, onlyTypes }) => {
      const [room, taken] = [roomOf(from), roomOf(to)];
      const allowed = mayImport[room];
      if (allowed === undefined) return true;
      return room !== taken && !allowed.includes(taken) && !(onlyTypes && allowed.includes(`type:${taken}`));
    });
    assert.deepEqual(faults, []);
  });

  it('the store knows no mail, the mailer knows no store, pages know neither courier nor mailer', () => {
    const faults = local.filter(({ from, to }) =>
      strangers.some(([who, whom]) => from.startsWith(who) && to.startsWith(whom)),
    );
    assert.deepEqual(faults, []);
  });

  it('the enquiry knows nothing of Astro, and its pure parts nothing of files, network or clock', () => {
    const enquiry = imports.filter(({ from }) => slashes(from).startsWith('src/enquiry/'));
    assert.deepEqual(
      enquiry.filter(({ to }) => to.startsWith('astro')),
      [],
    );
    assert.deepEqual(
      enquiry.filter(
        ({ from, to }) =>
          pure.includes(slashes(from)) && /^node:(fs|net|http|sqlite|timers|process)|nodemailer/.test(to),
      ),
      [],
    );
  });

  it('nobody imports pages, the composition root or tests', () => {
    assert.deepEqual(
      local.filter(({ from, to }) => {
        const taken = roomOf(to);
        return (
          (taken === 'pages' && roomOf(from) !== 'pages') || taken === 'server.ts' || to.startsWith('tests/')
        );
      }),
      [],
    );
  });

  it('no file leads back to itself', () => {
    const next = new Map<string, string[]>();
    for (const { from, to, onlyTypes } of local)
      if (!onlyTypes) next.set(from, [...(next.get(from) ?? []), to]);
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) {
        circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const other of next.get(file) ?? []) walk(other, [...way, file]);
      done.add(file);
    };
    for (const file of next.keys()) walk(file, []);
    assert.deepEqual(circles, []);
  });
});
