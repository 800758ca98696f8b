import { setTimeout as pause } from 'node:timers/promises';
import { courierLimits } from '../../src/enquiry/delivery/courier.ts';
import type { FaultReport } from './report.ts';
import { faultsInShares, type MailTrap, openMailTrap } from './support/mail-trap.ts';
import { type ServerProcess, startSafely } from './support/server-process.ts';
import { createSubmitters, type Submitters } from './support/submitters.ts';
import { inTemporaryFolder } from './support/temporary-folder.ts';

/** Mutations that were seen to be caught, each in a copy of the project. */
export const mutations = ['the answer goes out before the commit', 'a new Message-ID for each try'];

const short = { kills: 6, acknowledged: 600 };
const whole = { kills: 1_000, acknowledged: 100_000 };

const submitterCount = 50;
/** The longest time to fill in the next form, so that the server is busy but can still send mail. */
const fillingInMilliseconds = 600;
/**
 * A kill comes this long after the server is ready and then after a random 1 to 200 further acknowledgements: so even
 * a slow machine has 100 acknowledgements for each kill, as the full figures require.
 */
const kill = { earliestMilliseconds: 350, mostAcknowledgements: 200 };
/** A server that acknowledges nothing for this long is killed anyway. */
const longestLifeMilliseconds = 30_000;
/** Each start sets the calendar forward by this much: longer than a lease, a route's pause and the first retries. */
const outageMilliseconds = 4 * 60_000;
/** Set forward before the last start: longer than the longest wait between two attempts. */
const lastOutageMilliseconds = 5 * 60 * 60_000;
/** Out of 200 answers of the mail server; 23 % are faults. */
const faultShares = { '421': 1, '450': 18, 'drop-after-data': 14, 'drop-after-dot': 2, slow: 11 } as const;
const faultRound = 200;
/** After this long without mail, missing mail will not arrive any more. */
const quietMilliseconds = 20_000;
const largestShareOfDuplicates = 0.02;
/**
 * Below this many mails the share is random. For any number: a kill causes at most one copy of each mail being sent.
 */
const fewestForShare = 5_000;

const clock = new URL('./support/later-clock.ts', import.meta.url);

interface Run {
  readonly dataDirectory: string;
  readonly mail: MailTrap;
  readonly submitters: Submitters;
}

const start = ({ dataDirectory, mail }: Run, clockAhead: number): Promise<ServerProcess> =>
  startSafely({
    dataDirectory,
    preloads: [clock],
    settings: {
      SMTP_URL: mail.url,
      ENQUIRY_TO: 'biuro@kis.example',
      CLOCK_AHEAD: String(clockAhead),
      LOG_LEVEL: 'error',
    },
  });

/** The figures of the part with kills. */
interface Killing {
  readonly kills: number;
  readonly answers: number;
  readonly faults: number;
}

async function killOften(run: Run, goal: typeof short): Promise<Killing> {
  let kills = 0;
  while (kills < goal.kills || run.submitters.acknowledged.size < goal.acknowledged) {
    const server = await start(run, kills * outageMilliseconds);
    run.submitters.serverIsAt(server.port);
    await pause(kill.earliestMilliseconds);
    const more = 1 + Math.floor(Math.random() * kill.mostAcknowledgements);
    await run.submitters.acknowledgedMore(more, longestLifeMilliseconds);
    await server.kill();
    kills += 1;
    if (kills % 100 === 0)
      process.stderr.write(`${kills} kills, ${run.submitters.acknowledged.size} acknowledged\n`);
  }
  const answers = [...run.mail.answers.values()].reduce((sum, count) => sum + count, 0);
  return { kills, answers, faults: answers - (run.mail.answers.get('none') ?? 0) };
}

/** Waits for mail until none has arrived for a while. */
async function deliverTheRest(run: Run, { kills }: Killing): Promise<void> {
  const { mail, submitters } = run;
  mail.setFaults(() => 'none');
  const server = await start(run, kills * outageMilliseconds + lastOutageMilliseconds);
  submitters.serverIsAt(server.port);
  await submitters.finish();
  const arrived = () => [...submitters.acknowledged.values()].every((each) => mail.arrivals.has(each));
  for (let before = -1; before < mail.arrivals.size; ) {
    before = mail.arrivals.size;
    if (await mail.waitUntil(() => mail.arrivals.size > before && arrived(), quietMilliseconds)) break;
  }
  await server.stop();
}

function judge({ mail, submitters }: Run, { kills, answers, faults }: Killing): FaultReport {
  const { acknowledged } = submitters;
  const mails = [...mail.arrivals.values()];
  const lost = [...acknowledged.values()].filter((reference) => !mail.arrivals.has(reference));
  const astray = [...acknowledged].filter(([mark, reference]) => {
    const arrival = mail.arrivals.get(reference);
    return arrival !== undefined && !arrival.text.includes(mark);
  });
  const marks = mails.map(({ text }) => /znak-\d+-/.exec(text)?.[0]);
  const doubled = marks.length - new Set(marks).size;
  const differing = mails.filter(({ differs }) => differs).length;
  const copies = mails.reduce((sum, each) => sum + each.copies, 0);
  const twice = copies - mails.length;
  const share = twice / mails.length;
  const inHand = kills * courierLimits.sends + (mail.answers.get('drop-after-dot') ?? 0);
  const failures = [
    ...(lost.length > 0 ? [`${lost.length} acknowledged enquiries never arrived`] : []),
    ...(astray.length > 0 ? [`${astray.length} references stand on another enquiry's mail`] : []),
    ...(doubled > 0 ? [`${doubled} forms became two enquiries`] : []),
    ...(differing > 0 ? [`${differing} mails came again with another Message-ID or text`] : []),
    ...(twice > inHand
      ? [`${twice} mails came twice, and at most ${inHand} were in hand at a kill or a drop`]
      : []),
    ...(mails.length >= fewestForShare && share > largestShareOfDuplicates
      ? [`${(100 * share).toFixed(2)} % of the mails came twice`]
      : []),
  ];
  return {
    name: 'crashes',
    figures: {
      kills,
      acknowledged: acknowledged.size,
      lost: lost.length,
      mails: copies,
      'came twice': `${twice} (${(100 * share).toFixed(2)} %)`,
      'came twice and differed': differing,
      'answers of the mail server while killing': answers,
      'of these faults': `${faults} (${((100 * faults) / answers).toFixed(1)} %)`,
    },
    failures,
  };
}

/**
 * Kills the server at random moments with 50 submitters, while a fifth of the mail server's answers are faults.
 *
 * @returns failures for an acknowledged enquiry that never arrived, and for copies that differ or are too many
 */
export function checkCrashes({ full }: { full: boolean }): Promise<FaultReport> {
  return inTemporaryFolder(async (dataDirectory) => {
    const mail = await openMailTrap();
    mail.setFaults(faultsInShares(faultShares, faultRound, Math.random));
    const run = { dataDirectory, mail, submitters: createSubmitters(submitterCount, fillingInMilliseconds) };
    const killing = await killOften(run, full ? whole : short);
    await deliverTheRest(run, killing);
    await mail.close();
    return judge(run, killing);
  });
}
