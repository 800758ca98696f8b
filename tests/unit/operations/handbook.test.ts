import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { alarmKinds } from '../../../src/enquiry/monitoring/alarms.ts';
import { languagePrefix, renderedPages } from '../../../src/paths.ts';
import { languages } from '../../../src/words/index.ts';
import { plOperatorMail } from '../../../src/words/pl-operator-mail.ts';
import { projectRoot } from '../../support/site.ts';

const operations = join(projectRoot, 'src', 'operations');
const read = (...path: readonly string[]): string => readFileSync(join(projectRoot, ...path), 'utf8');
const handbook = read('src', 'operations', 'README.md');
const readme = read('README.md');

const sources = readdirSync(join(projectRoot, 'src'), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read('src', name));

/** The text below each heading, keyed by the heading. */
const sections = new Map(
  handbook.split(/^#{2,3} /m).map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
);

/** @returns the anchor that GitHub generates for a heading */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

describe('the operator’s handbook', () => {
  it('has a heading for each alarm, with the title of its mail', () => {
    assert.ok(alarmKinds.length > 0);
    for (const kind of alarmKinds)
      assert.ok(sections.get(kind)?.includes(`„${plOperatorMail.alarm.kinds[kind].title}”`), kind);
  });

  it('says of each line at error level what it means', () => {
    const events = sources.flatMap((source) =>
      [...source.matchAll(/\('error', '([a-z-]+)'|\bevent: '([a-z-]+)', nature/g)].map(
        ([, logged, raised]) => logged ?? raised ?? '',
      ),
    );
    assert.ok(events.length > 20, `only ${events.length} found`);
    assert.deepEqual(
      events.filter((event) => !handbook.includes(`\`${event}\``)),
      [],
    );
  });

  it('leads to each file beside it, and each of those says where it belongs', () => {
    const files = readdirSync(operations, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name !== 'README.md',
    );
    assert.ok(files.length > 5);
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      const relative = path.slice(operations.length + 1).replaceAll('\\', '/');
      assert.ok(handbook.includes(`](${relative})`), relative);
      const [, place = ''] =
        /^(?:#!.*\n)?# (\/(?:etc|usr\/local)\/\S+)\n/.exec(readFileSync(path, 'utf8')) ?? [];
      assert.equal(basename(place), name, `${relative}: its first line`);
    }
  });

  // Mutation: `/odbior/*` left out.
  it('sends every page that is rendered when asked for past a CDN to the server, in each language', () => {
    const section = sections.get('Static part on a CDN') ?? '';
    const passed = [...section.matchAll(/`(\/[^`]*\/)\*`/g)].map(([, path = '']) => path);
    assert.deepEqual(
      renderedPages.filter((page) => !passed.some((path) => page.startsWith(path))),
      [],
    );
    assert.deepEqual(
      passed.filter((path) => !renderedPages.some((page) => page.startsWith(path))),
      [],
    );
    const prefixes = [...(/behind (.+) too/.exec(section)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map(
      ([, prefix]) => prefix,
    );
    assert.deepEqual(prefixes, languages.map(languagePrefix).filter(Boolean));
  });

  it('names only commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const text of [handbook, readme])
      for (const [, name = ''] of text.matchAll(/\bnpm run (?:--silent )?([a-z:-]+)/g))
        assert.ok(name in scripts, name);
  });
});

describe('the README', () => {
  it('has one row for each setting', () => {
    const [, schema = ''] = read('src', 'settings', 'schema.ts').split('z.object({');
    const names = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
    assert.ok(names.length > 15, `only ${names.length} found`);
    const rows = [...readme.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(([, row = '']) =>
      row.replaceAll('`', '').split(', '),
    );
    assert.deepEqual(rows.toSorted(), names.toSorted());
  });

  it('leads, as the handbook does, only to files and headings that there are', () => {
    for (const [file, text] of [
      ['README.md', readme],
      ['src/operations/README.md', handbook],
    ] as const)
      for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [path = '', anchor] = target.split('#');
        const whole = path === '' ? join(projectRoot, file) : join(projectRoot, dirname(file), path);
        assert.ok(existsSync(whole), `${file}: ${target}`);
        if (anchor === undefined) continue;
        const headings = readFileSync(whole, 'utf8').matchAll(/^#+ (.+)$/gm);
        const anchors = [...headings].map(([, heading = '']) => anchorOf(heading));
        assert.ok(anchors.includes(anchor), `${file}: ${target}`);
      }
  });
});
