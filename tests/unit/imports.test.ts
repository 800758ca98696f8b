import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../support/site.ts';

/**
 * Which rooms a room may import from, besides itself. A room is a folder of `src/`; each folder of `enquiry/` is a room
 * too; `base` are the single files directly in `src/`.
 */
const base = [
  'log.ts',
  'error-code.ts',
  'timer.ts',
  'durations.ts',
  'loopback.ts',
  'durable-file.ts',
  'file-lock.ts',
  'unicode.ts',
  'text.ts',
  'mail-address.ts',
  'project-root.ts',
  'topics.ts',
  'paths.ts',
  'escape-markup.ts',
  'comparable-address.ts',
];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  words: [],
  styles: [],
  base: [],
  settings: ['mail'],
  hours: [],
  law: ['hours'],
  calendar: ['hours'],
  search: [],
  'staff-files': [],
  markdown: ['words', 'staff-files'],
  http: [],
  mail: [],
  enquiry: ['enquiry/form', 'enquiry/progress', 'enquiry/store'],
  'enquiry/form': ['enquiry'],
  'enquiry/progress': ['enquiry', 'enquiry/form', 'hours'],
  'enquiry/store': ['enquiry', 'enquiry/progress'],
  'enquiry/monitoring': ['enquiry', 'enquiry/progress', 'enquiry/store', 'mail', 'hours', 'words'],
  'enquiry/delivery': [
    'enquiry',
    'enquiry/form',
    'enquiry/progress',
    'enquiry/store',
    'enquiry/monitoring',
    'mail',
    'words',
  ],
  'content-schemas': ['hours', 'law', 'search'],
  'content.config.ts': ['content-schemas', 'content-check', 'settings'],
  'content-check': ['content-schemas', 'markdown', 'staff-files', 'hours', 'search', 'words'],
  'site.ts': ['content-schemas', 'words', 'hours', 'settings'],
  'page-data': ['content-schemas', 'words', 'hours', 'law', 'search', 'markdown', 'site.ts'],
  components: [
    'words',
    'hours',
    'law',
    'search',
    'markdown',
    'enquiry',
    'enquiry/form',
    'enquiry/progress',
    'page-data',
    'site.ts',
  ],
  layouts: ['components', 'page-data', 'styles', 'site.ts'],
  pages: [
    'layouts',
    'components',
    'enquiry/progress',
    'page-data',
    'words',
    'hours',
    'calendar',
    'search',
    'site.ts',
  ],
  web: ['http', 'enquiry', 'enquiry/form', 'enquiry/store', 'enquiry/monitoring', 'hours', 'words'],
  editing: [
    'http',
    'mail',
    'content-check',
    'content-schemas',
    'markdown',
    'staff-files',
    'page-data',
    'publication',
    'hours',
    'words',
  ],
  app: [
    'editing',
    'enquiry',
    'enquiry/form',
    'enquiry/progress',
    'enquiry/store',
    'enquiry/delivery',
    'enquiry/monitoring',
    'mail',
    'http',
    'web',
    'hours',
    'words',
    'settings',
  ],
  manifest: ['content-schemas', 'content-check', 'web', 'settings', 'hours', 'staff-files', 'words'],
  integrations: [
    'manifest',
    'app',
    'web',
    'http',
    'settings',
    'hours',
    'content-check',
    'staff-files',
    'words',
  ],
  publication: ['manifest', 'web', 'content-check', 'hours', 'settings'],
  cli: [
    'app',
    'editing',
    'publication',
    'web',
    'http',
    'mail',
    'enquiry',
    'enquiry/progress',
    'enquiry/store',
    'enquiry/delivery',
    'manifest',
    'content-check',
    'content-schemas',
    'hours',
    'law',
    'words',
    'settings',
  ],
  'env.d.ts': ['enquiry', 'enquiry/form'],
};

const pure = [
  'form/*',
  'delivery/claim-policy',
  'delivery/retry',
  'delivery/staff-mail',
  'recipients',
  ...['steps', 'promise', 'notices', 'code', 'staff-link', 'letters'].map((name) => `progress/${name}`),
].map((name) => `src/enquiry/${name}`);
const isPure = (file: string): boolean =>
  pure.some((name) => (name.endsWith('/*') ? file.startsWith(name.slice(0, -1)) : file === `${name}.ts`));

