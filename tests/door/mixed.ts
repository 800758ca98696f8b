import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import { startProgram, startSafely } from '../faults/support/server-process.ts';
import { inTemporaryFolder } from '../faults/support/temporary-folder.ts';
import type { CheckReport } from '../support/checks.ts';
import { type Submission, send, submitAsPerson } from './support/person.ts';
import { p99, peakMegabytes } from './support/process-figures.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = ['what comes by many second steps is as any other', 'no second step is believed'];

const seconds = { short: 20, full: 60 };
const limits = { p99Milliseconds: 2_000, megabytes: 300 };
const people = 10;
const sheltered = 50;
const shelterAddress = '192.0.2.77';
const flags = packageJson.scripts.serve.split(' ').filter((part) => part.startsWith('--'));

type Until = () => boolean;

/**
 * Attacks from a separate process, so that it does not slow down the measured one. @returns how many of its enquiries
 * were accepted
 */
async function startAttack(port: number, milliseconds: number): Promise<number> {
  const child = fork(fileURLToPath(new URL('support/attack.ts', import.meta.url)), [
    String(port),
    String(milliseconds),
  ]);
  const [stored] = await once(child, 'message');
  return Number(stored);
}

const lost: Submission = { reference: undefined, statuses: [], milliseconds: Number.POSITIVE_INFINITY };

/** Reads and writes, with a person's pauses. */
async function livePerson(
  port: number,
  number: number,
  over: Until,
  reads: number[],
): Promise<readonly Submission[]> {
  const sent: Submission[] = [];
  while (!over()) {
    for (const path of ['/', '/kontakt/', '/zajecia/']) {
      const page = await send(port, { path }).catch(() => undefined);
      reads.push(page?.status === 200 ? page.milliseconds : Number.POSITIVE_INFINITY);
      await pause(300);
    }
    const options = { address: `203.0.113.${number}`, fillingInMilliseconds: 1_000 };
    // Below their own limit, as people are.
    if (sent.length < 3) sent.push(await submitAsPerson(port, options).catch(() => lost));
  }
  return sent;
}

async function comeToShelter(port: number, milliseconds: number): Promise<Submission> {
  await pause(Math.random() * milliseconds);
  return submitAsPerson(port, { address: shelterAddress, fillingInMilliseconds: 500 }).catch(() => lost);
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/**
 * All costly requests at once, from one machine, together with ten people and a shelter of fifty with one address.
 */
export function checkMixed({ full }: { full: boolean }): Promise<CheckReport> {
  return inTemporaryFolder(async (folder) => {
    const dataDirectory = join(folder, 'data');
    const settings = { TRUSTED_PROXIES: '127.0.0.1', ENQUIRY_RATE: '20/10m', ENQUIRY_TO: 'klub@kis.example' };
    const server = await startSafely({ dataDirectory, settings, flags });
    const milliseconds = (full ? seconds.full : seconds.short) * 1_000;
    const end = performance.now() + milliseconds;
    const over = () => performance.now() > end;
    const attack = startAttack(server.port, milliseconds);
    await pause(3_000);
    const reads: number[] = [];
    const [ofPeople, ofShelter, attackers] = await Promise.all([
      Promise.all(
        Array.from({ length: people }, (_, number) => livePerson(server.port, number, over, reads)),
      ),
      Promise.all(Array.from({ length: sheltered }, () => comeToShelter(server.port, milliseconds * 0.6))),
      attack,
    ]);
    await pause(2_000);
    const megabytes = Math.round(peakMegabytes(server.pid));
    await server.stop();
    const list = startProgram('src/cli/enquiries.ts', ['list'], { dataDirectory, settings });
    await list.ended;
    const lines = list.output().split('\n');
    const mails = readdirSync(join(dataDirectory, 'mail')).map((name) =>
      readFileSync(join(dataDirectory, 'mail', name), 'utf8'),
    );
    const submissions = [...ofPeople.flat(), ...ofShelter];
    const lineOf = ({ reference }: Submission) =>
      lines.find((line) => reference !== undefined && line.includes(reference));
    const notStored = submissions.filter((each) => lineOf(each) === undefined);
    const suspect = submissions.filter((each) => lineOf(each)?.includes('suspect'));
    const notMailed = submissions.filter(
      ({ reference }) => reference !== undefined && !mails.some((mail) => mail.includes(reference)),
    );
    const suspects = lines.filter((line) => line.includes('suspect')).length;
    const readP99 = p99(reads);
    const sendP99 = p99(submissions.map(({ milliseconds: each }) => each));
    return {
      figures: {
        'enquiries of people, of the shelter among them': `${submissions.length}, ${ofShelter.length}`,
        'not stored, suspect, not mailed': `${notStored.length}, ${suspect.length}, ${notMailed.length}`,
        'pages read: p50, p99, ms': `${Math.round(median(reads))}, ${Math.round(readP99)} of ${reads.length}`,
        'form opened or sent: p99, ms': Math.round(sendP99),
        'enquiries of the attacker, suspect ones': `${attackers}, ${suspects}`,
        'peak of memory, MB': megabytes,
      },
      failures: [
        ...(notStored.length === 0 ? [] : [`${notStored.length} enquiries of people are not stored`]),
        ...(notMailed.length === 0 ? [] : [`${notMailed.length} enquiries of people were not mailed`]),
        ...(suspect.length === 0 ? [] : [`${suspect.length} enquiries of people are suspect`]),
        ...(attackers - suspects <= 50
          ? []
          : [`${attackers - suspects} enquiries of the attacker are not suspect`]),
        ...(readP99 <= limits.p99Milliseconds ? [] : [`reading: p99 of ${readP99} ms`]),
        ...(megabytes <= limits.megabytes ? [] : [`${megabytes} MB`]),
      ],
    };
  });
}
