import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { concurrently } from '../faults/support/concurrently.ts';
import { startProgram, startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { formPath, type Submission, send, submitAsPerson, tokenOn } from './support/person.ts';
import { p99 } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'over the rate, a post is refused for good',
  'the rate counts all clients together',
  'the leftmost hop of X-Forwarded-For is believed',
  'the address of the client in the log',
];

const posts = { short: 1_000, full: 10_000 };
const botsAtOnce = 30;
const people = 100;
const sheltered = 30;
const fillingInMilliseconds = 3_000;

/** Bots vary the end of their address, not the first 56 bits; each sends a forged X-Forwarded-For. */
const botAddress = (number: number) =>
  `198.51.100.${number % 250}, 2001:db8:66:${(number % 256).toString(16)}::${number.toString(16)}`;
const personAddress = (number: number) => `203.0.113.${number}`;
const shelterAddress = '192.0.2.77';
/** Every prefix of an address used here, and how the rate limit writes one. */
const traces = ['198.51.100.', '203.0.113.', '192.0.2.', '2001:db8', '20010db8'];

async function botPosts(port: number, count: number): Promise<Map<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: botsAtOnce });
  const statuses = new Map<number, number>();
  const tokens: string[] = [];
  await concurrently(
    Array.from({ length: count }, (_, number) => number),
    botsAtOnce,
    async (number) => {
      const address = botAddress(number);
      // Some come with a valid form, some with a used one, some with none.
      if (number % 20 === 0)
        tokens.push(tokenOn((await send(port, { path: formPath, address, agent })).body));
      const form = {
        topic: 'other',
        forWhom: 'self',
        channel: 'visit',
        message: `buy ${number}`,
        website: number % 2 === 0 ? 'https://spam.example' : '',
        form: number % 3 === 0 ? 'x' : (tokens[number % tokens.length] ?? ''),
      };
      const { status } = await send(port, { path: formPath, form, address, agent });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    },
  );
  agent.destroy();
  return statuses;
}

/** Sends an enquiry at some time during the attack. */
async function come(port: number, address: string): Promise<Submission> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * fillingInMilliseconds));
  return submitAsPerson(port, { address, fillingInMilliseconds: Math.random() * fillingInMilliseconds });
}

/** @returns the files in a folder that contain one of the texts */
const filesWith = (folder: string, texts: readonly string[]): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file, 'latin1');
      return texts.some((text) => content.includes(text));
    });

/**
 * Bots from one prefix, people from their own addresses, and many people behind one address, all at the same time.
 */
export function checkBots({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const dataDirectory = join(folder, 'data');
    await mkdir(join(folder, 'temporary'));
    const settings = {
      TRUSTED_PROXIES: '127.0.0.1',
      ENQUIRY_RATE: '20/10m',
      LOG_LEVEL: 'debug',
      TMPDIR: join(folder, 'temporary'),
    };
    const server = await startSafely({ dataDirectory, settings });
    const bots = botPosts(server.port, full ? posts.full : posts.short);
    const addresses = [
      ...Array.from({ length: people }, (_, number) => personAddress(number)),
      ...Array<string>(sheltered).fill(shelterAddress),
    ];
    const submissions = await Promise.all(addresses.map((address) => come(server.port, address)));
    const statuses = await bots;
    const list = startProgram('src/cli/enquiries.ts', ['list'], { dataDirectory, settings });
    await list.ended;
    await server.stop();
    const listed = list.output();
    const stored = submissions.filter(
      ({ reference }) => reference !== undefined && listed.includes(reference),
    );
    const twoSteps = submissions.filter(({ statuses: [first] }) => first === 429).length;
    const told = [
      ...filesWith(folder, traces),
      ...(traces.some((text) => server.output().includes(text)) ? ['log'] : []),
    ];
    return {
      figures: {
        'bot posts': [...statuses]
          .sort()
          .map(([status, count]) => `${count} × ${status}`)
          .join(', '),
        'people stored': `${stored.length} of ${submissions.length}`,
        'with one more step': twoSteps,
        'p99 of people, ms': Math.round(p99(submissions.map(({ milliseconds }) => milliseconds))),
      },
      failures: [
        ...(stored.length === submissions.length
          ? []
          : [
              `not stored: ${submissions.filter((each) => !stored.includes(each)).map((each) => each.statuses.join(' then '))}`,
            ]),
        ...(twoSteps === sheltered - 20 ? [] : [`${twoSteps} people were asked for one more step`]),
        ...((statuses.get(429) ?? 0) > 0 ? [] : ['no bot was asked for one more step']),
        ...told.map((file) => `an address of a client in ${file}`),
      ],
    };
  });
}
