import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { bareEnvironment } from '../support/bare-environment.ts';
import { clubContent } from '../support/club.ts';
import { freePort, projectRoot } from '../support/site.ts';

interface Started {
  readonly child: ChildProcess;
  readonly site: string;
  readonly editing: string;
  readonly data: string;
  output(): string;
  /** @throws if it was not printed within 20 s */
  printed(what: RegExp): Promise<string>;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ status }) => status < 500,
    () => false,
  );

/** Runs what `npm start` runs once the site is built, or `npm run editing`. */
async function start(
  context: TestContext,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const data = await mkdtemp(join(tmpdir(), 'kis-editing-'));
  await cp(clubContent, join(data, 'content'), { recursive: true });
  const [port, editingPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: {
      ...bareEnvironment,
      PORT: String(port),
      SITE_URL: `http://localhost:${port}`,
      EDITING_PORT: String(editingPort),
      CONTENT_DIR: join(data, 'content'),
      DATA_DIR: data,
      EDITING_DATA_DIR: join(data, 'editing'),
      npm_lifecycle_event: 'start',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
  context.after(async () => {
    child.kill('SIGKILL');
    // The editing pages notice within half a second that their parent process is gone.
    await pause(700);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    child,
    site: `http://localhost:${port}`,
    editing: `http://localhost:${environment['EDITING_PORT'] ?? editingPort}`,
    data,
    output: () => text,
    async printed(what) {
      for (let tries = 0; tries < 400; tries += 1) {
        const found = what.exec(text)?.[0];
        if (found !== undefined) return found;
        await pause(50);
      }
      throw new Error(`not printed: ${what}\n${text}`);
    },
  };
}

const withEditing = ['src/cli/serve.js', '--with-editing'];
const link = /^http:\/\/localhost:\d+\/wejscie\/link\/[\w-]{43}\/$/m;

describe('the editing pages beside the site', () => {
  it('come up after it, and their link stands alone on the last line that names their address', async (context) => {
    const started = await start(context, withEditing);
    await started.printed(link);
    const lines = started.output().trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^Listening on /);
    const naming = lines.filter((line) => line.includes(started.editing));
    assert.match(naming.at(-1) ?? '', link);
    assert.ok(await answers(`${started.editing}/wejscie/`));
  });

  it('leave the site alone when their port is in use, and say so', async (context) => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    context.after(() => other.close());
    const address = other.address();
    const taken = String(typeof address === 'object' && address ? address.port : 0);
    const started = await start(context, withEditing, { EDITING_PORT: taken });
    await started.printed(new RegExp(`EDITING_PORT: ${taken} .* is in use`));
    await started.printed(/The editing pages have stopped; the site goes on/);
    assert.ok(await answers(`${started.site}/kontakt/`));
  });

  it('are left out by EDITING=off, and by serve', async (context) => {
    for (const [args, environment] of [
      [withEditing, { EDITING: 'off' }],
      [['src/cli/serve.js'], {}],
    ] as const) {
      const started = await start(context, args, environment);
      await started.printed(/Still missing|Nothing is missing/);
      await pause(1_500);
      assert.doesNotMatch(started.output(), /Editing pages/);
      assert.equal(await answers(`${started.editing}/wejscie/`), false);
    }
  });

  it('may die without the site, and do not outlive it', async (context) => {
    const started = await start(context, withEditing);
    await started.printed(link);
    const { pid = 0 } = started.child;
    const [child = 0] = await childrenOf(pid);
    process.kill(child, 'SIGKILL');
    await started.printed(/the site goes on/);
    assert.ok(await answers(`${started.site}/kontakt/`));
    const again = await start(context, withEditing);
    await again.printed(link);
    again.child.kill('SIGKILL');
    for (let tries = 0; tries < 100 && (await answers(`${again.editing}/wejscie/`)); tries += 1)
      await pause(50);
    assert.equal(await answers(`${again.editing}/wejscie/`), false);
  });

  it('alone, on a public address, print no link, and write nothing but their own folder', async (context) => {
    const started = await start(context, ['src/cli/editing.ts'], {
      EDITING_URL: 'https://redakcja.kis.example',
      EDITORS: 'a@kis.example',
    });
    await started.printed(/Mail of the editing pages: /);
    assert.doesNotMatch(started.output(), /wejscie\/link/);
    assert.deepEqual((await readdir(started.data)).toSorted(), ['content', 'editing']);
  });
});

async function childrenOf(pid: number): Promise<number[]> {
  const { execFileSync } = await import('node:child_process');
  const table = execFileSync('ps', ['-e', '-o', 'pid=,ppid=']).toString();
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}
