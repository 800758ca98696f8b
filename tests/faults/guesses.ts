import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { byClient, byReference } from '../../src/app/progress-pages.ts';
import { createPersonProgress } from '../../src/enquiry/person-progress.ts';
import { createLetters, referenceAlphabet } from '../../src/enquiry/reference.ts';
import { openSqliteStore } from '../../src/enquiry/store/sqlite/driver.ts';
import { createSlowDown } from '../../src/http/slow-down.ts';
import { createPostPerson } from '../../src/web/progress/post-person.ts';
import { mannWhitney } from '../http/mann-whitney.ts';
import { postForm } from '../support/progress-visits.ts';
import { startSite } from '../support/site.ts';
import { newEnquiry, openEnvelopes, secret } from '../unit/enquiry/samples.ts';
import type { FaultReport } from './report.ts';
import { seededRandom } from './support/hand-timers.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = [
  'a code of two letters',
  'no slow-down by the reference',
  'an answer takes a millisecond longer where there is such an enquiry',
];

const short = { guesses: 3_000, timed: 0 };
const whole = { guesses: 1_000_000, timed: 300 };
/** Kept enquiries whose references the guesser knows; each is guessed at as often as allowed. */
const known = 500;
/** Few enough that no client sends sooner than allowed. */
const clients = 250;
const codeLength = 6;
/** Standard deviations of the rank-sum test: equal samples differ this much once in 1.7 million times. */
const mostDeviations = 5;

/** @returns a unique reference for each number */
const referenceOf = (number: number): string => {
  const letters = [0, 1, 2, 3, 4, 5].map(
    (place) =>
      referenceAlphabet[Math.floor(number / referenceAlphabet.length ** place) % referenceAlphabet.length],
  );
  return `KIS-${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
};

const enquiryOf = (number: number) =>
  newEnquiry(number, {
    reference: referenceOf(number),
    messageId: `<${number}@kis.example>`,
    keyHash: new Uint8Array([number >> 8, number & 255, 7]),
  });

/**
 * Guesses one after the other with the real checks of the page, on a clock that runs as fast as the guesser is
 * allowed to try.
 */
async function guess(guesses: number) {
  const store = openSqliteStore({ file: ':memory:' });
  for (let number = 0; number < known; number += 1) await store.add(enquiryOf(number));
  const next = seededRandom(20261129);
  const random = (bytes: number) => Uint8Array.from({ length: bytes }, () => Math.floor(next() * 256));
  let time = 0;
  const slow = (pace: typeof byReference) => createSlowDown({ pace, now: () => time, random });
  const clock = () => new Date();
  const person = createPersonProgress({
    ...{ store, sealer: openEnvelopes, secret, clock, random, log: () => {} },
    ...{ codeLabels: ['Kod'], messageIdDomain: 'kis.example' },
  });
  const post = createPostPerson({
    progress: person,
    byReference: slow(byReference),
    byClient: slow(byClient),
    clientOf: ({ headers }) => String(headers['x-client']),
    waitBesideStore: () => false,
    log: () => {},
  });
  const answer = (reference: string, code: string, client: number) =>
    post.answer(
      { headers: { 'x-client': String(client) } } as unknown as IncomingMessage,
      {
        fields: new Map([
          ['reference', [reference]],
          ['code', [code]],
        ]),
        whole: true,
      },
      ['http://localhost'],
    );
  const counts = { found: 0, slowed: 0, other: 0 };
  for (let count = 0; count < guesses; count += 1) {
    time += byReference.everyMilliseconds / known;
    const code = createLetters(codeLength, referenceAlphabet, random);
    const { kind } = await answer(referenceOf(count % known), code, count % clients);
    if (kind === 'found') counts.found += 1;
    else if (kind === 'slow') counts.slowed += 1;
    else if (kind !== 'not-found') counts.other += 1;
  }
  const days = time / (24 * 3_600_000);
  // All at the same moment, from every client.
  time += 24 * 3_600_000;
  let atOnce = 0;
  for (let client = 0; client < 1_000; client += 1)
    if ((await answer(referenceOf(0), 'KKK-KKK', 10_000 + client)).kind === 'not-found') atOnce += 1;
  await store.close();
  return { ...counts, days, atOnce };
}

/** Guesses at the real server, each reference as often as it may be tried at once. */
async function timeAnswers(each: number): Promise<{ bytes: number; deviations: readonly number[] }> {
  const site = await startSite({ COURIER: 'off' });
  try {
    const store = openSqliteStore({ file: join(site.dataDirectory, 'kis.db') });
    for (let number = 0; number < 2 * each; number += 1) await store.add(enquiryOf(number));
    for (let number = each; number < 2 * each; number += 1) await store.erase(referenceOf(number));
    await store.close();
    const bodies = new Set<string>();
    const times: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < byReference.free - 1; round += 1)
      for (let number = 0; number < each; number += 1)
        for (const [kind, into] of times.entries()) {
          const began = performance.now();
          const fields = { reference: referenceOf(kind * each + number), code: 'KKK-KKK' };
          const { html } = await postForm(site, '/zgloszenie/stan/', fields);
          into.push(performance.now() - began);
          bodies.add(html);
        }
    const [wrong, ...others] = times;
    return { bytes: bodies.size, deviations: others.map((other) => mannWhitney(wrong, other)) };
  } finally {
    await site.stop();
  }
}

/**
 * Guesses the codes of 500 known enquiries at the allowed rate. With `--full`, additionally a rank-sum test
 * (Mann–Whitney) of the answer times over HTTP: to a wrong code, to an unknown reference, to an erased one.
 */
export async function checkGuesses({ full }: { full: boolean }): Promise<FaultReport> {
  const goal = full ? whole : short;
  const { found, slowed, other, days, atOnce } = await guess(goal.guesses);
  const timing = goal.timed > 0 ? await timeAnswers(goal.timed) : undefined;
  const far = timing?.deviations.filter((z) => Math.abs(z) >= mostDeviations) ?? [];
  return {
    name: 'guesses',
    figures: {
      guesses: goal.guesses,
      'references guessed at': known,
      'that would take, days': days.toFixed(2),
      found,
      'to be expected by chance': (goal.guesses / referenceAlphabet.length ** codeLength).toFixed(3),
      'of 1,000 at one moment on one reference judged': atOnce,
      ...(timing === undefined
        ? {}
        : {
            'answers timed': 3 * goal.timed * (byReference.free - 1),
            'different answers, in bytes': timing.bytes,
            'unknown and erased from wrong, z': timing.deviations.map((z) => z.toFixed(2)).join(', '),
          }),
    },
    failures: [
      ...(found > 0 ? [`${found} codes were found`] : []),
      ...(slowed + other > 0 ? [`${slowed} guesses were slowed down, ${other} answered otherwise`] : []),
      ...(atOnce === byReference.free ? [] : [`${atOnce} guesses at one moment were judged`]),
      ...(timing !== undefined && timing.bytes !== 1 ? [`${timing.bytes} different answers`] : []),
      ...far.map((z) => `by its time an answer tells whether there is such an enquiry: z = ${z.toFixed(2)}`),
    ],
  };
}
