import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readSettings } from '../../src/settings/settings.ts';
import { fillIn, operations, readConfiguration } from './configuration.ts';

const units = readdirSync(join(operations, 'systemd')).filter((name) =>
  /\.(?:service|timer|path)$/.test(name),
);
const longRunning = ['kis@.service', 'kis-courier.service', 'kis-editing.service'];
/** The highest exposure allowed, on the scale of `systemd-analyze security`, 0 (best) to 100. */
const mostExposure = 15;

const missing = spawnSync('systemd-analyze', ['--version']).error !== undefined;
const skip = missing && 'NOT RUN: systemd-analyze is not installed';
if (skip) process.stderr.write(`tests/production/systemd: ${skip}\n`);
else process.stderr.write('tests/production/systemd: NOT RUN: the units themselves; they are only judged\n');

describe('the systemd units of src/operations', { skip }, () => {
  let folder: string;
  const fileOf = (unit: string) => join(folder, unit.replace('@.', '@4321.'));
  const textOf = (unit: string) => readConfiguration(`systemd/${unit}`);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'kis-units-'));
    for (const unit of units) {
      const text = textOf(unit);
      // `verify` checks that the program exists.
      const here = text.includes('/usr/bin/node')
        ? fillIn(text, [['/usr/bin/node', process.execPath]])
        : text;
      writeFileSync(fileOf(unit), here);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('say nothing that systemd does not know', () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', ...units.map(fileOf)], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('run as users that the file for systemd-sysusers makes, in one group', () => {
    const root = join(folder, 'root');
    mkdirSync(join(root, 'usr/lib/sysusers.d'), { recursive: true });
    mkdirSync(join(root, 'etc'));
    writeFileSync(join(root, 'usr/lib/sysusers.d/kis.conf'), textOf('kis-users.conf'));
    execFileSync('systemd-sysusers', [`--root=${root}`], { stdio: 'ignore' });
    const users = new Map(
      readFileSync(join(root, 'etc/passwd'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(':'))
        .map(([name = '', , , groupId]) => [name, groupId] as const),
    );
    const userOf = (unit: string) => /^User=(.+)$/m.exec(textOf(unit))?.[1] ?? '';
    const [web = '', courier = ''] = longRunning.map(userOf);
    assert.notEqual(web, courier);
    assert.ok(users.has(web) && users.get(web) === users.get(courier));
    assert.ok(users.has(userOf('kis-build.service')));
    assert.equal(userOf('kis-publish.service'), userOf('kis-build.service'));
    const [, group = ''] = /^SupplementaryGroups=(.+)$/m.exec(textOf('kis-publish.service')) ?? [];
    assert.ok(readFileSync(join(root, 'etc/group'), 'utf8').includes(`\n${group}:`), group);
  });

  it('leave the long-running ones little that they could do', () => {
    for (const unit of longRunning) {
      const judge = ['security', '--offline=true', `--threshold=${mostExposure}`, fileOf(unit)];
      const { status, stdout } = spawnSync('systemd-analyze', judge, { encoding: 'utf8' });
      assert.equal(status, 0, `${unit}: ${stdout.trim().split('\n').at(-1)}`);
    }
  });

  it('hand over each secret that a setting names, and only settings that there are', () => {
    for (const unit of longRunning) {
      const text = textOf(unit);
      const handed = [...text.matchAll(/^LoadCredential=([^:]+):/gm)].map(([, name]) => name);
      const named = [...text.matchAll(/%d\/([\w-]+)/g)].map(([, name]) => name);
      assert.deepEqual(named.toSorted(), handed.toSorted(), unit);
      const environment = [...text.matchAll(/^Environment=(.+)$/gm)].flatMap(([, line = '']) =>
        line.split(' '),
      );
      // The settings are refused where the folder of the content is not there.
      const values = environment.map((each) =>
        each.replaceAll('%i', '4321').replace('/var/lib/kis-content', folder).split('='),
      );
      const secrets = environment
        .filter((each) => each.includes('%d/'))
        .map((each) => each.split('_FILE=')[0]);
      const reading = readSettings(Object.fromEntries(values), () => 'not the secret');
      // A setting whose secret was read and rejected is a known setting.
      const faults = reading.kind === 'invalid' ? reading.faults.map((fault) => fault.split(':')[0]) : [];
      assert.deepEqual(faults.toSorted(), secrets.toSorted(), unit);
    }
  });

  it('build each night in Warsaw', () => {
    const [, calendar = ''] = /^OnCalendar=(.+)$/m.exec(textOf('kis-build.timer')) ?? [];
    const next = execFileSync('systemd-analyze', ['calendar', '--base-time=2026-11-22 12:00 UTC', calendar]);
    assert.match(next.toString(), /2026-11-22 23:05:00 UTC/);
  });
});
