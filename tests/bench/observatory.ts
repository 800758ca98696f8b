import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { livingContent } from '../support/club.ts';
import { copyProject } from '../support/project-copy.ts';
import { freePort, startSite } from '../support/site.ts';
import { startHttpsProxy } from './https-proxy.ts';
import { installTool } from './npm-tool.ts';
import { type Part, type Row, shown } from './row.ts';

const version = '1.4.8';
const host = 'kis.example.pl';
const loopback = fileURLToPath(new URL('observatory-loopback.mjs', import.meta.url));

/** The fields that are used of the scan's result. */
interface Scan {
  readonly scan: {
    readonly grade: string;
    readonly score: number;
    readonly testsPassed: number;
    readonly testsQuantity: number;
  };
  readonly tests: Readonly<Record<string, { result: string; pass: boolean; scoreModifier: number }>>;
}

/** Lists that its install script would download; our made-up host is in neither. */
const fetchedLists = { 'hsts-preload.json': '{}', 'tld-list.json': '["pl"]' };

/** @returns the folder of the installed scanner */
async function install(): Promise<string> {
  const folder = await installTool(`observatory-${version}`, [`@mdn/mdn-http-observatory@${version}`]);
  const scanner = join(folder, 'node_modules', '@mdn', 'mdn-http-observatory');
  for (const [name, text] of Object.entries(fetchedLists)) {
    const file = join(scanner, 'conf', name);
    if (!existsSync(file)) writeFileSync(file, text);
  }
  return scanner;
}

/** @throws with its output if the scan fails */
async function scan(ports: { httpPort: number; httpsPort: number }, certificate: string): Promise<Scan> {
  const scanner = await install();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', pathToFileURL(loopback).href, join(scanner, 'src', 'scan.js'), host],
    {
      cwd: scanner,
      env: {
        NODE_EXTRA_CA_CERTS: certificate,
        SCAN_HOST: host,
        SCAN_HTTP_PORT: String(ports.httpPort),
        SCAN_HTTPS_PORT: String(ports.httpsPort),
      },
    },
  );
  return JSON.parse(stdout);
}

function rowsOf({ scan: { grade, score, testsPassed, testsQuantity }, tests }: Scan): readonly Row[] {
  return [
    {
      figure: `Mozilla Observatory ${version}: grade`,
      measured: `${grade}, ${score} points, ${testsPassed} of ${testsQuantity} tests passed`,
      asked: 'A+',
      met: grade === 'A+' && testsPassed === testsQuantity,
    },
    ...Object.entries(tests).map(([name, { result, pass, scoreModifier }]) =>
      shown(`Observatory: ${name}`, `${pass ? 'passed' : 'FAILED'}, ${scoreModifier}: ${result}`),
    ),
  ];
}

/** Mozilla's Observatory over the site behind TLS; nothing is sent from this machine. */
export const measureObservatory: Part = async () => {
  const [httpsPort, httpPort, port] = [await freePort(), await freePort(), await freePort()];
  const origin = `https://${host}`;
  const copy = await copyProject(livingContent);
  await copy.build({ SITE_URL: origin });
  const settings = { SITE_URL: origin, TRUSTED_PROXIES: '127.0.0.1', NODE_ENV: 'production' };
  const site = await startSite(settings, { build: join(copy.root, 'dist'), port });
  const proxy = await startHttpsProxy(host, port, { httpsPort, httpPort });
  try {
    return rowsOf(await scan({ httpPort, httpsPort }, proxy.certificate.certificateFile));
  } finally {
    proxy.close();
    await site.stop();
    await copy.remove();
  }
};
