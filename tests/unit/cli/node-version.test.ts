import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { projectRoot } from '../../support/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'kis-node-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a command that prints `ran`, behind the check of the version, with `process.version` set to this version. */
function runAs(version: string) {
  const pretence = join(folder, `${version}.cjs`);
  writeFileSync(
    pretence,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const looks = join(projectRoot, 'src/cli/node-version.cjs');
  const command = ['-r', pretence, '-r', looks, '-e', 'console.log("ran")'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, lines: stderr.split('\n').filter((line) => line !== '') };
}

describe('a command under a Node that is too old', () => {
  for (const version of ['16.20.2', '18.19.1', '20.20.2', '22.0.0', '22.17.1'])
    it(`${version}: says so in one line and does nothing`, () => {
      const { status, stdout, lines } = runAs(version);
      assert.deepEqual([status, stdout, lines.length], [2, '', 1]);
      assert.match(lines[0] ?? '', new RegExp(`^Node ${version} is too old .*"npm ci"`));
    });
  for (const version of ['22.18.0', '22.23.4', '24.0.0', '26.10.0', '30.0.0'])
    it(`${version}: runs`, () => {
      assert.deepEqual(runAs(version), { status: 0, stdout: 'ran\n', lines: [] });
    });

  it('every command of package.json checks first, before it loads TypeScript', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const blind = Object.entries(scripts).filter(([, script]) =>
      script
        .split('&&')
        .some(
          (part, index) => index === 0 && /node .*\.[tj]s\b/.test(part) && !part.includes('node-version.cjs'),
        ),
    );
    assert.deepEqual(
      blind.filter(([, script]) => !script.startsWith('node --test ')),
      [],
    );
  });

  it('is reported by the server, too, when it is started directly', () => {
    assert.match(
      readFileSync(join(projectRoot, 'src/cli/serve.js'), 'utf8'),
      /^import '\.\/node-version\.cjs';$/m,
    );
  });
});
