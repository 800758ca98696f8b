import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../support/site.ts';
import type { Contender } from './contender.ts';

const ticksASecond = 100;
const tries = 200;

/** nginx with one process, to compare with one Node process. */
const configuration = (coding: Coding, directory: string, port: number, root: string): string => `
${coding === 'brotli' ? 'load_module modules/ngx_http_brotli_static_module.so;' : ''}
daemon off; master_process off; pid ${directory}/pid; error_log stderr;
events { worker_connections 1024; }
http {
  types { text/html html; } access_log off; sendfile on; keepalive_requests 1000000;
  open_file_cache max=1000;
  server { listen 127.0.0.1:${port}; root ${root}; ${coding}_static on; }
}`;

type Coding = 'brotli' | 'gzip';

function accepts(coding: Coding): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'kis-bench-nginx-'));
  const file = join(directory, 'nginx.conf');
  writeFileSync(file, configuration(coding, directory, 8080, directory));
  const { status } = spawnSync('nginx', ['-t', '-c', file]);
  rmSync(directory, { recursive: true });
  return status === 0;
}

/** @returns the smallest compressed form that the nginx on this machine can send; undefined without an nginx */
export const nginxCoding = (): Coding | undefined => (['brotli', 'gzip'] as const).find(accepts);

/** Reads fields 14 to 17 of proc(5) stat, after the name, which may contain spaces. */
function cpuMicroseconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / ticksASecond) * 1e6;
}

/** @throws if it does not answer */
export async function startNginx(coding: Coding, root: string, path: string): Promise<Contender> {
  const directory = mkdtempSync(join(tmpdir(), 'kis-bench-nginx-'));
  const port = await freePort();
  const file = join(directory, 'nginx.conf');
  writeFileSync(file, configuration(coding, directory, port, root));
  const began = performance.now();
  const child = spawn('nginx', ['-c', file], { stdio: 'inherit' });
  const ended = once(child, 'exit');
  for (let each = 0; each < tries; each += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null) throw new Error('nginx ended');
    await pause(10);
  }
  const pid = child.pid ?? 0;
  const start = { milliseconds: performance.now() - began, cpuMilliseconds: cpuMicroseconds(pid) / 1_000 };
  return {
    port,
    start,
    usage: async () => ({ cpuMicroseconds: cpuMicroseconds(pid), memoryBytes: 0, mostMemoryBytes: 0 }),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