interface Import {
  readonly from: string;
  readonly to: string;
}

const source = join(projectRoot, 'src');
const slashes = (path: string): string => relative(projectRoot, path).split(sep).join('/');

const files = readdirSync(source, { recursive: true })
  .map((name) => join(source, String(name)))
  .filter((name) => /\.(ts|astro)$/.test(name));

const imports: Import[] = files.flatMap((file) => {
  const code = readFileSync(file, 'utf8');
  const statements = code.matchAll(
    /(?:import|export)\s+(?:type\s+)?[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|import\s+'([^']+)'/g,
  );
  return [...statements].map(([, from, dynamic, bare]) => ({
    from: file,
    to: from ?? dynamic ?? bare ?? '',
  }));
});

const local = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({
    from: slashes(from),
    to: slashes(resolve(dirname(from), to.replace(/\?.*$/, ''))),
  }));

function roomOf(path: string): string {
  const [, room = path, inner = ''] = path.split('/');
  if (base.includes(room)) return 'base';
  return room === 'enquiry' && !inner.endsWith('.ts') ? `${room}/${inner}` : room;
}

/** @returns each cycle of imports, as text */
function findCircles(ways: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (place: string, way: readonly string[]): void => {
    if (way.includes(place)) {
      circles.push([...way.slice(way.indexOf(place)), place].join(' → '));
      return;
    }
    if (done.has(place)) return;
    for (const other of ways.get(place) ?? []) walk(other, [...way, place]);
    done.add(place);
  };
  for (const place of ways.keys()) walk(place, []);
  return circles;
}

/** With more files in one folder a reader no longer finds a file quickly. */
const mostFilesInARoom = 22;

describe('imports between rooms', () => {
  it('are read from the source', () => {
    assert.ok(local.length > 100, `only ${local.length} imports found`);
  });

  it('no room imports from a room that the table does not allow', () => {
    const faults = local.filter(({ from, to }) => {
      const [room, taken] = [roomOf(from), roomOf(to)];
      const allowed = mayImport[room];
      return allowed === undefined || (room !== taken && taken !== 'base' && !allowed.includes(taken));
    });
    assert.deepEqual(faults, []);
  });

  it('the table allows no import that is not used', () => {
    const taken = new Set(local.map(({ from, to }) => `${roomOf(from)} ${roomOf(to)}`));
    const unused = Object.entries(mayImport).flatMap(([room, rooms]) =>
      rooms.map((other) => `${room} ${other}`).filter((way) => !taken.has(way)),
    );
    assert.deepEqual(unused, []);
  });

  it('there is no cycle between rooms; the rooms of the enquiry count as one', () => {
    const whole = (room: string) => room.replace(/^enquiry\/.*/, 'enquiry');
    const ways = new Map<string, Set<string>>();
    for (const [room, rooms] of Object.entries(mayImport))
      for (const other of rooms.filter((each) => whole(each) !== whole(room)))
        ways.set(whole(room), (ways.get(whole(room)) ?? new Set()).add(whole(other)));
    assert.deepEqual(findCircles(ways), []);
  });

  it('no room contains too many files', () => {
    const rooms = Map.groupBy(files, (file) => dirname(slashes(file)));
    const crowded = [...rooms].filter(([, inside]) => inside.length > mostFilesInARoom).map(([room]) => room);
    assert.deepEqual(crowded, []);
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
          isPure(slashes(from)) && /^node:(fs|net|http|sqlite|timers|process)|nodemailer/.test(to),
      ),
      [],
    );
  });

  it('pages, the composition root and tests are not imported', () => {
    assert.deepEqual(
      local.filter(({ from, to }) => {
        const taken = roomOf(to);
        return (
          (['pages', 'app'].includes(taken) && ![taken, 'cli', 'integrations'].includes(roomOf(from))) ||
          to.startsWith('tests/')
        );
      }),
      [],
    );
  });

  it('there is no cycle between files', () => {
    const ways = new Map<string, Set<string>>();
    for (const { from, to } of local) ways.set(from, (ways.get(from) ?? new Set()).add(to));
    assert.deepEqual(findCircles(ways), []);
  });
});
