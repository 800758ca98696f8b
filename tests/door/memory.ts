import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import packageJson from '../../package.json' with { type: 'json' };
import { startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { formPath, send, submitAsPerson, tokenOn } from './support/person.ts';
import { peakMegabytes } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'the pieces of a body are kept as they came',
  'any number of second steps waits',
  'Node is started without a bound for its heap',
];

/** The limit of threats.md, "at the door": any 2,000 connections. */
const connections = 2_000;
const mostMegabytes = 300;
const watchedMilliseconds = 6_000;
const limit = 64 * 1024;

const head = (lines: string) =>
  `POST ${formPath} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n${lines}\r\n\r\n`;
/** A body of this many bytes without its last one. */
const unfinished = (bytes: number) =>
  Buffer.from(`${head(`Content-Length: ${bytes}`)}message=${'x'.repeat(bytes - 9)}`);
const oneByteChunks = Buffer.from(`${head('Transfer-Encoding: chunked')}${'1\r\na\r\n'.repeat(limit - 1)}`);
const wholeForm = (body: string, lines = '') =>
  Buffer.from(`${head(`Content-Length: ${Buffer.byteLength(body)}${lines}`)}${body}`);
const longHeader = `X-Long: ${'x'.repeat(15 * 1024)}\r\n`;
const pageRequest = `GET /podstawy-prawne/ HTTP/1.1\r\nHost: localhost\r\n${longHeader}\r\n`;

/** The flags with which `npm run serve` starts Node. */
const flags = packageJson.scripts.serve.split(' ').filter((part) => part.startsWith('--'));

interface Crowd {
  readonly name: string;
  /** The bytes that each of its connections sends. */
  readonly bytes: Buffer | ((connection: number) => Buffer);
  /** Does not read its answers. */
  readonly deaf: boolean;
}

const crowds = (tokens: readonly string[]): readonly Crowd[] => [
  { name: 'bodies of 64 KiB without their end', bytes: unfinished(limit), deaf: false },
  { name: 'bodies of 16 KiB without their end', bytes: unfinished(limit / 4), deaf: false },
  { name: 'bodies in chunks of one byte', bytes: oneByteChunks, deaf: false },
  { name: 'heads without their end', bytes: Buffer.from(pageRequest.slice(0, -2)), deaf: false },
  {
    name: 'second steps of 64 KiB',
    bytes: (connection) =>
      wholeForm(`form=${tokens[connection % tokens.length]}&message=${'x'.repeat(limit - 200)}`),
    deaf: false,
  },
  {
    name: 'answers that nobody takes',
    bytes: wholeForm(`message=${'%22'.repeat((limit - 200) / 3)}`),
    deaf: true,
  },
  {
    name: 'compressed answers to forms of 64 KiB',
    bytes: wholeForm(`message=${'%22'.repeat((limit - 200) / 3)}`, '\r\nAccept-Encoding: gzip'),
    deaf: false,
  },
  { name: 'requests in line that nobody takes', bytes: Buffer.from(pageRequest.repeat(16)), deaf: true },
];

function open(port: number, { bytes, deaf }: Crowd, connection: number): Socket {
  const sent = typeof bytes === 'function' ? bytes(connection) : bytes;
  const socket = connect(port, '127.0.0.1', () => socket.write(sent));
  socket.on('error', () => {});
  if (deaf) socket.pause();
  else socket.resume();
  return socket;
}

/** @returns tokens from pages with status 429, each valid for three second steps */
async function secondSteps(port: number): Promise<readonly string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const answers = await Promise.all(
    Array.from({ length: connections / 3 + 2 }, () =>
      send(port, { path: formPath, form: { topic: 'other' }, agent }),
    ),
  );
  agent.destroy();
  return answers.filter(({ status }) => status === 429).map(({ body }) => tokenOn(body));
}

async function gather(crowdOf: (tokens: readonly string[]) => Crowd, folder: string) {
  const settings = { ENQUIRY_RATE: '1/10m' };
  const server = await startSafely({ dataDirectory: folder, settings, flags });
  const needsSteps = typeof crowdOf([]).bytes === 'function';
  const crowd = crowdOf(needsSteps ? await secondSteps(server.port) : []);
  const before = Math.round(peakMegabytes(server.pid));
  const sockets = Array.from({ length: connections }, (_, place) => open(server.port, crowd, place));
  await pause(watchedMilliseconds);
  const peak = Math.round(peakMegabytes(server.pid));
  for (const socket of sockets) socket.destroy();
  const person = await submitAsPerson(server.port).catch(() => undefined);
  await server.kill();
  const failures = [
    ...(peak <= mostMegabytes ? [] : [`${crowd.name}: ${peak} MB`]),
    ...(person?.reference === undefined ? [`${crowd.name}: a person was not served afterwards`] : []),
  ];
  return { figure: { [`${crowd.name}, MB`]: `${peak} (before ${before})` }, failures };
}

/** Groups of 2,000 connections, each using as much memory as it can in a different way. */
export function checkMemory(): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    let figures: CheckReport['figures'] = {};
    const failures: string[] = [];
    for (const [place] of crowds([]).entries()) {
      const result = await gather((tokens) => crowds(tokens)[place] as Crowd, `${folder}/${place}`);
      figures = { ...figures, ...result.figure };
      failures.push(...result.failures);
    }
    return { figures, failures };
  });
}
