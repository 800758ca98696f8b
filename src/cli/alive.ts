/**
 * `node src/cli/alive.ts [SECONDS]`: asks the site with these settings whether its process answers; exits 0 as soon
 * as it does, 1 when it does not within that time (default: 5 s). For service managers and containers.
 */
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { readSettings, type Settings } from '../settings/settings.ts';

const defaultSeconds = 5;
const pauseMilliseconds = 100;
const answerMilliseconds = 4_000;

/** The loopback address of a server that listens on all addresses. */
const loopbackOf: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function answers({ host, port, siteUrl }: Settings): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { host: loopbackOf[host] ?? host, port, path: '/livez', headers: { Host: siteUrl.host } };
    const signal = AbortSignal.timeout(answerMilliseconds);
    const call = request({ ...options, signal }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    call.once('error', () => resolve(false)).end();
  });
}

const reading = readSettings(process.env);
if (reading.kind === 'invalid') {
  process.stderr.write(`${reading.faults.join('\n')}\n`);
  process.exit(2);
}
const deadline = Date.now() + Number(process.argv[2] ?? defaultSeconds) * 1_000;
let alive = await answers(reading.settings);
while (!alive && Date.now() < deadline) {
  await pause(pauseMilliseconds);
  alive = await answers(reading.settings);
}
process.exit(alive ? 0 : 1);
