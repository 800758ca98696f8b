import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bareEnvironment } from './bare-environment.ts';
import { copyProject } from './project-copy.ts';
import { freePort } from './site.ts';

/** Runs `npm start` on a copy of the project with the made-up club. */
export interface Started {
  readonly site: string;
  readonly editing: string;
  /** The one-time link in the last line of the output. */
  readonly link: string;
  /** Ends the site, the editing pages and their builds, and removes the copy. */
  stop(): Promise<void>;
}

const longestMilliseconds = 60_000;

/** Builds the copy and starts it. @throws with the output if it contains no link within a minute */
export async function startWhole(): Promise<Started> {
  const copy = await copyProject();
  const data = mkdtempSync(join(tmpdir(), 'kis-whole-'));
  const [port, editingPort] = [await freePort(), await freePort()];
  const site = `http://localhost:${port}`;
  const environment = {
    ...bareEnvironment,
    PORT: String(port),
    SITE_URL: site,
    EDITING_PORT: String(editingPort),
    DATA_DIR: data,
    EDITING_DATA_DIR: join(data, 'editing'),
  };
  const run = (...args: readonly string[]) =>
    spawn(process.execPath, args, {
      cwd: copy.root,
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    });
  await new Promise((resolve) => run('src/cli/build.ts').once('close', resolve).stdout.resume());
  const child = run('src/cli/serve.js', '--with-editing');
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  async function stop(): Promise<void> {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await copy.remove();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
  for (const end = performance.now() + longestMilliseconds; performance.now() < end; await pause(20)) {
    const [link] = /^http:\/\/localhost:\d+\/wejscie\/link\/\S+$/m.exec(printed) ?? [];
    if (link !== undefined) return { site, editing: new URL(link).origin, link, stop };
  }
  await stop();
  throw new Error(`no link:\n${printed}`);
}
