import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startOrderRunner } from '../../src/publication/order-runner.ts';
import {
  followOrder,
  listOrders,
  ordersFolder,
  placeOrder,
  readOrder,
} from '../../src/publication/orders.ts';
import { outcomesFile } from '../../src/publication/outcomes.ts';
import { readFilesNow } from '../../src/web/build-files.ts';
import { findBuiltSite } from '../../src/web/build-manifest.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { clubBuild } from '../support/club.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { copyBuild } from '../support/publish.ts';

const page = 'content/pl/strony/klub.md';

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  printed(): string;
}

describe('builds of one project', () => {
  let copy: ProjectCopy;
  const dist = () => join(copy.root, 'dist');
  const environment = () => ({
    ...bareEnvironment,
    EDITING_DATA_DIR: join(copy.root, 'editing'),
  });

  const faultyRenaming = new URL('../support/faulty-renaming.ts', import.meta.url).href;

  /** @param renaming what happens when the finished build is swapped with the published one */
  function run(script: string, args: readonly string[] = [], renaming?: 'killed' | 'refused'): Run {
    const faults = renaming === undefined ? [] : [`--import=${faultyRenaming}`];
    const child = spawn(process.execPath, [...faults, script, ...args], {
      cwd: copy.root,
      env: { ...environment(), RENAMING: renaming ?? '' },
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
      });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, ended, printed: () => printed };
  }
  const build = (...args: readonly string[]) => run('src/cli/build.ts', args);

  async function isUnderWay({ printed, child }: Run): Promise<void> {
    // The check has finished and the pages are being rendered.
    while (!printed().includes('Błędów: ') && child.exitCode === null) await pause(5);
    assert.equal(child.exitCode, null, printed());
  }

  const klub = (): string => readFileSync(join(dist(), 'client', 'klub', 'index.html'), 'utf8');
  const isWhole = (): boolean => {
    const site = findBuiltSite(dist());
    return site !== undefined && readFilesNow(site).kind === 'whole';
  };
  const say = (sentence: string) => copy.edit(page, (text) => `${text}\n${sentence}\n`);

  before(async () => {
    copy = await copyProject();
    copyBuild(clubBuild, dist());
  });
  after(() => copy.remove());

  it('start at once after one was killed, and the site is unchanged; two wait for each other, say so, and both end well', async () => {
    const { id } = findBuiltSite(dist()) ?? {};
    await say('Zabite budowanie.');
    const killed = build();
    await isUnderWay(killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    assert.deepEqual([findBuiltSite(dist())?.id, isWhole()], [id, true]);
    const [first, second] = [build(), build()];
    assert.deepEqual([await first.ended, await second.ended], [0, 0], first.printed() + second.printed());
    const waited = [first, second].filter(({ printed }) =>
      printed().includes('Trwa inne budowanie portalu. Czekam'),
    );
    assert.equal(waited.length, 1, 'one for the other, and none for the killed one');
    assert.ok(isWhole());
    assert.match(klub(), /Zabite budowanie/);
  });

  it('leave the site unchanged when the content has an error or the pages cannot be rendered', async () => {
    const { id } = findBuiltSite(dist()) ?? {};
    const hours = join(copy.root, 'content', 'fakty', 'godziny.yaml');
    const good = readFileSync(hours, 'utf8');
    writeFileSync(hours, good.replace(/\d\d?:\d\d/, '25:99'));
    assert.equal(await build().ended, 1);
    writeFileSync(hours, good);
    const template = join(copy.root, 'src', 'pages', '404.astro');
    const before = readFileSync(template, 'utf8');
    writeFileSync(template, before.replace('---', "---\nthrow new Error('broken');"));
    assert.equal(await build().ended, 1);
    writeFileSync(template, before);
    assert.deepEqual([findBuiltSite(dist())?.id, isWhole()], [id, true]);
  });

  it('leave the site unchanged when they cannot replace it', async () => {
    const { id } = findBuiltSite(dist()) ?? {};
    await say('Nieudane przestawienie.');
    const refused = run('src/cli/build.ts', [], 'refused');
    assert.equal(await refused.ended, 1, refused.printed());
    assert.deepEqual([findBuiltSite(dist())?.id, isWhole()], [id, true]);
    assert.doesNotMatch(klub(), /Nieudane przestawienie/);
  });

  it('restore the site that a build left beside its folder when it was killed between its two renames', async () => {
    const { id } = findBuiltSite(dist()) ?? {};
    await say('Zabite przestawienie.');
    const killed = run('src/cli/build.ts', [], 'killed');
    assert.equal(await killed.ended, null, killed.printed());
    assert.equal(existsSync(dist()), false);
    // Even by a build that fails.
    const hours = join(copy.root, 'content', 'fakty', 'godziny.yaml');
    const good = readFileSync(hours, 'utf8');
    writeFileSync(hours, good.replace(/\d\d?:\d\d/, '25:99'));
    assert.equal(await build().ended, 1);
    writeFileSync(hours, good);
    assert.deepEqual([findBuiltSite(dist())?.id, isWhole()], [id, true]);
    assert.doesNotMatch(klub(), /Zabite przestawienie/);
  });

  it('are made again when needed: after a change that no build has shown yet, and after damage; else not', async () => {
    const needed = async () => {
      const { ended, printed } = build('--if-needed');
      assert.equal(await ended, 0, printed());
      return printed().includes('Portal zbudowany');
    };
    assert.equal(await needed(), true);
    assert.match(klub(), /Nieudane przestawienie\.[\s\S]*Zabite przestawienie\./);
    assert.equal(await needed(), false);
    writeFileSync(join(dist(), 'client', 'klub', 'index.html'), 'damaged');
    assert.equal(await needed(), true);
    assert.ok(isWhole());
  });

  it('that were ordered are made, and their result is reported', async () => {
    const places = { folder: ordersFolder(join(copy.root, 'editing')), outcomes: outcomesFile(copy.root) };
    const runner = startOrderRunner({ root: copy.root, folder: places.folder, environment: environment() });
    const statesOf = async (id: string) => {
      const states: string[] = [];
      for await (const state of followOrder(places, id, 60_000))
        states.push(state.kind === 'building' ? state.step : state.kind);
      return states;
    };
    await say('Zamówione zdanie.');
    const id = randomUUID();
    placeOrder(places.folder, id);
    const states = await statesOf(id);
    assert.deepEqual([states[0], states.at(-1)], ['ordered', 'published']);
    assert.ok(states.includes('building'), states.join());
    assert.match(klub(), /Zamówione zdanie/);

    const hours = join(copy.root, 'content', 'fakty', 'godziny.yaml');
    const good = readFileSync(hours, 'utf8');
    writeFileSync(hours, good.replace(/\d\d?:\d\d/, '25:99'));
    const wrong = randomUUID();
    placeOrder(places.folder, wrong);
    assert.equal((await statesOf(wrong)).at(-1), 'failed');
    const outcome = readOrder(places.outcomes, wrong);
    assert.ok(outcome.kind === 'failed' && outcome.cause === 'content');
    assert.match(outcome.lines.join('\n'), /^content\/fakty\/godziny\.yaml:\d+ {2}/);
    assert.match(klub(), /Zamówione zdanie/);
    writeFileSync(hours, good);
    await runner.stop();
    assert.deepEqual(listOrders(places.folder), []);
  });

  it('that were ordered are made when their builder is killed, and given up after the third time', async () => {
    const places = { folder: ordersFolder(join(copy.root, 'editing')), outcomes: outcomesFile(copy.root) };
    const id = randomUUID();
    placeOrder(places.folder, id);
    for (let tries = 1; tries <= 3; tries += 1) {
      const builder = run('src/cli/build-orders.ts');
      const stepOf = () => {
        const state = readOrder(places.outcomes, id);
        return state.kind === 'building' && state.tries === tries ? state.step : undefined;
      };
      while (stepOf() !== 'building' && builder.child.exitCode === null) await pause(5);
      builder.child.kill('SIGKILL');
      await builder.ended;
      assert.equal(stepOf(), 'building');
    }
    const last = run('src/cli/build-orders.ts');
    assert.equal(await last.ended, 1);
    const outcome = readOrder(places.outcomes, id);
    assert.ok(outcome.kind === 'failed' && outcome.cause === 'build');
    assert.ok(isWhole());
    rmSync(places.folder, { recursive: true });
    const none = run('src/cli/build-orders.ts');
    assert.equal(await none.ended, 0);
  });

  it('are served by `serve` although one was killed between its two renames', async () => {
    const previous = join(copy.root, '.astro', 'dist-previous');

    renameSync(dist(), previous);
    const server = spawn(process.execPath, ['src/cli/serve.js'], {
      cwd: copy.root,
      env: { ...environment(), PORT: '0', DATA_DIR: join(copy.root, 'data') },
    });
    let printed = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    while (!printed.includes('Listening on') && server.exitCode === null) await pause(20);
    server.kill('SIGKILL');
    assert.match(printed, /Listening on/);
    assert.deepEqual([existsSync(previous), isWhole()], [false, true]);
  });
});
