import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clubBuild } from '../support/club.ts';
import { freePort } from '../support/site.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { fillIn, readConfiguration } from './configuration.ts';
import { siteName } from './visitor.ts';

const startMilliseconds = 10_000;

/** A web server in front of the site, configured as in src/operations, on loopback. */
export interface RunningProxy {
  /** The port with TLS. */
  readonly port: number;
  readonly plainPort: number;
  readonly certificate: Certificate;
  /**
   * @param line the last line expected
   * @returns the content of its log files, up to that line
   * @throws if the line does not appear
   */
  logsUntil(line: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/**
 * @param program `nginx`, `haproxy` or `caddy`
 * @returns why it cannot be tested here; false if it can
 */
export function whyNot(program: string): string | false {
  const missing = [program, 'openssl'].find((name) => spawnSync(name, ['version']).error !== undefined);
  return missing !== undefined && `NOT RUN: ${missing} is not installed (Debian: apt-get install ${missing})`;
}

function answersOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}

/** @throws with its output if it ends or does not answer */
async function untilItAnswers(child: ChildProcess, port: number): Promise<void> {
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece) => (printed += String(piece)));
  const deadline = Date.now() + startMilliseconds;
  while (!(await answersOn(port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`It does not start:\n${printed}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function start(
  folder: string,
  ports: Pick<RunningProxy, 'port' | 'plainPort' | 'certificate'>,
  [program, ...parameters]: readonly [string, ...string[]],
): Promise<RunningProxy> {
  const child = spawn(program, parameters, {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  await untilItAnswers(child, ports.port).catch((fault: unknown) => {
    child.kill('SIGTERM');
    throw fault;
  });
  const logFolder = join(folder, 'log');
  return {
    ...ports,
    async logsUntil(line) {
      const deadline = Date.now() + startMilliseconds;
      for (;;) {
        const text = readdirSync(logFolder)
          .map((name) => readFileSync(join(logFolder, name), 'utf8'))
          .join('');
        if (line.test(text)) return text;
        if (Date.now() > deadline) throw new Error(`No ${line} in its log:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function place(): Promise<
  { folder: string } & Pick<RunningProxy, 'port' | 'plainPort' | 'certificate'>
> {
  const folder = mkdtempSync(join(tmpdir(), 'kis-proxy-'));
  for (const name of ['log', 'temporary']) mkdirSync(join(folder, name));
  const certificate = makeCertificate(folder, siteName);
  return { folder, certificate, port: await freePort(), plainPort: await freePort() };
}

/** The defaults that Debian's `nginx.conf` sets around a file in `conf.d`, `gzip on` among them. */
const debianAround = (folder: string, file: string, workerConnections = 768): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off; worker_processes 2; pid ${folder}/pid; error_log ${folder}/log/error.log;
events { worker_connections ${workerConnections}; }
http {
  sendfile on; tcp_nopush on; types_hash_max_size 2048;
  include /etc/nginx/mime.types; default_type application/octet-stream;
  ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;
  gzip on;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/temporary/${name};`).join(' ')}
  include ${file};
}`;

/**
 * @param configuration as in src/operations, or changed on purpose
 * @param options.upstream the line or lines of its processes
 * @returns an nginx that answers
 */
export async function startNginx(
  configuration: string,
  options: { upstream: string; workerConnections?: number },
): Promise<RunningProxy> {
  const { folder, ...rest } = await place();
  const { port, plainPort, certificate } = rest;
  const headersFile = join(folder, 'kis-headers.conf');
  const errorsFile = join(folder, 'kis-errors.conf');
  writeFileSync(headersFile, readConfiguration('nginx/kis-headers.conf'));
  writeFileSync(errorsFile, readConfiguration('nginx/kis-errors.conf'));
  const site = fillIn(configuration, [
    ['listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl http2;`],
    ['listen 80;', `listen 127.0.0.1:${plainPort};`],
    ['  listen [::]:443 ssl http2;\n', ''],
    ['  listen [::]:80;\n', ''],
    [`/etc/letsencrypt/live/${siteName}/fullchain.pem`, certificate.certificateFile],
    [`/etc/letsencrypt/live/${siteName}/privkey.pem`, certificate.keyFile],
    ['/var/log/nginx/', `${folder}/log/`],
    ['/srv/kis/dist/client', join(clubBuild, 'client')],
    ['/etc/nginx/kis-headers.conf', headersFile],
    ['/etc/nginx/kis-errors.conf', errorsFile],
    ['  server 127.0.0.1:4321 max_fails=0;\n', options.upstream],
  ]);
  const [siteFile, mainFile] = [join(folder, 'kis.conf'), join(folder, 'nginx.conf')];
  writeFileSync(siteFile, site);
  writeFileSync(mainFile, debianAround(folder, siteFile, options.workerConnections));
  return start(folder, rest, ['nginx', '-p', folder, '-e', 'stderr', '-c', mainFile]);
}

/** @returns a HAProxy that answers; the arguments are those of `startNginx` */
export async function startHaproxy(
  configuration: string,
  options: { upstream: string },
): Promise<RunningProxy> {
  const { folder, ...rest } = await place();
  const file = join(folder, 'haproxy.cfg');
  const site = fillIn(configuration, [
    [
      'bind :443 ssl crt /etc/haproxy/kis.pem',
      `bind 127.0.0.1:${rest.port} ssl crt ${rest.certificate.bothFile}`,
    ],
    ['bind :80', `bind 127.0.0.1:${rest.plainPort}`],
    ['  user haproxy\n  group haproxy\n', ''],
    ['/srv/kis/dist/client', join(clubBuild, 'client')],
    ['  server kis1 127.0.0.1:4321 check\n', options.upstream],
  ]);
  writeFileSync(file, site);
  return start(folder, rest, ['haproxy', '-db', '-f', file]);
}

/** @returns a Caddy that answers; the arguments are those of `startNginx` */
export async function startCaddy(
  configuration: string,
  options: { upstream: string },
): Promise<RunningProxy> {
  const { folder, ...rest } = await place();
  const { port, plainPort, certificate } = rest;
  const file = join(folder, 'Caddyfile');
  // A certificate made by the test, so that none is requested from outside.
  const tls = `\tbind 127.0.0.1\n\ttls ${certificate.certificateFile} ${certificate.keyFile}\n`;
  const site = fillIn(configuration, [
    ['{\n\tservers {', `{\n\tadmin off\n\thttp_port ${plainPort}\n\thttps_port ${port}\n\tservers {`],
    [`${siteName} {\n`, `${siteName} {\n${tls}`],
    ['/srv/kis/dist/client', join(clubBuild, 'client')],
    ['127.0.0.1:4321', options.upstream],
  ]);
  writeFileSync(file, site);
  return start(folder, rest, ['caddy', 'run', '--adapter', 'caddyfile', '--config', file]);
}
